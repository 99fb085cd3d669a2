import type { ReadBaseline } from '../../model/compatibility.ts';
import type { Config } from '../../model/config.ts';
import type { DefinedEvent } from '../../model/facts.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { compareVersions, mayBreak } from '../../text/versions.ts';
import { type At, defineRule } from '../rule.ts';
import { typePlace } from '../type-places.ts';

export const removedDefinition = defineRule({
  id: 'type-safe/removed-definition',
  property: 'type-safe',
  on: 'workspace',
  severity: 'error',
  since: '0.1.0',
  summary: 'An event that others may use is no longer defined.',
  *check({ definitions }, { snapshot, config }) {
    const baseline = snapshot.baseline();
    // A registry also holds what other teams define.
    if (!baseline?.ok || baseline.kind === 'registry') return;
    const own = Map.groupBy(definitions, ({ type }) => type);
    for (const event of baseline.definitions()) {
      const { type, version, deprecated } = event;
      if (type === undefined || deprecated || isStillThere(event, own.get(type) ?? [], baseline)) continue;
      const what = `${type}${version === undefined || !own.has(type) ? '' : ` ${version}`}`;
      const before = baseline.shown(typePlace(event));
      yield {
        at: whereItWas(event, snapshot, config),
        message: `${what} is no longer defined; in \`${baseline.name}\` it was, in ${fileOf(event, config)}. Put it back, and deprecate it before it goes.`,
        why: 'Consumers may still wait for it, and nothing told them that it ends.',
        related: before ? [{ place: before, message: 'As it was.' }] : [],
      };
    }
  },
});

/** Whether it lives on: in its own version, or in one that took its place. */
function isStillThere({ type, version }: DefinedEvent, own: readonly DefinedEvent[], baseline: ReadBaseline): boolean {
  // A pre-release promised nothing.
  if (version !== undefined && mayBreak(version, version)) return true;
  if (own.length === 0) return false;
  if (version === undefined || own.some((other) => other.version === undefined)) return true;
  if (own.some((other) => !mayBreak(version, other.version))) return true;
  // A definition that went on to a new major version left its old one, unless the two stood side by side before.
  const siblings = baseline.definitions(type).filter((other) => other.version !== undefined && compareVersions(other.version, version) > 0);
  return siblings.every((other) => !mayBreak(version, other.version));
}

/** The file that held it, where that still defines something; else what names the baseline. */
function whereItWas({ place }: DefinedEvent, snapshot: Snapshot, config: Config): At {
  const here = snapshot.definitions().filter((other) => other.place.uri === place.uri);
  const nearest = here.find((other) => other.place.document === place.document) ?? here[0];
  if (nearest) return { place: typePlace(nearest) };
  return { place: { uri: config.uri ?? place.uri, document: 0, pointer: '/compatibility/against' } };
}

const fileOf = ({ place }: DefinedEvent, { root }: Config): string => {
  const path = place.uri.startsWith(root) ? place.uri.slice(root.length) : place.uri;
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
};
