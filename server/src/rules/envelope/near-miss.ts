import { isAttributeName } from '../../envelopes/attribute-value.ts';
import type { Envelope } from '../../envelopes/envelope.ts';
import type { NearMiss } from '../../envelopes/names.ts';
import { at } from '../../syntax/pointer.ts';
import { renameFix } from '../fixes.ts';
import { defineRule } from '../rule.ts';
import { plainName, presentAttributes } from './attributes.ts';

export const nearMiss = defineRule({
  id: 'envelope/near-miss',
  property: 'envelope',
  on: 'sample',
  severity: 'error',
  since: '0.1.0',
  summary: 'A name that was plainly meant to be an attribute, misspelt or from an older version.',
  *check(subject, context) {
    const { sample, envelope } = subject;
    const required = new Set(envelope?.attributes.flatMap((attribute) => (attribute.required ? attribute.name : [])));
    for (const { property: held, name, nearMiss: meant } of presentAttributes(subject, context)) {
      if (!meant) continue;
      const attribute = envelope?.attributes.find((one) => one.name === meant.name);
      const taken = attribute !== undefined && at(sample.node, attribute.pointer) !== undefined;
      const isAllowed = !envelope?.members || isAttributeName(plainName(envelope, name));
      yield {
        at: held.key,
        message: `${said[meant.kind](name, meant.name, envelope)}${taken ? ' That one is here too: remove one of them.' : ` Rename it to \`${meant.name}\`.`}`,
        why: envelope?.members
          ? 'A receiver takes it for an extension of your own, and the attribute itself for absent.'
          : 'A receiver does not know the name, and takes the attribute for absent.',
        // A name that the specification allows may be an extension that only looks like a slip, unless something is missing.
        ...(isAllowed && !(required.has(meant.name) && !taken) && { severity: 'warning' as const }),
        ...(!taken && { fixes: [renameFix(sample.tree, meant.kind === 'spelling' && !isAllowed ? 'safe' : 'unsafe', held, meant.name)] }),
      };
    }
  },
});

const said: Readonly<Record<NearMiss['kind'], (name: string, meant: string, envelope: Envelope | undefined) => string>> = {
  spelling: (name, meant, envelope) =>
    `\`${name}\` is not \`${meant}\`: ${envelope?.members ? 'the names of attributes are written in lower case, without separators.' : 'names are compared letter by letter.'}`,
  former: (name, meant, envelope) => `\`${name}\` is what older versions called \`${meant}\` of ${envelope?.title}.`,
  letters: (name, meant) => `\`${name}\` looks like \`${meant}\`, misspelt.`,
};
