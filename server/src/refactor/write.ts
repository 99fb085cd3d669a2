import type { Layout } from './layout.ts';
import { jsonText, yamlScalar, yamlText } from './scalar.ts';

/** A number that a double cannot hold, or does not spell, as it is to be written. */
export const asWritten = (raw: string): object => ({ [verbatim]: raw });

const verbatim = Symbol('as written');

const rawOf = (value: unknown): string | undefined =>
  typeof value === 'object' && value !== null && verbatim in value ? String(value[verbatim]) : undefined;

/** `name: value` as it stands in a collection of that layout. */
export function writeProperty(name: string, value: unknown, layout: Layout): string {
  if (layout.headers) return `${name}: ${String(value)}`;
  if (layout.flow) return `${layout.json ? jsonText(name) : yamlText(name, 'plain', true)}: ${writeFlow(value, layout)}`;
  return `${yamlText(name, 'plain', false)}:${writeBehind(value, layout, layout.indent)}`;
}

/** An item as it stands behind a dash, or between the commas of a list in brackets. */
export function writeItem(value: unknown, layout: Layout): string {
  return layout.flow || staysInLine(value) ? writeFlow(value, layout) : writeBlock(value, layout, `${layout.indent}  `);
}

/** In brackets or as a scalar; goes wherever a value may stand. */
export function writeFlow(value: unknown, layout: Layout): string {
  const raw = rawOf(value);
  if (raw !== undefined) return raw;
  if (Array.isArray(value))
    return bracketed(
      '[',
      value.map((item) => (inner: Layout) => writeFlow(item, inner)),
      ']',
      layout,
    );
  if (isObject(value))
    return bracketed(
      '{',
      Object.entries(value).map(
        ([name, item]) =>
          (inner: Layout) =>
            writeProperty(name, item, inner),
      ),
      '}',
      layout,
    );
  if (layout.json) return typeof value === 'string' ? jsonText(value) : (JSON.stringify(value) ?? 'null');
  return yamlScalar(value, 'plain', layout.flow);
}

/** The lines of a collection, the first of them where the writer stands. */
export function writeBlock(value: unknown, layout: Layout, indent: string): string {
  const separator = `${layout.eol}${indent}`;
  if (Array.isArray(value)) return value.map((item) => `- ${writeItem(item, { ...layout, indent })}`).join(separator);
  if (!isObject(value)) return writeFlow(value, layout);
  return Object.entries(value)
    .map(([name, item]) => `${yamlText(name, 'plain', false)}:${writeBehind(item, layout, indent)}`)
    .join(separator);
}

/** Whether a value needs no lines of its own: scalars, what is empty, and lists of scalars. */
export function staysInLine(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((item) => typeof item !== 'object' || item === null || rawOf(item) !== undefined);
  return !isObject(value) || Object.keys(value).length === 0;
}

function writeBehind(value: unknown, layout: Layout, indent: string): string {
  if (staysInLine(value) || (layout.braces && isLeaf(value)))
    return ` ${writeFlow(value, { ...layout, flow: Array.isArray(value) || isObject(value) })}`;
  const inner = indent + layout.step;
  return `${layout.eol}${inner}${writeBlock(value, layout, inner)}`;
}

type Write = (layout: Layout) => string;

function bracketed(open: string, items: readonly Write[], close: string, layout: Layout): string {
  const inner = { ...layout, flow: true, indent: layout.indent + layout.step };
  if (items.length === 0) return open + close;
  const written = items.map((write) => write(inner));
  if (layout.json && layout.lines)
    return `${open}${layout.eol}${inner.indent}${written.join(`,${layout.eol}${inner.indent}`)}${layout.eol}${layout.indent}${close}`;
  const space = open === '{' ? ' ' : '';
  return `${open}${space}${written.join(', ')}${space}${close}`;
}

const isLeaf = (value: unknown): boolean => isObject(value) && Object.values(value).every(staysInLine);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && rawOf(value) === undefined;
