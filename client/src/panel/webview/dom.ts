type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** An element with attributes and children. Texts become text nodes: nothing that a message says is ever read as HTML. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) setAttribute(element, name, value);
  element.append(...children);
  return element;
}

/** `false` and `undefined` take an attribute away, except that `aria-` ones say `false`. */
export function setAttribute(element: Element, name: string, value: string | number | boolean | undefined): void {
  if (value === undefined || (value === false && !name.startsWith('aria-'))) element.removeAttribute(name);
  else element.setAttribute(name, value === true && !name.startsWith('aria-') ? '' : String(value));
}

/** An icon of the font, as a plain span: cheap in rows, and hidden from screen readers, since words stand beside it. */
export const icon = (name: string, tone = ''): HTMLSpanElement =>
  el('span', { class: `codicon codicon-${name} ${tone}`.trim(), 'aria-hidden': true });

/** A word in a text that acts and leads nowhere by itself. Not a button, since those do not break across lines. */
export function link(label: string, act: () => void, attributes: Attributes = {}): HTMLElement {
  const element = el('span', { role: 'button', tabindex: 0, class: 'link', ...attributes }, label);
  const run = (event: Event): void => {
    event.stopPropagation();
    event.preventDefault();
    act();
  };
  element.addEventListener('click', run);
  element.addEventListener('keydown', (event) => {
    if ((event.key === 'Enter' || event.key === ' ') && !event.ctrlKey && !event.metaKey) run(event);
  });
  return element;
}

export function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`The page has no #${id}.`);
  return element;
}
