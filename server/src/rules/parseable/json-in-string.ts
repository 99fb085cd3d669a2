import { placeOf } from '../../envelopes/roles.ts';
import type { Fix } from '../../model/finding.ts';
import { replaceText } from '../../refactor/index.ts';
import type { SchemaNode } from '../../schema/schema.ts';
import { parse } from '../../syntax/index.ts';
import { get, type Node, type StringNode, textOf, textsOf } from '../../syntax/node.ts';
import type { Tree } from '../../syntax/tree.ts';
import { createSource } from '../../text/source.ts';
import { fixIn, insertFix } from '../fixes.ts';
import { defineRule, type SampleSubject } from '../rule.ts';
import { dataOf, scalarsOf } from '../sample-data.ts';

export const jsonInString = defineRule({
  id: 'parseable/json-in-string',
  property: 'parseable',
  on: 'sample',
  severity: 'warning',
  since: '0.1.0',
  summary: 'A text in the data of an event is JSON, written into a string.',
  *check(subject) {
    const { sample } = subject;
    const data = dataOf(subject);
    if (!data) return;
    for (const { node, pointer } of scalarsOf(data, sample.tree)) {
      const kind = node.kind === 'string' ? kindOfJson(node.value) : undefined;
      if (node.kind !== 'string' || !kind || (node === sample.roles.data && !isJsonData(subject))) continue;
      const schemas = data.schemaPointer === undefined ? [] : (subject.judge?.schema?.at(data.schemaPointer + pointer) ?? []);
      if (schemas.some(saysItIsJson)) continue;
      const asksForText = schemas.some(takesTextOnly);
      yield {
        at: node,
        message: `This text is JSON: ${kind} that was written into a string. ${
          asksForText
            ? 'Let the schema describe what is in it, or say `contentMediaType: application/json` there.'
            : 'Put it here as it is, without the quotes.'
        }`,
        why: 'Whoever reads the event has to parse it twice, no schema looks inside, and every level of it doubles the backslashes.',
        fixes: asksForText ? schemas.flatMap((schema) => declareFix(schema, subject)) : [inlineFix(sample.tree, node)],
      };
    }
  },
});

/** What a text holds that is one JSON object or list; a list of one number, as in `[1]`, is more often a footnote. */
function kindOfJson(text: string): 'an object' | 'a list' | undefined {
  const trimmed = text.trim();
  if (!/^(?:\{[\s\S]*\}|\[[\s\S]*\])$/.test(trimmed)) return undefined;
  const { documents, faults } = parse(createSource('eventwright:string', trimmed), 'json');
  const [root] = documents;
  if (faults.length > 0 || !root) return undefined;
  if (root.kind === 'object') return 'an object';
  const isFootnote = root.kind === 'array' && root.items.length === 1 && root.items[0]?.kind === 'number';
  return root.kind === 'array' && !isFootnote ? 'a list' : undefined;
}

/**
 * Data as a whole may be a text of any other media type; then what it looks like means nothing. Or the envelope takes nothing but
 * a text, as that of Amazon SNS does.
 */
function isJsonData({ sample, envelope }: SampleSubject): boolean {
  const place = envelope && placeOf(envelope, 'data', sample.node);
  if (envelope?.attributes.some(({ pointer, type }) => pointer === place && type === 'Text')) return false;
  const mediaType = textOf(get(sample.node, 'datacontenttype'));
  return mediaType === undefined || isJsonType(mediaType);
}

const saysItIsJson = ({ node }: SchemaNode): boolean =>
  isJsonType(textOf(get(node, 'contentMediaType')) ?? '') || get(node, 'contentSchema') !== undefined;

const isJsonType = (mediaType: string): boolean => /^[^;]*[/+]json\s*(?:;|$)/i.test(mediaType);

function takesTextOnly({ node }: SchemaNode): boolean {
  const types = textsOf(get(node, 'type')).map(({ value }) => value);
  return types.length > 0 && types.every((type) => type === 'string' || type === 'null');
}

/** Drafts before 7 do not have the keyword. */
function declareFix({ node, tree }: SchemaNode, { judge }: SampleSubject): readonly Fix[] {
  const dialect = judge?.schema?.dialect ?? '';
  if (node.kind !== 'object' || !get(node, 'type') || /draft-0[46]/.test(dialect)) return [];
  const fix = insertFix(tree, 'unsafe', node, 'contentMediaType', 'application/json', 'type');
  return [{ ...fix, title: 'Say in the schema that it is JSON' }];
}

/** No line break can stand inside of a string of JSON, so those that are there stand between values. */
const inlineFix = (tree: Tree, node: StringNode): Fix =>
  fixIn(tree, 'Put it here as it is', 'unsafe', () => replaceText(tree, node as Node, node.value.trim().replaceAll(/[\t\r\n]\s*/g, ' ')));
