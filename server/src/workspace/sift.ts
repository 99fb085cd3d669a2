import type { Config, IgnoreEntry } from '../model/config.ts';
import type { Finding } from '../model/finding.ts';
import { isExpired, patternsFor, type SilencedRule } from '../model/suppression.ts';
import type { SuppressionSubject } from '../rules/rule.ts';
import { commentSuppressions } from '../rules/suppression/comments.ts';
import { entrySuppressions, isInForce } from '../rules/suppression/entries.ts';
import type { FaultKind, Tree } from '../syntax/tree.ts';
import type { Cancel } from '../text/cancel.ts';
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
  readonly cancel: Cancel;
}

/**
 * Takes out what is silenced, and adds what is to be said of the silencing. It needs all findings of the file, those that other
 * files cause included, and is made anew with every revision: it costs little, and so no kept result depends on it.
 */
export function siftFile(snapshot: WorkspaceSnapshot, uri: string, found: readonly Finding[], { judge, order, cancel }: SiftOptions): Sifted {
  const tree = snapshot.tree(uri);
  if (!tree || snapshot.kind(uri) === undefined) return { told: found, suppressed: [], accepted: [], entries: new Set() };
  const { config } = snapshot.scopeOf(uri);
  const silencer = createSilencer(tree, config, snapshot.host.today());
  const parts = Map.groupBy(found, (finding) => (silencer.silences(finding) ? 'suppressed' : 'told'));

  const partlyRead = isPartlyRead(tree);
  const subjects = [
    ...commentSuppressions(tree).map((suppression) => ({ tree, suppression, used: silencer.rules, partlyRead })),
    ...(uri === config.uri ? entrySubjects(snapshot, tree, config, silencer.entries, cancel) : []),
  ];
  const left = parts.get('told') ?? [];
  const told = subjects.length === 0 ? left : [...left, ...judge(subjects)].sort(order);
  const accepted = acceptedIn(snapshot, config)?.get(pathIn(config, uri));
  return { ...partAccepted(told, accepted), suppressed: parts.get('suppressed') ?? [], entries: silencer.entries };
}

/** The findings that no comment and no entry silences: for texts that are judged by something else than what their workspace says. */
export function withoutSuppressed(findings: readonly Finding[], tree: Tree, config: Config, today: string): readonly Finding[] {
  const { silences: isSilenced } = createSilencer(tree, config, today);
  return findings.filter((finding) => !isSilenced(finding));
}

interface Silencer {
  silences(finding: Finding): boolean;
  /** The rules of comments, and the entries, that silenced something so far. */
  readonly rules: ReadonlySet<SilencedRule>;
  readonly entries: ReadonlySet<IgnoreEntry>;
}

function createSilencer(tree: Tree, config: Config, today: string): Silencer {
  const path = pathIn(config, tree.source.uri);
  const comments = commentsByLine(tree, today);
  const candidates = ignoreEntries(config).flatMap(({ entry, matches }) => (isInForce(entry, today) && matches(path) ? [entry] : []));
  const lines = linesOf(tree.source);
  const rules = new Set<SilencedRule>();
  const entries = new Set<IgnoreEntry>();
  return {
    rules,
    entries,
    silences({ rule, span, pointer }) {
      const patterns = patternsFor(rule);
      // All that fit are used: none of two is better than the other.
      const own = patterns.flatMap((pattern) => comments.get(lines.position(span.start).line)?.get(pattern) ?? []);
      const fitting = candidates.filter((entry) => patterns.includes(entry.rule) && isWithin(pointer, entry.pointer ?? ''));
      for (const silenced of own) rules.add(silenced);
      for (const entry of fitting) entries.add(entry);
      return own.length + fitting.length > 0;
    },
  };
}

/** The rules of the comments that are in force, by the line that they speak of and by how they are written. */
function commentsByLine(tree: Tree, today: string): ReadonlyMap<number, ReadonlyMap<string, readonly SilencedRule[]>> {
  const found = new Map<number, Map<string, SilencedRule[]>>();
  for (const suppression of commentSuppressions(tree)) {
    const { line, fault, rules } = suppression;
    if (line === undefined || fault || isExpired(suppression, today)) continue;
    const inLine = found.get(line) ?? new Map<string, SilencedRule[]>();
    found.set(line, inLine);
    for (const rule of rules) {
      const known = inLine.get(rule.pattern);
      if (known) known.push(rule);
      else inLine.set(rule.pattern, [rule]);
    }
  }
  return found;
}

const pathIn = ({ root }: Config, uri: string): string => relativePath(root, uri) ?? '';

/** The accepted findings of a workspace; undefined where it has none. */
export function acceptedIn(snapshot: WorkspaceSnapshot, { uri, accepted, root }: Config): ReturnType<typeof readAccepted> | undefined {
  if (uri === undefined || accepted === undefined) return undefined;
  const resolved = snapshot.resolve(accepted, uri);
  return resolved.ok && resolved.place.pointer === '' && resolved.place.uri.startsWith(root) ? readAccepted(resolved.tree) : undefined;
}

const ignoreEntries = memo((config: Config): readonly { readonly entry: IgnoreEntry; readonly matches: Matcher }[] =>
  config.ignore.map((entry) => ({ entry, matches: matcher([entry.file]) })),
);

/** The entries of an `eventwright.yaml`, each with whether any file had something for it. */
function entrySubjects(
  snapshot: WorkspaceSnapshot,
  tree: Tree,
  config: Config,
  usedHere: ReadonlySet<IgnoreEntry>,
  cancel: Cancel,
): readonly Omit<SuppressionSubject, 'ruleIds'>[] {
  if (config.ignore.length === 0) return [];
  const paths = snapshot.uris.flatMap((uri) => (snapshot.scopeOf(uri).config === config ? [[uri, pathIn(config, uri)] as const] : []));
  const matchers = new Map(ignoreEntries(config).map(({ entry, matches }) => [entry, matches]));
  const today = snapshot.host.today();
  return entrySuppressions(tree, config).map(({ entry, suppression }) => {
    const files = isInForce(entry, today) ? paths.filter(([, path]) => matchers.get(entry)?.(path)).map(([uri]) => uri) : [];
    const isUsed = usedHere.has(entry) || files.some((uri) => uri !== config.uri && snapshot.sift(uri, cancel).entries.has(entry));
    const partlyRead = !isUsed && files.some((uri) => isPartlyRead(snapshot.tree(uri)));
    return { tree, suppression, used: new Set(isUsed ? suppression.rules : []), partlyRead };
  });
}

const isPartlyRead = (tree: Tree | undefined): boolean => tree?.faults.some(({ kind }) => hiding.has(kind)) ?? false;

const hiding: ReadonlySet<FaultKind> = new Set(['syntax', 'too-deep', 'too-large', 'alias-bomb', 'torn-line']);

const isWithin = (pointer: string, outer: string): boolean => pointer === outer || pointer.startsWith(`${outer}/`);
