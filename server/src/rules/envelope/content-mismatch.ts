import { pointersOf } from '../../envelopes/roles.ts';
import type { Node } from '../../syntax/node.ts';
import { at } from '../../syntax/pointer.ts';
import { replaceFix } from '../fixes.ts';
import { defineRule } from '../rule.ts';

export const contentMismatch = defineRule({
  id: 'envelope/content-mismatch',
  property: 'envelope',
  on: 'sample',
  severity: 'warning',
  since: '0.1.0',
  summary: 'The data is of another kind than its content type says.',
  *check({ sample, envelope }) {
    const { contenttype: type, data } = sample.roles;
    if (!envelope || type?.kind !== 'string' || !data || data.kind === 'null') return;
    const media = type.value.split(';', 1)[0]?.trim().toLowerCase() ?? '';
    const what = mismatch(media, data);
    const attribute = envelope.attributes.find(({ pointer }) => pointersOf(envelope, 'contenttype').some((place) => place === pointer));
    if (what === undefined || !attribute || at(sample.node, attribute.pointer) !== type) return;
    yield {
      at: type,
      message: `\`${attribute.name}\` says ${media}, but the data is ${what}. Say which one it is.`,
      why: 'A receiver reads the data by this type. In binary mode it is all that tells how.',
      fixes: data.kind === 'string' ? [] : [replaceFix(sample.tree, 'unsafe', type, 'application/json')],
    };
  },
});

/** What the data is, where it cannot be of that media type (CloudEvents JSON format 1.0.2, 3.1). */
function mismatch(media: string, data: Node): string | undefined {
  if (!/^[^/\s]+\/[^/\s]+$/.test(media) || /[/+]json$/.test(media)) return undefined;
  if (data.kind === 'object') return 'a JSON object';
  if (data.kind === 'array') return 'a JSON list';
  if (data.kind === 'number' || data.kind === 'boolean') return `the JSON value ${data.kind === 'number' ? data.raw : data.value}`;
  return data.kind === 'string' && /[/+]xml$/.test(media) && !/^\s*</.test(data.value) ? 'a text that does not begin as XML does' : undefined;
}
