import type { Node, NumberNode } from '../syntax/node.ts';
import { isDateTime, isUri, isUriReference, isUuid } from '../text/formats.ts';
import type { Attribute, AttributeType, Form } from './envelope.ts';

/** Why a value may not stand for an attribute. */
export interface ValueFault {
  /** `type`: a value of another kind, or one that no attribute may have; `format`: the right kind, written wrongly. */
  readonly kind: 'type' | 'format';
  /** Ends a sentence that began with the attribute's name: ``must be a text; this is a number``. */
  readonly says: string;
  /** What to do, as a sentence. */
  readonly advice?: string;
}

type Expected = Pick<Attribute, 'type'> & Partial<Pick<Attribute, 'nonEmpty' | 'minimum' | 'maxLength' | 'form' | 'values'>>;

/**
 * Judges the value of an attribute by the CloudEvents 1.0 type system and the JSON format's mapping of it. Null means that
 * the attribute is not set, and fits everywhere (JSON format, 2.2).
 */
export function valueFault(expected: Expected, node: Node): ValueFault | undefined {
  if (expected.type === 'JSON' || node.kind === 'null') return undefined;
  if (expected.type === 'Boolean') return node.kind === 'boolean' ? undefined : wrongKind('true or false', node);
  if (expected.type === 'Integer') return integerFault(node) ?? rangeFault(expected, node);
  if (expected.type === 'Long') return wholeFault(node) ?? rangeFault(expected, node);
  if (node.kind !== 'string') return wrongKind(nounOf(expected.type), node);
  if (node.value === '' && expected.nonEmpty)
    return { kind: 'format', says: 'must not be empty', advice: 'Give it a value, or leave the attribute out.' };
  return (expected.type === 'Text' ? undefined : textFault(node.value)) ?? formatFault(expected, node.value);
}

/** What no attribute value may be, whatever its type: for extensions that nobody documented. */
export function anyValueFault(node: Node): ValueFault | undefined {
  switch (node.kind) {
    case 'object':
    case 'array':
      return { kind: 'type', says: `must be a single value; this is ${kindOf(node)}`, advice: 'Move it into the data.' };
    case 'number':
      return integerFault(node);
    case 'string':
      return textFault(node.value);
    default:
      return undefined;
  }
}

/** CloudEvents 1.0, Naming Conventions. */
export const isAttributeName = (name: string): boolean => /^[a-z0-9]+$/.test(name) && name !== 'data';

/** RFC 2046 by the grammar of RFC 2045, 5.1: `type/subtype`, then parameters. */
export const isMediaType = (text: string): boolean => mediaType.test(text);

const token = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const mediaType = new RegExp(`^${token}/${token}(?:[ \\t]*;[ \\t]*${token}=(?:${token}|"(?:[^"\\\\\\r\\n]|\\\\[^\\r\\n])*"))*[ \\t]*;?$`);

/** RFC 4648, section 4, with its padding. */
export const isBase64 = (text: string): boolean => text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);

export const mediaTypeForm: Form = { matches: isMediaType, says: 'must be a media type', advice: 'For example: application/json.' };

export const uuidForm: Form = { matches: isUuid, says: 'must be a UUID', advice: 'For example: 8d3c1f0e-5b7a-4a53-9d0e-6f1f6a2f7c11.' };

function wholeFault(node: Node): ValueFault | undefined {
  if (node.kind !== 'number') return wrongKind('a whole number', node);
  return /^-?\d+$/.test(node.raw) ? undefined : { kind: 'type', says: `must be a whole number; this is ${node.raw}` };
}

function integerFault(node: Node): ValueFault | undefined {
  const fault = wholeFault(node);
  if (fault || node.kind !== 'number') {
    const advice = 'CloudEvents has no fractions: write it as text, or move it into the data.';
    return fault && node.kind === 'number' ? { ...fault, advice } : fault;
  }
  return beyond32Bits(node)
    ? { kind: 'type', says: `must be between -2147483648 and 2147483647; this is ${node.raw}`, advice: 'Write it as text, or move it into the data.' }
    : undefined;
}

const beyond32Bits = ({ value }: NumberNode): boolean => value < -2147483648 || value > 2147483647;

function rangeFault({ minimum }: Expected, node: Node): ValueFault | undefined {
  return minimum !== undefined && node.kind === 'number' && node.value < minimum
    ? { kind: 'format', says: `must be ${minimum} or more; this is ${node.raw}` }
    : undefined;
}

/** CloudEvents 1.0, Type System, String: what a text must not hold. */
function textFault(text: string): ValueFault | undefined {
  for (let at = 0; at < text.length; at++) {
    const code = text.codePointAt(at) ?? 0;
    if (code > 0xffff) at++;
    const what =
      code <= 0x1f || (code >= 0x7f && code <= 0x9f)
        ? 'the control character'
        : code >= 0xd800 && code <= 0xdfff
          ? 'half of a character,'
          : (code >= 0xfdd0 && code <= 0xfdef) || (code & 0xfffe) === 0xfffe
            ? 'the noncharacter'
            : undefined;
    if (what) return { kind: 'type', says: `must not hold ${what} U+${code.toString(16).toUpperCase().padStart(4, '0')}`, advice: 'Take it out.' };
  }
  return undefined;
}

function formatFault({ type, form, maxLength, values }: Expected, text: string): ValueFault | undefined {
  if (values && !values.includes(text)) {
    return { kind: 'format', says: `must be ${values.length > 1 ? 'one of ' : ''}${values.map((value) => `"${value}"`).join(', ')}` };
  }
  if (maxLength !== undefined && [...text].length > maxLength) {
    return { kind: 'format', says: `may have ${maxLength} characters; this has ${[...text].length}`, advice: 'Write it shorter.' };
  }
  if (type === 'Timestamp' && !isDateTime(text)) {
    return { kind: 'format', says: 'must be a date and time as RFC 3339 writes it', advice: 'For example: 2026-01-07T10:00:00Z.' };
  }
  if (type === 'URI' && !isUri(text)) {
    return { kind: 'format', says: 'must be an absolute URI', advice: 'For example: https://example.com/schemas/order.' };
  }
  if (type === 'URI-reference' && !isUriReference(text)) {
    return { kind: 'format', says: 'must be a URI or a path', advice: 'Encode what a URI may not hold, such as spaces: %20.' };
  }
  if (type === 'Binary' && !isBase64(text)) {
    return { kind: 'format', says: 'must be Base64', advice: 'Encode the bytes with the alphabet of RFC 4648, section 4, and its padding.' };
  }
  return form && !form.matches(text) ? { kind: 'format', says: form.says, advice: form.advice } : undefined;
}

const wrongKind = (wanted: string, node: Node): ValueFault => ({ kind: 'type', says: `must be ${wanted}; this is ${kindOf(node)}` });

const nounOf = (type: AttributeType): string => (type === 'Timestamp' ? 'a date and time in quotes' : 'text');

function kindOf(node: Node): string {
  switch (node.kind) {
    case 'array':
      return 'a list';
    case 'object':
      return 'an object';
    case 'number':
      return `the number ${node.raw}`;
    case 'boolean':
      return `${node.value}`;
    case 'string':
      return 'text';
    case 'null':
      return 'null';
  }
}
