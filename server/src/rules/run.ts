import type { Config, RuleSetting } from '../model/config.ts';
import type { EventDefinition, StructureFault } from '../model/event-definition.ts';
import type { DefinedEvent } from '../model/facts.ts';
import type { Field } from '../model/field.ts';
import type { Finding } from '../model/finding.ts';
import type { Place } from '../model/place.ts';
import type { Schema } from '../schema/schema.ts';
import type { Node, Property, StringNode } from '../syntax/node.ts';
import { at, child, locate } from '../syntax/pointer.ts';
import type { Tree } from '../syntax/tree.ts';
import { checkpoint } from '../text/cancel.ts';
import { memo } from '../text/memo.ts';
import type { Span } from '../text/span.ts';
import { rules } from './index.ts';
import type { Report, Rule, RuleContext, SampleSubject, Subjects, SuppressionSubject } from './rule.ts';

/** A finding whose span may lie in another file: then it is only a place yet, because that file's offsets are its own. */
export type RawFinding = Omit<Finding, 'span'> & { readonly span?: Span; readonly key?: boolean };

/** One file with all that rules look at in it. */
export interface FileSubjects {
  readonly tree: Tree;
  readonly holds: Subjects['tree']['holds'];
  readonly faults: readonly StructureFault[];
  readonly definitions: readonly { readonly definition: EventDefinition; readonly schema?: Schema; readonly fields: readonly Field[] }[];
  readonly samples: readonly SampleSubject[];
}

export type ContextOf = Omit<RuleContext, 'options'>;

/** Runs all rules that look at one file. */
export function runFile(file: FileSubjects, context: ContextOf): readonly RawFinding[] {
  const found: RawFinding[] = [];
  const { tree, holds, faults } = file;
  const run = <On extends keyof Subjects>(on: On, subject: Subjects[On]): void => {
    checkpoint(context.cancel);
    for (const active of checksOn(on, context.config)) runRule(active, subject, tree, context, found);
  };
  run('tree', { tree, holds, faults });
  for (const { definition, schema, fields } of file.definitions) {
    run('definition', { definition, ...(schema && { schema }) });
    for (const field of fields) {
      if (field.shared || field.place.uri !== tree.source.uri) continue;
      const node = at(tree.documents[field.place.document], field.place.pointer);
      if (node) run('field', { definition, field, node, siblings: fields });
    }
  }
  for (const subject of file.samples) run('sample', subject);
  if (file.samples.length > 0) run('samples', { samples: file.samples });
  return found;
}

/** Runs the rules that compare the definitions of a whole workspace. */
export function runWorkspace(definitions: readonly DefinedEvent[], context: ContextOf): readonly RawFinding[] {
  const found: RawFinding[] = [];
  for (const active of checksOn('workspace', context.config)) {
    checkpoint(context.cancel);
    runRule(active, { definitions }, undefined, context, found);
  }
  return found;
}

/** One thing that a workspace wants a rule to look for, with the rule's options there. */
interface Active<On extends keyof Subjects = keyof Subjects> {
  readonly on: On;
  readonly rule: Rule;
  readonly check: Rule<On>['check'];
  readonly setting: RuleSetting | undefined;
  readonly options: RuleContext['options'];
}

/** Runs the rules that look at the suppressions of one file. */
export function runSuppressions(subjects: readonly Omit<SuppressionSubject, 'ruleIds'>[], context: ContextOf): readonly RawFinding[] {
  const found: RawFinding[] = [];
  const ruleIds = rules.map(({ id }) => id);
  for (const subject of subjects) {
    checkpoint(context.cancel);
    for (const active of checksOn('suppression', context.config)) runRule(active, { ...subject, ruleIds }, subject.tree, context, found);
  }
  return found;
}

/** What the rules that are not switched off look for in one kind of subject. */
const checksOn = <On extends keyof Subjects>(on: On, config: Config): readonly Active<On>[] =>
  (activeChecks(config).get(on) ?? []) as readonly Active<On>[];

