import type { TargetField } from '../messages.ts';
import { row } from './composer.ts';
import { el } from './dom.ts';
import { fill, select, textfield, type VscodeSingleSelect, type VscodeTextfield } from './elements.ts';
import type { HostLine } from './host.ts';

/** The fields of a target, drawn from the transport's declaration. */
export interface Fields {
  readonly element: HTMLElement;
  show(fields: readonly TargetField[], enabled: boolean): void;
}

export function createFields(host: HostLine): Fields {
  const element = el('div', { class: 'some-fields' });
  let drawn = '';
  let controls: ReadonlyMap<string, VscodeTextfield | VscodeSingleSelect> = new Map();

  function draw(fields: readonly TargetField[]): void {
    const made = fields.map((field) => ({ field, control: controlFor(field, (value) => host.tell({ type: 'target', name: field.name, value })) }));
    controls = new Map(made.map(({ field, control }) => [field.name, control]));
    element.replaceChildren(...made.flatMap(({ field, control }) => [...row(field.title, control)]));
  }

  return {
    element,
    show(fields, enabled) {
      const shape = JSON.stringify(fields.map(({ name, title, type, values }) => [name, title, type, values]));
      if (shape !== drawn) draw(fields);
      drawn = shape;
      for (const field of fields) tell(controls.get(field.name), field, enabled);
    },
  };
}

function controlFor(field: TargetField, typed: (value: string) => void): VscodeTextfield | VscodeSingleSelect {
  if (field.type === 'enum' || field.type === 'boolean') return select(field.title, typed);
  return textfield(field.title, field.placeholder ?? '', typed);
}

/** What is being typed is left alone: the host only knows what it was told a moment ago. */
function tell(control: VscodeTextfield | VscodeSingleSelect | undefined, field: TargetField, enabled: boolean): void {
  if (!control) return;
  control.disabled = !enabled;
  control.title = field.problem === undefined ? field.description : `${field.title} ${field.problem} ${field.description}`;
  if ('options' in control) {
    const values = field.type === 'boolean' ? ['false', 'true'] : (field.values ?? []);
    fill(
      control,
      values.map((value) => ({ key: value, label: field.type === 'boolean' ? (value === 'true' ? 'Yes' : 'No') : value })),
      field.value,
    );
    return;
  }
  control.invalid = field.problem !== undefined;
  if (document.activeElement !== control && control.value !== field.value) control.value = field.value;
}
