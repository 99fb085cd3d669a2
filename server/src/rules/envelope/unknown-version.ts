import { replaceFix } from '../fixes.ts';
import { defineRule } from '../rule.ts';
import { presentAttributes } from './attributes.ts';

export const unknownVersion = defineRule({
  id: 'envelope/unknown-version',
  property: 'envelope',
  on: 'sample',
  severity: 'error',
  since: '0.1.0',
  summary: 'The version of the envelope is not one that is known.',
  *check(subject, context) {
    for (const { attribute, name, value } of presentAttributes(subject, context)) {
      const known = attribute?.values;
      if (!known || attribute.pointer !== subject.envelope?.version || value.kind !== 'string' || value.value === '' || known.includes(value.value))
        continue;
      yield {
        at: value,
        message: `"${value.value}" is no version of ${subject.envelope?.title.replace(/ [\d.]+$/, '')} that is known here: \`${name}\` must be ${known.map((one) => `"${one}"`).join(' or ')}.`,
        why: 'A receiver reads all other attributes by this version, and turns away an event whose version it does not know.',
        fixes: known.map((one) => replaceFix(subject.sample.tree, 'unsafe', value, one)),
      };
    }
  },
});
