import { isAttributeName } from '../../envelopes/attribute-value.ts';
import { normalised } from '../../envelopes/names.ts';
import { at } from '../../syntax/pointer.ts';
import { renameFix } from '../fixes.ts';
import { defineRule } from '../rule.ts';
import { plainName, presentAttributes } from './attributes.ts';

export const attributeName = defineRule({
  id: 'envelope/attribute-name',
  property: 'envelope',
  on: 'sample',
  severity: 'error',
  since: '0.1.0',
  summary: 'The name of an extension has other characters than lower-case letters and digits.',
  *check(subject, context) {
    const { sample, envelope } = subject;
    const holder = envelope?.members && at(sample.node, envelope.members.at);
    if (!envelope?.members || holder?.kind !== 'object') return;
    const { prefix } = envelope.members;
    const taken = new Set(holder.properties.map(({ key }) => key.value));
    for (const { attribute, nearMiss, name: written, property: held } of presentAttributes(subject, context)) {
      const name = plainName(envelope, written);
      if ((attribute && !attribute.declaredAt) || nearMiss || isAttributeName(name) || envelope.attributes.some((one) => one.name === written))
        continue;
      const better = normalised(name);
      // What no attribute may hold belongs into the data, whatever it is called.
      const single = held.value.kind !== 'object' && held.value.kind !== 'array';
      const free = single && better !== '' && better !== 'data' && !taken.has(prefix + better);
      yield {
        at: held.key,
        message: `\`${name}\` is no name for an attribute: CloudEvents allows lower-case letters a to z and digits only.${free ? ` Write \`${better}\`, or move it into the data.` : single ? ' Choose another name, or move it into the data.' : ' Move it into the data.'}`,
        why: 'Transports put attributes into headers, where case and punctuation are lost or not allowed.',
        ...(free && { fixes: [renameFix(sample.tree, 'unsafe', held, prefix + better)] }),
      };
    }
  },
});
