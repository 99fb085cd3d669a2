import type { DictionaryEntry } from '../model/dictionary.ts';
import type { DefinedEvent } from '../model/facts.ts';
import type { Attribute } from '../envelopes/envelope.ts';
import type { SchemaNode } from '../schema/schema.ts';
import { get, type Node, textOf, textsOf } from '../syntax/node.ts';

/** What a person reads of a schema: title and type, description, bounds. Markdown; empty where it says nothing. */
export function describeSchema(nodes: readonly Node[]): string {
  const first = <Value>(read: (node: Node) => Value | undefined): Value | undefined => nodes.map(read).find((value) => value !== undefined);
  const facts = [
    first(typeText),
    first((node) => labelled('format', textOf(get(node, 'format')))),
    first((node) => labelled('unit', unitOf(node))),
    first((node) => enumText(node)),
    first((node) => boundsText(node)),
  ].filter((fact) => fact !== undefined);
  return paragraphs(
    facts.join(' · '),
    first((node) => prose(textOf(get(node, 'description')) ?? textOf(get(node, 'title')))),
    first((node) => (get(node, 'deprecated')?.kind === 'boolean' ? '*Deprecated.*' : undefined)),
  );
}

/** For the right column of a list: `string, uuid`. */
export function shortSchema(nodes: readonly Node[]): string | undefined {
  for (const node of nodes) {
    const types = textsOf(get(node, 'type')).map(({ value }) => value);
    const format = textOf(get(node, 'format'));
    const unit = unitOf(node);
    if (types.length > 0 || format) return [types.join(' or '), format, unit].filter((part) => part).join(', ');
    if (get(node, 'enum') || get(node, 'const')) return 'one of a few values';
  }
  return undefined;
}

export function describeEvent(event: DefinedEvent): string {
  return paragraphs(
    `**${event.type ?? 'An event without a type'}**${event.version === undefined ? '' : ` ${event.version}`}`,
    event.summary === undefined ? undefined : plainMarkdown(event.summary),
    event.deprecated
      ? `*Deprecated${event.deprecated.since ? ` since ${event.deprecated.since}` : ''}.*${event.deprecated.use ? ` Use ${code(event.deprecated.use)} instead.` : ''}`
      : undefined,
  );
}

export function describeAttribute(attribute: Attribute, envelope: { readonly title: string; readonly url?: string }): string {
  const duty = attribute.required ? 'required' : 'optional';
  const origin = attribute.kind === 'core' ? envelope.title : `a documented extension of ${envelope.title}`;
  return paragraphs(
    `**${attribute.name}** · ${attribute.type} · ${duty}`,
    attribute.description,
    attribute.example === undefined ? undefined : `For example ${code(attribute.example)}.`,
    envelope.url ? `[${origin}](${envelope.url})` : origin,
  );
}

/** What the dictionary says of a name. */
export function describeEntry({ pattern, types, format, unit, enum: values, meaning, classification, insteadOf }: DictionaryEntry): string {
  const facts = [
    types.length > 0 ? types.join(' or ') : undefined,
    labelled('format', format),
    labelled('unit', unit),
    values && `one of ${values.slice(0, 12).map(code).join(', ')}${values.length > 12 ? ', …' : ''}`,
    classification === undefined ? undefined : `*${plainMarkdown(classification)}*`,
    insteadOf.length > 0 ? `instead of ${insteadOf.slice(0, 8).map(code).join(', ')}` : undefined,
  ].filter((fact) => fact !== undefined);
  const heading = `In the dictionary, as ${code(pattern)}`;
  return paragraphs(facts.length > 0 ? `${heading}: ${facts.join(' · ')}` : `${heading}.`, prose(meaning));
}

export const paragraphs = (...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== '').join('\n\n');

/** A text as Markdown code, whatever backticks it holds. */
export function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${text}${pad}${fence}`;
}

/** A text of the user's: code stays code, and nothing else is read as Markdown or HTML; an image would be fetched. */
export const plainMarkdown = (text: string): string =>
  text
    .split(/(`[^`\n]*`)/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/[\\*_{}[\]()#+!<>|~`]/g, '\\$&')))
    .join('');

export const unitOf = (node: Node): string | undefined => textOf(get(node, 'x-unit')) ?? textOf(get(node, 'unit'));

const prose = (text: string | undefined): string | undefined => (text === undefined ? undefined : plainMarkdown(text));

function typeText(node: Node): string | undefined {
  const types = textsOf(get(node, 'type')).map(({ value }) => value);
  return types.length > 0 ? types.join(' or ') : undefined;
}

function enumText(node: Node): string | undefined {
  const constant = get(node, 'const');
  if (constant) return `always ${code(written(constant))}`;
  const values = get(node, 'enum');
  if (values?.kind !== 'array' || values.items.length === 0) return undefined;
  const shown = values.items.slice(0, 12).map((value) => code(written(value)));
  return `one of ${shown.join(', ')}${values.items.length > shown.length ? ', …' : ''}`;
}

function boundsText(node: Node): string | undefined {
  const parts = bounds.flatMap(([keyword, words]) => {
    const value = get(node, keyword);
    return value?.kind === 'number' ? [`${words} ${value.raw}`] : [];
  });
  return parts.length > 0 ? parts.join(', ') : undefined;
}

const bounds = [
  ['minimum', 'at least'],
  ['exclusiveMinimum', 'more than'],
  ['maximum', 'at most'],
  ['exclusiveMaximum', 'less than'],
  ['minLength', 'at least this many characters:'],
  ['maxLength', 'at most this many characters:'],
] as const;

const labelled = (label: string, text: string | undefined): string | undefined => (text === undefined ? undefined : `${label} ${code(text)}`);

const written = (node: Node): string =>
  node.kind === 'string' ? node.value : node.kind === 'number' ? node.raw : node.kind === 'boolean' ? String(node.value) : node.kind;

/** The nodes of what may stand at a place, for `describeSchema`. */
export const nodesOf = (places: readonly SchemaNode[]): readonly Node[] => places.map(({ node }) => node);
