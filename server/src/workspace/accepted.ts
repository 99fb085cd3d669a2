import type { Config } from '../model/config.ts';
import type { Finding } from '../model/finding.ts';
import { rules } from '../rules/index.ts';
import { get, type Node, property } from '../syntax/node.ts';
import { child, tokensOf } from '../syntax/pointer.ts';
import type { Tree } from '../syntax/tree.ts';
import { memo } from '../text/memo.ts';
import { resolveUri } from '../text/uri.ts';
import { canonicalUri } from './uris.ts';

/** The file of accepted findings that has no other name yet. */
export const acceptedName = 'eventwright-accepted.json';

/** How many findings are accepted: by file relative to the workspace, then by rule, then by place. */
export type Accepted = ReadonlyMap<string, AcceptedInFile>;
export type AcceptedInFile = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** The file that `accepted` in `eventwright.yaml` names; undefined where it names none, or one outside of the workspace. */
export function acceptedUri({ uri, accepted, root }: Config): string | undefined {
  if (uri === undefined || accepted === undefined || accepted === '') return undefined;
  const named = canonicalUri(resolveUri(uri, accepted));
  return named.startsWith(root) && named !== uri && !/[?#]|\/$/.test(named) ? named : undefined;
}

/**
 * Whether a finding may be accepted with all others. Not what keeps a text from being read, since it hides what else is wrong in
 * it; nor what is said of suppressions, which are nobody's inheritance.
 */
export const isAcceptable = ({ rule }: Pick<Finding, 'rule'>): boolean => !unacceptable.has(rule);

const unacceptable: ReadonlySet<string> = new Set(
  rules.filter(({ unreadable, property: group }) => unreadable || group === 'suppression').map(({ id }) => id),
);

/**
 * What identifies a finding beside its file and its rule: its pointer, and the name that its message speaks of first, where that is
 * another one (of two attributes that are missing, one may be accepted). No line, so that edits elsewhere leave it as it is; no
 * position in a list, or one event more would make all behind it new; and no message, since a newer version may word it better and
 * other files may be named in it.
 */
export function placeOf({ pointer, message }: Pick<Finding, 'pointer' | 'message'>): string {
  const tokens = tokensOf(pointer) ?? [];
  const place = tokens.reduce((before, token) => child(before, /^\d+$/.test(token) ? '*' : token), '');
  const name = /`([^`\n]{1,200})`/.exec(message)?.[1];
  return name === undefined || name === tokens.at(-1) ? place : `${place} ${name}`;
}

/** What a file of accepted findings says. What is wrong with it is told by `suppression/invalid-accepted`, and left out here. */
export const readAccepted: (tree: Tree) => Accepted = memo((tree: Tree): Accepted => {
  const files = get(tree.documents[0], 'findings');
  return new Map(entriesOf(files).map(([file, byRule]) => [file, new Map(entriesOf(byRule).map(([rule, places]) => [rule, countsOf(places)]))]));
});

function countsOf(places: Node): ReadonlyMap<string, number> {
  return new Map(
    entriesOf(places).flatMap(([place, count]) =>
      count.kind === 'number' && Number.isSafeInteger(count.value) && count.value > 0 ? [[place, count.value]] : [],
    ),
  );
}

const entriesOf = (node: Node | undefined): readonly (readonly [string, Node])[] =>
  node?.kind === 'object'
    ? [...new Set(node.properties.map(({ key }) => key.value))].map((name) => [name, property(node, name)?.value ?? node] as const)
    : [];

/** Parts the findings of one file: so many of each rule at each place are accepted, in the order of the file. */
export function partAccepted(
  findings: readonly Finding[],
  accepted: AcceptedInFile | undefined,
): { readonly told: readonly Finding[]; readonly accepted: readonly Finding[] } {
  if (!accepted) return { told: findings, accepted: [] };
  const taken = new Map<string, number>();
  const parts = Map.groupBy(findings, (finding) => {
    if (!isAcceptable(finding)) return 'told';
    const place = placeOf(finding);
    const key = `${finding.rule} ${place}`;
    const count = (taken.get(key) ?? 0) + 1;
    if (count > (accepted.get(finding.rule)?.get(place) ?? 0)) return 'told';
    taken.set(key, count);
    return 'accepted';
  });
  return { told: parts.get('told') ?? [], accepted: parts.get('accepted') ?? [] };
}

/** The findings of one file as they are to be accepted. */
export function acceptedOf(findings: readonly Finding[]): AcceptedInFile {
  const byRule = new Map<string, Map<string, number>>();
  for (const finding of findings) {
    if (!isAcceptable(finding)) continue;
    const places = byRule.get(finding.rule) ?? new Map<string, number>();
    const place = placeOf(finding);
    byRule.set(finding.rule, places.set(place, (places.get(place) ?? 0) + 1));
  }
  return byRule;
}

/** How many findings these are. */
export const countAccepted = (accepted: AcceptedInFile): number =>
  [...accepted.values()].reduce((sum, places) => [...places.values()].reduce((total, count) => total + count, sum), 0);

/** The text of a file of accepted findings: sorted, one line for each place, so that two branches rarely meet in one line. */
export function writeAccepted(accepted: Accepted): string {
  const files = [...accepted].filter(([, byRule]) => countAccepted(byRule) > 0);
  const text = object(
    files.map(([file, byRule]) => [
      file,
      object(
        [...byRule].map(([rule, places]) => [
          rule,
          object(
            [...places].map(([place, count]) => [place, String(count)]),
            8,
          ),
        ]),
        6,
      ),
    ]),
    4,
  );
  return `{\n  "version": 1,\n  "findings": ${text}\n}\n`;
}

/** An object of texts that are JSON already, its names in the order of their code units: the same on every machine. */
function object(entries: readonly (readonly [name: string, json: string])[], indent: number): string {
  if (entries.length === 0) return '{}';
  const sorted = entries.toSorted(([a], [b]) => (a < b ? -1 : 1));
  const lines = sorted.map(([name, json]) => `${' '.repeat(indent)}${JSON.stringify(name)}: ${json}`);
  return `{\n${lines.join(',\n')}\n${' '.repeat(indent - 2)}}`;
}
