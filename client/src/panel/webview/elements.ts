import '@vscode-elements/elements/dist/vscode-badge/index.js';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-single-select/index.js';
import '@vscode-elements/elements/dist/vscode-textfield/index.js';
import '@vscode-elements/elements/dist/vscode-toolbar-button/index.js';
import type { VscodeButton } from '@vscode-elements/elements/dist/vscode-button/index.js';
import type { VscodeSingleSelect } from '@vscode-elements/elements/dist/vscode-single-select/index.js';
import type { VscodeTextfield } from '@vscode-elements/elements/dist/vscode-textfield/index.js';
import type { VscodeToolbarButton } from '@vscode-elements/elements/dist/vscode-toolbar-button/index.js';
import { el } from './dom.ts';

/** The components of `@vscode-elements/elements` that the page uses, with what they lack put right in one place. */

export function button(label: string, press: () => void, options: { readonly secondary?: boolean; readonly class?: string } = {}): VscodeButton {
  const element = el('vscode-button', { class: options.class }, label);
  element.secondary = options.secondary === true;
  // The library clicks on Ctrl+Enter too, which is a key of the editor's for this panel: the event would be sent twice.
  let withModifier = false;
  element.addEventListener(
    'keydown',
    ({ ctrlKey, metaKey, altKey }) => {
      withModifier = ctrlKey || metaKey || altKey;
    },
    { capture: true },
  );
  element.addEventListener('click', (event) => {
    if (!(withModifier && 'synthetic' in event)) press();
  });
  return element;
}

export function toolbarButton(icon: string, label: string, press: () => void): VscodeToolbarButton {
  const element = el('vscode-toolbar-button', { icon, title: label });
  element.label = label;
  element.addEventListener('click', press);
  return element;
}

export interface SelectOption {
  readonly key: string;
  readonly label: string;
}

export function select(label: string, chosen: (key: string) => void): VscodeSingleSelect {
  const element = el('vscode-single-select');
  element.label = label;
  element.addEventListener('change', () => chosen(element.value));
  return element;
}

/** Shows other options only when they are others, since an open list would jump. */
export function fill(element: VscodeSingleSelect, options: readonly SelectOption[], value: string | undefined): void {
  const wanted = options.map(({ key, label }) => ({ value: key, label, description: '', selected: key === value, disabled: false }));
  const shown = element.options.map(({ value: key, label }) => ({ key, label }));
  if (JSON.stringify(shown) !== JSON.stringify(options.map(({ key, label }) => ({ key, label })))) element.options = wanted;
  const at = options.findIndex(({ key }) => key === value);
  if (element.selectedIndex !== at) element.selectedIndex = at;
}

const squareCorners = new CSSStyleSheet();
squareCorners.replaceSync('input { border-radius: 3px; }');

export function textfield(label: string, placeholder: string, typed: (value: string) => void): VscodeTextfield {
  const element = el('vscode-textfield');
  element.label = label;
  element.placeholder = placeholder;
  element.addEventListener('input', () => typed(element.value));
  // The inner input is square inside of a round border; it has no part to style it by.
  element.shadowRoot?.adoptedStyleSheets.push(squareCorners);
  void element.updateComplete.then(() => {
    const root = element.shadowRoot;
    if (root && !root.adoptedStyleSheets.includes(squareCorners)) root.adoptedStyleSheets.push(squareCorners);
  });
  return element;
}

export type { VscodeButton, VscodeSingleSelect, VscodeTextfield, VscodeToolbarButton };
