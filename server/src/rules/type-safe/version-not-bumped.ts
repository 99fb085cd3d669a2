import { compareVersions, bumped, mayBreak } from '../../text/versions.ts';
import { definedEvent } from '../defined-event.ts';
import { defineRule, type Report } from '../rule.ts';
import { bumpFix, setVersionFix } from './version-fixes.ts';

export const versionNotBumped = defineRule({
  id: 'type-safe/version-not-bumped',
  property: 'type-safe',
  on: 'definition',
  severity: 'warning',
  since: '0.1.0',
  summary: 'A definition changed, and its version did not.',
  *check({ definition }, { snapshot }): Iterable<Report> {
    const event = definedEvent(definition, snapshot);
    const { type, version, versionNode } = definition;
    const baseline = snapshot.baseline();
    if (!event || !baseline?.ok || baseline.kind === 'registry' || type === undefined || version === undefined || !versionNode) return;
    const earlier = snapshot.comparisonsOf(event).find(({ from, older }) => from === 'baseline' && older.version === version);
    // What breaks somebody asks for more than another number: `incompatible-change` says so.
    if (earlier && !earlier.same && !earlier.changes.some(({ certain }) => certain)) {
      yield {
        at: versionNode,
        message: `This definition changed since \`${baseline.name}\`, and is still called ${version}.`,
        why: `Whoever has ${version} cannot tell which of the two it is.`,
        fixes: bumpFix(definition, 'minor', snapshot, version, 'patch'),
      };
    }
    const highest = baseline.definitions(type).at(-1)?.version;
    const own = snapshot.definitions(type);
    if (highest === undefined || mayBreak(highest, highest) || own.some((other) => compareVersions(other.version, highest) >= 0)) return;
    if (own.at(-1)?.version !== version) return;
    const next = bumped(highest, 'minor');
    yield {
      at: versionNode,
      message: `The version went back: \`${baseline.name}\` has ${highest} already.`,
      why: 'Consumers take the highest version for the newest one.',
      fixes: next === undefined ? [] : [setVersionFix(definition, next)],
    };
  },
});
