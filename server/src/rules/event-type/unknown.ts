import type { Fix } from '../../model/finding.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { definitionFromSamples } from '../../refactor/index.ts';
import { textOf } from '../../syntax/node.ts';
import { didYouMean } from '../../text/similar.ts';
import { domainOf } from '../domains.ts';
import { replaceFix } from '../fixes.ts';
import { defineRule } from '../rule.ts';

export const unknown = defineRule({
  id: 'event-type/unknown',
  property: 'event-type',
  on: 'sample',
  severity: 'warning',
  since: '0.1.0',
  summary: "A sample's type is defined nowhere, though other types of its domain are.",
  *check({ sample, judge }, { config, snapshot }) {
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
      fixes: [...(near === undefined ? [] : [replaceFix(sample.tree, 'unsafe', node, near)]), defineFix(type, snapshot)],
    };
  },
});

const defineFix = (type: string, snapshot: Snapshot): Fix => ({
  title: `Create the definition of ${type} from its samples`,
  safety: 'unsafe',
  reach: 'new file',
  edits: () => definitionFromSamples(snapshot, type, snapshot.samplesOfType(type)),
});
