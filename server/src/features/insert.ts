import { escapeUnsafe, yamlScalar } from './scalar.ts';

/** A piece of text that is about to be written: as it is, or a place where the cursor stops, with what stands there at first. */
export type Piece = string | { readonly stop: string };

/**
 * A value that is about to be written, before it is known in which syntax. Objects are Maps, so that the order of names is
 * the writer's own.
 */
export type Draft = string | number | boolean | null | readonly Draft[] | DraftObject | Hole | Open;
export type DraftObject = ReadonlyMap<string, Draft>;

/** A scalar that somebody will type over. */
export interface Hole {
  readonly hole: string | number | boolean | null;
}

/** An object or a list that somebody goes on to fill. */
export interface Open {
  readonly open: 'object' | 'array';
}

export interface Layout {
  readonly json: boolean;
  /** Headers of an HTTP message, which hold texts as they are. */
  readonly headers?: boolean;
  /** Inside brackets: no line of its own for each name. */
  readonly flow: boolean;
  /** The spaces in front of the name or value that is written. */
  readonly indent: string;
  /** What one level adds to them. */
  readonly step: string;
  readonly eol: string;
  /** In a block: objects of scalars beside this one stand in braces, on a line each. */
  readonly braces?: boolean;
}

/** `name: value` as it stands in an object of that layout; without a value for a name that has its colon already. */
export function writeProperty(name: string, value: Draft | undefined, layout: Layout): readonly Piece[] {
  if (layout.headers) return value === undefined ? [name] : joined([`${name}: `, ...rawText(value)]);
  const written = layout.json ? escapeUnsafe(name) : yamlScalar(name, layout.flow);
  if (value === undefined) return [written];
  if (layout.flow) return joined([`${written}: `, ...writeFlow(value, layout)]);
  if (layout.braces && value instanceof Map) return joined([`${written}: `, ...writeFlow(value, { ...layout, flow: true })]);
  return joined([`${written}:`, ...writeBlockValue(value, layout, layout.indent)]);
}

/** A value as it stands behind a colon or a dash. */
export function writeValue(value: Draft, layout: Layout): readonly Piece[] {
  if (layout.headers) return rawText(value);
  if (layout.flow || isScalar(value)) return joined(writeFlow(value, layout));
  if (isOpen(value)) return [{ stop: '' }];
  return joined(writeBlock(value, layout, layout.indent));
}

export const plainText = (pieces: readonly Piece[]): string => pieces.map((piece) => (typeof piece === 'string' ? piece : piece.stop)).join('');

/** LSP's snippet syntax: the stops are numbered in the order of the text, and the cursor ends behind all of it. */
export function snippetText(pieces: readonly Piece[]): string {
  let stops = 0;
  return pieces
    .map((piece) => {
      if (typeof piece === 'string') return piece.replace(/[\\$}]/g, '\\$&');
      stops++;
      return piece.stop === '' ? `\${${stops}}` : `\${${stops}:${piece.stop.replace(/[\\$}]/g, '\\$&')}}`;
    })
    .join('');
}

function writeFlow(value: Draft, layout: Layout): readonly Piece[] {
  if (isHole(value)) return hole(value, layout);
  if (isOpen(value)) return value.open === 'object' ? ['{ ', { stop: '' }, ' }'] : ['[', { stop: '' }, ']'];
  if (isScalar(value)) return [scalar(value, layout)];
  if (isList(value)) return ['[', ...value.flatMap((item, index) => [...(index ? [', '] : []), ...writeFlow(item, layout)]), ']'];
  const inner = { ...layout, indent: layout.indent + layout.step };
  const properties = [...value].map(([name, item]) => [...writeProperty(name, item, inner)]);
  if (properties.length === 0) return ['{}'];
  // JSON objects of several names get a line for each: that is how people write samples.
  if (!layout.json || properties.length === 1)
    return ['{ ', ...properties.flatMap((property, index) => [...(index ? [', '] : []), ...property]), ' }'];
  return [
    '{',
    ...properties.flatMap((property, index) => [`${index ? ',' : ''}${layout.eol}${inner.indent}`, ...property]),
    `${layout.eol}${layout.indent}}`,
  ];
}

/** Behind `name:`: on the same line, or on lines of its own. */
function writeBlockValue(value: Draft, layout: Layout, indent: string): readonly Piece[] {
  if (isOpen(value)) return [`${layout.eol}${indent}${layout.step}${value.open === 'array' ? '- ' : ''}`, { stop: '' }];
  if (isScalar(value) || (isList(value) ? value.every(isScalar) : value.size === 0)) return [' ', ...writeFlow(value, { ...layout, flow: true })];
  return [`${layout.eol}${indent}${layout.step}`, ...writeBlock(value, layout, indent + layout.step)];
}

/** Lines of names or dashes; the first one stands where the writer is. */
function writeBlock(value: Exclude<Draft, Scalar | Open>, layout: Layout, indent: string): readonly Piece[] {
  if (isList(value)) {
    return value.flatMap((item, index) => [
      ...(index ? [`${layout.eol}${indent}`] : []),
      '- ',
      ...(isScalar(item) || isOpen(item) ? writeFlow(item, { ...layout, flow: true }) : writeBlock(item, layout, `${indent}  `)),
    ]);
  }
  if (value.size === 0) return ['{}'];
  return [...value].flatMap(([name, item], index) => [
    `${index ? `${layout.eol}${indent}` : ''}${yamlScalar(name, false)}:`,
    ...writeBlockValue(item, layout, indent),
  ]);
}

function rawText(value: Draft): readonly Piece[] {
  if (isHole(value)) return [{ stop: String(value.hole ?? '') }];
  return isScalar(value) ? [String(value ?? '')] : [{ stop: '' }];
}

function hole({ hole: value }: Hole, layout: Layout): readonly Piece[] {
  if (typeof value !== 'string') return [{ stop: String(value) }];
  if (layout.json) return ['"', { stop: escapeUnsafe(value).slice(1, -1) }, '"'];
  const written = value === '' ? '' : yamlScalar(value, layout.flow);
  return written.startsWith('"') ? ['"', { stop: written.slice(1, -1) }, '"'] : [{ stop: written }];
}

const scalar = (value: string | number | boolean | null, layout: Layout): string => {
  if (typeof value !== 'string') return String(value);
  return layout.json ? escapeUnsafe(value) : yamlScalar(value, layout.flow);
};

type Scalar = string | number | boolean | null | Hole;

const isHole = (value: Draft): value is Hole => typeof value === 'object' && value !== null && 'hole' in value;
const isOpen = (value: Draft): value is Open => typeof value === 'object' && value !== null && 'open' in value;
const isScalar = (value: Draft): value is Scalar => typeof value !== 'object' || value === null || isHole(value);
const isList = (value: Draft): value is readonly Draft[] => Array.isArray(value);

/** Neighbouring texts as one. */
function joined(pieces: readonly Piece[]): readonly Piece[] {
  const result: Piece[] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    if (typeof piece === 'string' && typeof last === 'string') result[result.length - 1] = last + piece;
    else result.push(piece);
  }
  return result;
}
