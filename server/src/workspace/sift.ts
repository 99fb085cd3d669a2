import type { Config, IgnoreEntry } from '../model/config.ts';
import type { Finding } from '../model/finding.ts';
import { isExpired, type SilencedRule, type Suppression, silences } from '../model/suppression.ts';
import type { SuppressionSubject } from '../rules/rule.ts';
import { commentSuppressions } from '../rules/suppression/comments.ts';
import { entrySuppressions, isInForce } from '../rules/suppression/entries.ts';
import type { FaultKind, Tree } from '../syntax/tree.ts';
import { linesOf } from '../text/lines.ts';
import { memo } from '../text/memo.ts';
import { readAccepted, partAccepted } from './accepted.ts';
import { type Matcher, matcher } from './glob.ts';
import type { WorkspaceSnapshot } from './snapshot.ts';
import { relativePath } from './uris.ts';

/** The findings of one file, parted into those that are told and those that somebody has silenced. By place each. */
export interface Sifted {
  readonly told: readonly Finding[];
  /** By a comment, or by an entry of `ignore`. */
  readonly suppressed: readonly Finding[];
  /** By the file of accepted findings. */
  readonly accepted: readonly Finding[];
  /** The entries of `ignore` that silenced something here. */
  readonly entries: ReadonlySet<IgnoreEntry>;
}

export interface SiftOptions {
  /** Runs the rules that look at suppressions. */
  judge(subjects: readonly Omit<SuppressionSubject, 'ruleIds'>[]): readonly Finding[];
  order(a: Finding, b: Finding): number;
}

/**
 * Takes out what is silenced, and adds what is to be said of the silencing. It needs all findings of the file, those that other
 * files cause included, and is made anew with every revision: it costs little, and so no kept result depends on it.
 */
export function siftFile(snapshot: WorkspaceSnapshot, uri: string, found: readonly Finding[], { judge, order }: SiftOptions): Sifted {
  const tree = snapshot.tree(uri);
  if (!tree || snapshot.kind(uri) === undefined) return { told: found, suppressed: [], accepted: [], entries: new Set() };
  const { config } = snapshot.scopeOf(uri);
  const today = snapshot.host.today();
  const path = relativePath(config.root, uri) ?? '';
  const comments = commentSuppressions(tree);
  const entries = ignoreEntries(config).flatMap(({ entry, matches }) => (isInForce(entry, today) && matches(path) ? [entry] : []));

  const used = new Set<SilencedRule>();
  const usedEntries = new Set<IgnoreEntry>();
  const byComment = commentsFor(tree, comments, today);
  const silenced = (finding: Finding): boolean => {
    // All that fit are used: none of two is better than the other.
    const rules = byComment(finding).filter(({ pattern }) => silences(pattern, finding.rule));
    const fitting = entries.filter(({ rule, pointer = '' }) => silences(rule, finding.rule) && isWithin(finding.pointer, pointer));
    for (const rule of rules) used.add(rule);
    for (const entry of fitting) usedEntries.add(entry);
    return rules.length + fitting.length > 0;
  };
  const parts = Map.groupBy(found, (finding) => (silenced(finding) ? 'suppressed' : 'told'));

  const partlyRead = isPartlyRead(tree);
  const subjects = [
    ...comments.map((suppression) => ({ tree, suppression, used, partlyRead })),
    ...(uri === config.uri ? entrySubjects(snapshot, tree, config, usedEntries) : []),
  ];
  const told = subjects.length === 0 ? (parts.get('told') ?? []) : [...(parts.get('told') ?? []), ...judge(subjects)].sort(order);
  return { ...partAccepted(told, acceptedIn(snapshot, config)?.get(path)), suppressed: parts.get('suppressed') ?? [], entries: usedEntries };
}

/** The accepted findings of a workspace; undefined where it has none. */
export function acceptedIn(snapshot: WorkspaceSnapshot, { uri, accepted, root }: Config): ReturnType<typeof readAccepted> | undefined {
  if (uri === undefined || accepted === undefined) return undefined;
  const resolved = snapshot.resolve(accepted, uri);
  return resolved.ok && resolved.place.pointer === '' && resolved.place.uri.startsWith(root) ? readAccepted(resolved.tree) : undefined;
}

const ignoreEntries = memo((config: Config): readonly { readonly entry: IgnoreEntry; readonly matches: Matcher }[] =>
  config.ignore.map((entry) => ({ entry, matches: matcher([entry.file]) })),
);

/** For a finding the rules of the comments that speak of the line in which it begins. */
function commentsFor(tree: Tree, comments: readonly Suppression[], today: string): (finding: Finding) => readonly SilencedRule[] {
  const inForce = comments.filter((comment) => !comment.fault && !isExpired(comment, today));
  if (inForce.length === 0) return () => [];
  const byLine = Map.groupBy(inForce, ({ line }) => line);
  const lines = linesOf(tree.source);
  return ({ span }) => (byLine.get(lines.position(span.start).line) ?? []).flatMap(({ rules }) => rules);
}

/** The entries of an `eventwright.yaml`, each with whether any file had something for it. */
function entrySubjects(
  snapshot: WorkspaceSnapshot,
  tree: Tree,
  config: Config,
  usedHere: ReadonlySet<IgnoreEntry>,
): readonly Omit<SuppressionSubject, 'ruleIds'>[] {
  if (config.ignore.length === 0) return [];
  const paths = snapshot.uris.flatMap((uri) => (snapshot.scopeOf(uri).config === config ? [[uri, relativePath(config.root, uri) ?? ''] as const] : []));
  const matchers = new Map(ignoreEntries(config).map(({ entry, matches }) => [entry, matches]));
  const today = snapshot.host.today();
  return entrySuppressions(tree, config).map(({ entry, suppression }) => {
    const files = isInForce(entry, today) ? paths.filter(([, path]) => matchers.get(entry)?.(path)).map(([uri]) => uri) : [];
    const isUsed = usedHere.has(entry) || files.some((uri) => uri !== config.uri && snapshot.sift(uri).entries.has(entry));
    const partlyRead = !isUsed && files.some((uri) => isPartlyRead(snapshot.tree(uri)));
    return { tree, suppression, used: new Set(isUsed ? suppression.rules : []), partlyRead };
  });
}

const isPartlyRead = (tree: Tree | undefined): boolean => tree?.faults.some(({ kind }) => hiding.has(kind)) ?? false;

const hiding: ReadonlySet<FaultKind> = new Set(['syntax', 'too-deep', 'too-large', 'alias-bomb', 'torn-line']);

const isWithin = (pointer: string, outer: string): boolean => pointer === outer || pointer.startsWith(`${outer}/`);
