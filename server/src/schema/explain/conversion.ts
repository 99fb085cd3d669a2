import { get, isInteger, type Node, type StringNode, textOf } from '../../syntax/node.ts';
import { parse } from '../../syntax/index.ts';
import type { Tree } from '../../syntax/tree.ts';
import { isWhole, parseDecimal } from '../../text/decimal.ts';
import { epochOf } from '../../text/epoch.ts';
import { createSource } from '../../text/source.ts';
import { shorten } from './words.ts';

/** The same value in the type that is wanted. */
export interface Conversion {
  readonly advice: string;
  readonly why?: string;
  /** What the value becomes; absent where there is only advice. */
  readonly to?: 'string' | 'number' | 'boolean' | 'null' | 'array' | 'object' | 'item';
  /** The value as it has to be written, in JSON's way, which YAML reads alike. */
  readonly text?: string;
  /** Set where quotes around what is written are all that it takes. */
  readonly quotes?: true;
  /** A YAML word without quotes. */
  readonly bare?: boolean;
}

/** How a value becomes one of the wanted types, where there is just one way. `schema` is what asks for the type. */
export function conversionOf(node: Node, types: readonly string[], tree: Tree | undefined, schema: Node | undefined): Conversion | undefined {
  const asked: Asked = { wants: (type) => types.includes(type), tree, schema };
  switch (node.kind) {
    case 'string':
      return fromText(node, asked) ?? intoList(node, asked);
    case 'number':
    case 'boolean':
      return fromScalar(node, asked) ?? intoList(node, asked);
    case 'array':
      return onlyItem(node.items, types, asked);
    case 'object':
      return intoList(node, asked);
    case 'null':
      return undefined;
  }
}

interface Asked {
  wants(type: string): boolean;
  readonly tree: Tree | undefined;
  readonly schema: Node | undefined;
}

