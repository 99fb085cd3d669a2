import { isAttributeName } from '../../envelopes/attribute-value.ts';
import type { NearMiss } from '../../envelopes/names.ts';
import { property } from '../../syntax/node.ts';
import { renameFix } from '../fixes.ts';
import { defineRule } from '../rule.ts';
import { presentAttributes } from './attributes.ts';

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
      const taken = property(sample.node, meant.name) !== undefined;
      yield {
        at: held.key,
        message: `${said[meant.kind](name, meant.name, envelope?.title ?? '')}${taken ? ' That one is here too: remove one of them.' : ` Rename it to \`${meant.name}\`.`}`,
        why: 'A receiver takes it for an extension of your own, and the attribute itself for absent.',
        // A name that the specification allows may be an extension that only looks like a slip, unless something is missing.
        ...(isAttributeName(name) && !(required.has(meant.name) && !taken) && { severity: 'warning' as const }),
        ...(!taken && { fixes: [renameFix(sample.tree, meant.kind === 'spelling' && !isAttributeName(name) ? 'safe' : 'unsafe', held, meant.name)] }),
      };
    }
  },
});

const said: Readonly<Record<NearMiss['kind'], (name: string, meant: string, title: string) => string>> = {
  spelling: (name, meant) => `\`${name}\` is not \`${meant}\`: the names of attributes are written in lower case, without separators.`,
  former: (name, meant, title) => `\`${name}\` is what older versions called \`${meant}\` of ${title}.`,
  letters: (name, meant) => `\`${name}\` looks like \`${meant}\`, misspelt.`,
};
