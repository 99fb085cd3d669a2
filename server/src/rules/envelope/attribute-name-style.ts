import { isAttributeName } from '../../envelopes/attribute-value.ts';
import { renameFix } from '../fixes.ts';
import { defineRule } from '../rule.ts';
import { plainName, presentAttributes } from './attributes.ts';

export const attributeNameStyle = defineRule({
  id: 'envelope/attribute-name-style',
  property: 'envelope',
  on: 'sample',
  severity: 'warning',
  since: '0.1.0',
  summary: 'The name of an extension is longer than 20 characters, or begins with a digit.',
  *check(subject, context) {
    const { sample, envelope } = subject;
    if (!envelope?.members) return;
    const { prefix } = envelope.members;
    const present = presentAttributes(subject, context);
    const taken = new Set(present.map(({ name }) => name));
    for (const { attribute, nearMiss, name: written, property } of present) {
      const name = plainName(envelope, written);
      if (attribute || nearMiss || !isAttributeName(name)) continue;
      if (name.length > 20) {
        yield {
          at: property.key,
          message: `\`${name}\` has ${name.length} characters; CloudEvents asks for 20 at most. Choose a shorter name.`,
          why: 'Some transports limit the length of header names, and attributes become headers there.',
        };
      } else if (/^[0-9]/.test(name)) {
        yield {
          at: property.key,
          message: `\`${name}\` begins with a digit. Begin the name with a letter.`,
          why: 'In many languages and query tools a name cannot begin with a digit.',
          ...(!taken.has(`${prefix}x${name}`) && { fixes: [renameFix(sample.tree, 'unsafe', property, `${prefix}x${name}`)] }),
        };
      }
    }
  },
});
