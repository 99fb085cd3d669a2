import { placeOf } from '../../envelopes/roles.ts';
import { jsonText } from '../../syntax/json-text.ts';
import { textOf } from '../../syntax/node.ts';
import { replaceFix } from '../fixes.ts';
import { defineRule, type SampleSubject } from '../rule.ts';
import { asWritten } from './attributes.ts';

export const duplicateId = defineRule({
  id: 'envelope/duplicate-id',
  property: 'envelope',
  on: 'samples',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Two different events of one file have the same source and id.',
  *check({ samples }, context) {
    const first = new Map<string, SampleSubject['sample']>();
    for (const { sample, envelope } of samples) {
      const { id } = sample.roles;
      const named = textOf(id);
      if (!envelope || !id || named === undefined || named === '' || named.includes('{{')) continue;
      const key = JSON.stringify([envelope.variantOf ?? envelope.id, textOf(sample.roles.source), named]);
      const before = first.get(key);
      if (!before) first.set(key, sample);
      // The same event once more is one that was sent again, which brokers do.
      else if (jsonText(before.node) !== jsonText(sample.node)) {
        const fresh = asWritten(envelope, placeOf(envelope, 'id', sample.node) ?? '', context.newId());
        yield {
          at: id,
          message: `Another event of this file has the id "${named}"${sample.roles.source ? ' and the same source' : ''}. Give this one an id of its own.`,
          why: 'A receiver that has seen the id takes this event for a repetition, and drops it.',
          related: [
            { place: { ...before.place, pointer: before.place.pointer + (placeOf(envelope, 'id', before.node) ?? '') }, message: 'The first one.' },
          ],
          fixes: [replaceFix(sample.tree, 'unsafe', id, fresh, 'Give it a new id')],
        };
      }
    }
  },
});