function fromText(node: StringNode, { wants, tree, schema }: Asked): Conversion | undefined {
  const { value } = node;
  const bare = tree?.syntax === 'yaml' && node.style === 'plain';
  const truth = /^(?:y|yes|on|true)$/i.test(value) ? 'true' : /^(?:n|no|off|false)$/i.test(value) ? 'false' : undefined;
  if (wants('boolean') && truth) {
    if (!bare) return { to: 'boolean', text: truth, advice: truth === value ? 'Remove the quotes.' : `Write ${truth}.` };
    const why = `YAML 1.2 reads ${value} as a text; only true and false are truth values.`;
    return { to: 'boolean', text: truth, advice: `Write ${truth}.`, why, bare };
  }
  if (wants('null') && value === 'null') return { to: 'null', text: 'null', advice: 'Remove the quotes.' };
  if (wants('number') || wants('integer')) {
    const number = numberIn(value, wants('number'), schema, bare);
    if (number) return number;
  }
  if ((wants('object') || wants('array')) && value.length < 100_000) {
    const json = /^\s*[{[]/.test(value) ? parse(createSource('eventwright:string', value.trim()), 'json') : undefined;
    const root = json?.faults.length === 0 ? json.documents[0] : undefined;
    if (root && (root.kind === 'object' || root.kind === 'array') && wants(root.kind)) {
      return {
        to: root.kind,
        text: value.trim().replaceAll(/[\t\r\n]\s*/g, ' '),
        advice: 'It is JSON, written into a text: put it here as it is.',
      };
    }
  }
  return undefined;
}

/** The number that a text means, and how it came to be a text. */
function numberIn(value: string, fractions: boolean, schema: Node | undefined, bare: boolean): Conversion | undefined {
  const fits = (text: string): boolean => {
    const decimal = isNumber.test(text) ? parseDecimal(text) : undefined;
    return decimal !== undefined && (fractions || isWhole(decimal));
  };
  if (fits(value)) {
    const format = textOf(get(schema, 'format'));
    const why =
      format === 'int64' || format === 'uint64'
        ? 'Protobuf writes 64-bit integers as texts in JSON (int64-as-string). If that is where it comes from, let the schema allow a text as well.'
        : isUnsafe(value)
          ? `${value} is beyond 2^53, where many readers of JSON lose digits. If it has to stay exact everywhere, let the schema ask for a text, as Protobuf does for 64-bit integers.`
          : undefined;
    return { to: 'number', text: value, advice: 'Remove the quotes.', ...(why && { why }) };
  }
  const trimmed = value.trim();
  if (fits(trimmed)) return { to: 'number', text: trimmed, advice: `Write ${trimmed}, without quotes and spaces.` };
  if (/^(?:NaN|[+-]?Inf(?:inity)?)$/i.test(trimmed)) return { advice: 'JSON has no such number: leave it out, or let the schema allow null.' };
  const unscored = trimmed.replaceAll('_', '');
  if (trimmed.includes('_') && fits(unscored)) {
    return { to: 'number', text: unscored, advice: `Numbers have no \`_\` in them: write ${unscored}.`, ...(bare && { bare }) };
  }
  if (/^-?0+\d+$/.test(trimmed)) {
    const plain = trimmed.replace(/^(-?)0+(?=\d)/, '$1');
    return { advice: `Numbers have no zeros in front: write ${plain}; or let the schema ask for a text if the zeros count, as in a code.` };
  }
  if (/^-?\d+,\d{1,2}$/.test(trimmed) && fits(trimmed.replace(',', '.'))) {
    const pointed = trimmed.replace(',', '.');
    return { to: 'number', text: pointed, advice: `Numbers are written with a point: ${pointed}.` };
  }
  const joined = trimmed.replaceAll(',', '');
  if (/^-?\d{1,3}(?:,\d{3})+\.\d+$/.test(trimmed) && fits(joined))
    return { to: 'number', text: joined, advice: `Thousands are not set apart: write ${joined}.` };
  return /^[^\d\s-]{1,3} ?-?\d|\d ?(?:[^\d\s.,:/-]|[A-Za-z]{1,3})$/.test(trimmed) && trimmed.length < 30
    ? { advice: 'A unit or a currency belongs into a field of its own, or into the name.' }
    : undefined;
}

function fromScalar(node: Extract<Node, { kind: 'number' | 'boolean' }>, { wants, tree, schema }: Asked): Conversion | undefined {
  const yaml = tree?.syntax === 'yaml';
  if (node.kind === 'number' && wants('boolean') && !wants('string') && (node.raw === '0' || node.raw === '1')) {
    const truth = node.raw === '1' ? 'true' : 'false';
    return { to: 'boolean', text: truth, advice: `Write ${truth}.` };
  }
  // Up to draft 4 a number with a point is no integer, whatever stands behind the point.
  if (node.kind === 'number' && wants('integer') && isInteger(node) && Number.isSafeInteger(node.value)) {
    return { to: 'number', text: String(node.value), advice: `In draft 4 a whole number has no point and no exponent: write ${node.value}.` };
  }
  if (!wants('string')) return undefined;
  const epoch = node.kind === 'number' && textOf(get(schema, 'format')) === 'date-time' ? epochOf(node.raw) : undefined;
  if (epoch) return { to: 'string', text: JSON.stringify(epoch.time), advice: `It looks like ${epoch.unit} since 1970: write "${epoch.time}".` };
  const written = spellingOf(node, tree);
  const why = yaml ? yamlHabit(node, written) : undefined;
  return { to: 'string', text: JSON.stringify(written), advice: 'Put it in quotes.', quotes: true, ...(why && { why }) };
}

function intoList(node: Node, { wants, tree }: Asked): Conversion | undefined {
  if (!wants('array') || !tree) return undefined;
  if (node.kind === 'string' && node.value.length < 500 && !node.value.includes('\n')) {
    const parts = node.value.split(',').map((part) => part.trim());
    if (parts.length > 1 && !parts.includes('')) {
      return { to: 'array', text: `[${parts.map((part) => JSON.stringify(part)).join(', ')}]`, advice: 'Write its parts as a list.' };
    }
  }
  const { start, end } = tree.span(node);
  const written = tree.source.text.slice(start, end);
  if (written.includes('\n')) return { advice: 'Put it into a list.' };
  // In brackets a bare text of YAML ends at a comma or a bracket.
  const item = node.kind === 'string' && node.style === 'plain' && !/^[\w./@ -]+$/.test(written) ? JSON.stringify(node.value) : written;
  return { to: 'array', text: `[${item}]`, advice: 'Put it into a list.' };
}

/** A list of one, where just its item is asked for. */
function onlyItem(items: readonly Node[], types: readonly string[], { tree }: Asked): Conversion | undefined {
  const [only, ...others] = items;
  if (!only || others.length > 0 || !tree || !(types.includes(only.kind) || (types.includes('integer') && only.kind === 'number' && isInteger(only))))
    return undefined;
  const { start, end } = tree.span(only);
  const written = tree.source.text.slice(start, end);
  const advice = 'Take it out of the list.';
  // Without its brackets a collection of YAML needs lines of its own, and so does a text in a block.
  const isBlock = (only.kind === 'object' || only.kind === 'array') && !only.flow;
  return isBlock || written.includes('\n') ? { advice } : { to: 'item', text: written, advice };
}

/** The value as it is written in the file, which for `1.10` and `0x1F` is not what it means. */
function spellingOf(node: Extract<Node, { kind: 'number' | 'boolean' }>, tree: Tree | undefined): string {
  if (node.kind === 'number') return node.raw;
  if (!tree) return String(node.value);
  const { start, end } = tree.span(node);
  return tree.source.text.slice(start, end);
}

function yamlHabit(node: Node, written: string): string | undefined {
  if (node.kind === 'boolean') return `Without quotes YAML reads ${written} as a truth value.`;
  if (node.kind !== 'number') return undefined;
  const meant = String(node.value);
  return meant === written ? undefined : `Without quotes YAML reads ${shorten(written)} as the number ${meant}.`;
}

const isNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

const isUnsafe = (digits: string): boolean => /^-?\d+$/.test(digits) && !Number.isSafeInteger(Number(digits));
