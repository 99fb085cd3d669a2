import type { DefinedEvent } from '../model/facts.ts';
import type { Sample } from '../model/sample.ts';
import type { Judge } from '../rules/rule.ts';
import type { Schema } from '../schema/schema.ts';
import { textOf } from '../syntax/node.ts';
import { compareVersions } from '../text/versions.ts';

export interface JudgeFrom {
  definitions(type: string): readonly DefinedEvent[];
  listedBy(sample: Sample): DefinedEvent | undefined;
  schemaOf(event: DefinedEvent): Schema | undefined;
}

/**
 * Which definition judges a sample: the one that lists it; else the type that its envelope carries, in the version that
 * `dataschema` or the envelope's version names, else the highest version that is not deprecated.
 */
export function judgeOf(sample: Sample, from: JudgeFrom): Judge | undefined {
  const listed = from.listedBy(sample);
  if (listed) return withSchema(sample, listed, 'listed', from);
  const type = textOf(sample.roles.type);
  const events = type === undefined ? [] : from.definitions(type);
  const named = events.find((event) => event.version !== undefined && namesVersion(sample, event.version));
  const chosen = named ?? highest(events.filter((event) => !event.deprecated)) ?? highest(events);
  return chosen && withSchema(sample, chosen, 'type', from);
}

export function withSchema(sample: Sample, event: DefinedEvent, by: Judge['by'], from: Pick<JudgeFrom, 'schemaOf'>): Judge {
  const schema = from.schemaOf(event);
  const value = event.describes === 'event' ? { node: sample.node, pointer: sample.place.pointer } : dataOf(sample);
  return { event, by, ...(schema && { schema }), ...(value && { value }) };
}

function dataOf(sample: Sample): Judge['value'] {
  const node = sample.roles.data;
  return node && sample.dataPointer !== undefined ? { node, pointer: sample.place.pointer + sample.dataPointer } : undefined;
}

function namesVersion(sample: Sample, version: string): boolean {
  const written = textOf(sample.roles.version);
  if (written !== undefined) return written === version;
  const schema = textOf(sample.roles.dataschema) ?? '';
  const at = schema.indexOf(version);
  // `…/1.2.0` and `…/v1.2.0.json` name 1.2.0; `…/11.2.0`, `…/1.2.0-beta` and `…/1.2.01` do not.
  return at >= 0 && !/[\d.]$/.test(schema.slice(0, at)) && !/^(\d|\.\d|[-+][\dA-Za-z])/.test(schema.slice(at + version.length));
}

const highest = (events: readonly DefinedEvent[]): DefinedEvent | undefined =>
  events.reduce<DefinedEvent | undefined>((best, event) => (best && compareVersions(best.version, event.version) > 0 ? best : event), undefined);
