import type { Node, StringNode } from '../syntax/node.ts';
import { percentDecode, percentEncode } from '../text/percent.ts';
import type { AttributeType, Members } from './envelope.ts';

/**
 * What a header says as a value of its attribute's type: percent-decoded, and a number or a truth value where the attribute is
 * one, since on the wire all are texts (HTTP binding 1.0.2, 3.1.3). The node stands where the header's value stands.
 */
export function headerValue(node: StringNode, type: AttributeType | undefined): Node {
  // A line that was folded reads as if a space stood there (RFC 9112, 5.2).
  const value = percentDecode(node.value.replace(/[ \t]*\r?\n[ \t]+/g, ' '));
  const { block, start, end } = node;
  if ((type === 'Integer' || type === 'Long') && /^-?\d+$/.test(value))
    return { kind: 'number', block, start, end, raw: value, value: Number(value) };
  if (type === 'Boolean' && (value === 'true' || value === 'false')) return { kind: 'boolean', block, start, end, value: value === 'true' };
  return { ...node, value };
}

/** Whether a pointer leads to a header that is an attribute. */
export const isHeader = ({ at, prefix, encoded }: Members, pointer: string): boolean => encoded === true && pointer.startsWith(`${at}/${prefix}`);

/** A value as the header of an attribute holds it. */
export const headerText = (value: unknown): string => percentEncode(String(value));

/** Prefixes of attributes in other protocols: Kafka, AMQP in both of its spellings (section 3.1 of each binding). */
export const otherPrefixes: readonly string[] = ['ce_', 'cloudevents:', 'cloudevents_'];