const activeChecks = memo((config: Config): ReadonlyMap<keyof Subjects, readonly Active[]> => {
  const active = rules.flatMap((rule): Active[] => {
    const setting = config.rules[rule.id];
    if ((setting?.severity ?? rule.severity) === 'off') return [];
    const defaults = Object.entries(rule.options ?? {}).map(([name, option]) => [name, option.default]);
    const hasOptions = defaults.length > 0 || setting?.options !== undefined;
    const options = hasOptions ? { ...Object.fromEntries(defaults), ...setting?.options } : noOptions;
    const also = Object.entries(rule.also ?? {}) as [keyof Subjects, Active['check']][];
    return [[rule.on, rule.check] as const, ...also].map(([on, check]) => ({ on, rule, check, setting, options }));
  });
  return Map.groupBy(active, ({ on }) => on);
});

function runRule<On extends keyof Subjects>(
  { rule, check, setting, options }: Active<On>,
  subject: Subjects[On],
  tree: Tree | undefined,
  context: ContextOf,
  found: RawFinding[],
): void {
  for (const report of check(subject, withOptions(context, options))) {
    const severity = setting?.severity ?? report.severity ?? rule.severity;
    const where = whereOf(report, tree);
    if (severity === 'off' || !where) continue;
    found.push({
      rule: rule.id,
      severity,
      ...where,
      message: report.message,
      ...(report.why !== undefined && { why: report.why }),
      related: report.related ?? [],
      fixes: report.fixes ?? [],
      ...(report.deprecated && { deprecated: true }),
    });
  }
}

/** The context as one rule sees it. Most rules have no options, so one context does for nearly all of them. */
const withOptions = (context: ContextOf, options: RuleContext['options']): RuleContext =>
  options === noOptions ? withoutOptions(context) : { ...context, options };

const noOptions: RuleContext['options'] = Object.freeze({});
const withoutOptions = memo((context: ContextOf): RuleContext => ({ ...context, options: noOptions }));

type Where = Pick<RawFinding, 'uri' | 'document' | 'pointer' | 'span' | 'key'>;

function whereOf({ at: where }: Report, tree: Tree | undefined): Where | undefined {
  if ('block' in where) {
    if (!tree) return undefined;
    const span = tree.span('key' in where ? where.key : where);
    // A node that was made of another one, such as the decoded value of a header, stands where that one does.
    const known = placesOf(tree).get(where) ?? placeAt(tree, span);
    return { uri: tree.source.uri, document: known.document, pointer: known.pointer, span };
  }
  const { span, place, key } = where;
  if (place && (!span || !tree || place.uri !== tree.source.uri)) return { ...place, ...(key && { key }) };
  if (!tree || !span) return undefined;
  return { uri: tree.source.uri, document: place?.document ?? documentAt(tree, span), pointer: place?.pointer ?? '', span };
}

function placeAt(tree: Tree, { start }: Span): Omit<Place, 'uri'> {
  const found = locate(tree, start);
  const pointer = found?.key ? child(found.path.at(-1)?.pointer ?? '', found.key.key.value) : found?.path.at(-1)?.pointer;
  return { document: found?.document ?? documentAt(tree, { start, end: start }), pointer: pointer ?? '' };
}

const documentAt = (tree: Tree, span: Span): number =>
  Math.max(
    0,
    tree.extents.findLastIndex((extent) => extent.start <= span.start),
  );

/** The place of every node of a tree, made once when the first finding asks. */
const placesOf = memo((tree: Tree): ReadonlyMap<Node | Property | StringNode, Omit<Place, 'uri'>> => {
  const places = new Map<Node | Property | StringNode, Omit<Place, 'uri'>>();
  const visit = (node: Node, document: number, pointer: string): void => {
    if (places.has(node)) return;
    places.set(node, { document, pointer });
    if (node.kind === 'array') node.items.forEach((item, index) => void visit(item, document, child(pointer, index)));
    if (node.kind !== 'object') return;
    for (const property of node.properties) {
      const place = { document, pointer: child(pointer, property.key.value) };
      places.set(property, place);
      places.set(property.key, place);
      visit(property.value, document, place.pointer);
    }
  };
  tree.documents.forEach((root, document) => {
    if (root) visit(root, document, '');
  });
  return places;
});
