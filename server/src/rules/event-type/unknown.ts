import { textOf } from '../../syntax/node.ts';
import { didYouMean } from '../../text/similar.ts';
import { domainOf } from '../domains.ts';
import { typeFix } from '../type-fix.ts';
import { defineRule } from '../rule.ts';

export const unknown = defineRule({
  id: 'event-type/unknown',
  property: 'event-type',
  on: 'sample',
  severity: 'warning',
  since: '0.1.0',
  summary: "A sample's type is defined nowhere, though other types of its domain are.",
  *check(subject, { config, snapshot }) {
    const { sample, judge } = subject;
    const node = sample.roles.type;
    const type = textOf(node);
    if (judge || !node || !type || snapshot.definitions(type).length > 0) return;
    const domain = domainOf(type, config);
    const known = new Set(snapshot.definitions().flatMap((event) => event.type ?? []));
    const near = didYouMean(type, known);
    // Where nobody defines anything of that domain, the sample is of somebody else's event.
    if (!near && ![...known].some((other) => domainOf(other, config) === domain)) return;
    yield {
      at: node,
      message: near
        ? `No definition has the type ${type}. Did you mean ${near}?`
        : `No definition has the type ${type}. Define it, or correct the type.`,
      why: `Other types of ${domain} are defined here, so this sample is checked against nothing by mistake rather than by intent.`,
      ...(near !== undefined && { fixes: typeFix(subject, near) }),
    };
  },
});
