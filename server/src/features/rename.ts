import type { Place } from '../model/place.ts';
import { keyedByName } from '../refactor/mentions.ts';
import { type Refactored, type Refused, refused, renameField, renameType, whyNoField } from '../refactor/index.ts';
import { property, type StringNode, textOf } from '../syntax/node.ts';
import { child, tokensOf } from '../syntax/pointer.ts';
import type { Tree } from '../syntax/tree.ts';
import type { Span } from '../text/span.ts';
import type { WorkspaceSnapshot } from '../workspace/workspace.ts';
import { isWithin, relativeTo, type Target, targetAt } from './locate.ts';

/** A name that can be changed, without its quotes. */
export interface Renameable {
  readonly ok: true;
  readonly span: Span;
  readonly name: string;
}

/** What would be renamed at an offset; the reason in words where nothing can be. */
export function prepareRename(snapshot: WorkspaceSnapshot, uri: string, offset: number): Renameable | Refused {
  const subject = subjectAt(snapshot, uri, offset);
  if (!subject.ok) return subject;
  const obstacle = 'field' in subject ? whyNoField(snapshot, subject.field) : undefined;
  return obstacle ?? { ok: true, span: inner(subject.tree, subject.node), name: subject.node.value };
}

/**
 * Renames what stands at an offset: a field, from its schema, from `required`, or from a sample; or an event type, from its definition,
 * from a reply, or from a sample.
 */
export function renameAt(snapshot: WorkspaceSnapshot, uri: string, offset: number, to: string): Refactored {
  const subject = subjectAt(snapshot, uri, offset);
  if (!subject.ok) return subject;
  if ('field' in subject) return renameField(snapshot, subject.field, to, { config: snapshot.config(uri), envelope: snapshot.envelope });
  const scope = snapshot.scopeOf(uri);
  const uris = snapshot.within(scope).uris;
  return renameType(subject.node.value, to, {
    definitions: uris.flatMap((own) => snapshot.readDefinitions(own)),
    samples: uris.flatMap((own) => snapshot.samples(own)),
    envelope: snapshot.envelope,
  });
}

type Subject = { readonly ok: true; readonly tree: Tree; readonly node: StringNode } & ({ readonly field: Place } | { readonly type: true });

const nothing = refused('not-here', 'Point at the name of a field or at an event type to rename it.');

function subjectAt(snapshot: WorkspaceSnapshot, uri: string, offset: number): Subject | Refused {
  const target = targetAt(snapshot, uri, offset);
  const node = target?.onKey ? target.property?.key : target?.node;
  if (!target || node?.kind !== 'string') return nothing;
  const { tree } = target;
  if (!target.onKey && isType(target)) {
    if (snapshot.definitions(node.value).length === 0) return refused('not-here', `No definition has the type ${node.value}.`);
    return { ok: true, tree, node, type: true };
  }
  const field = target.sample ? fieldOfSample(snapshot, target) : fieldOfSchema(target, uri);
  return 'reason' in field ? field : { ok: true, tree, node, field };
}

function isType({ sample, definition, node, pointer }: Target): boolean {
  if (sample) return node === sample.roles.type;
  if (!definition) return false;
  const within = relativeTo(pointer, definition.place.pointer);
  return node === definition.typeNode || definition.replies.some((reply) => reply.node === node) || within === '/deprecated/use';
}

/** A key of `properties` and the like, or a name in `required` and the like. Whether that is a schema at all, the rename finds out. */
function fieldOfSchema({ pointer, onKey, node, document }: Target, uri: string): Place | Refused {
  const tokens = tokensOf(pointer) ?? [];
  const keyword = onKey ? tokens.at(-2) : tokens.at(-2) === 'required' ? 'required' : tokens.at(-3);
  const name = onKey ? tokens.at(-1) : textOf(node);
  const isName = onKey
    ? keyedByName.includes(keyword ?? '')
    : keyword === 'required' || keyword === 'dependentRequired' || keyword === 'dependencies';
  if (!isName || name === undefined) return nothing;
  const schema = tokens.slice(0, onKey || keyword === 'required' ? -2 : -3).reduce(child, '');
  return { uri, document, pointer: child(child(schema, 'properties'), name) };
}

function fieldOfSample(snapshot: WorkspaceSnapshot, { sample, property: held, parent, onKey }: Target): Place | Refused {
  const judge = sample && snapshot.judge(sample);
  if (!onKey || !held || !parent) return nothing;
  if (!judge?.schema) return refused('not-here', 'No definition judges this sample, so it is not known what this name belongs to.');
  if (!judge.value || !isWithin(parent.pointer, judge.value.pointer))
    return refused('envelope', `\`${held.key.value}\` belongs to the envelope, which says how it is called.`);
  const schema = judge.schema.at(relativeTo(parent.pointer, judge.value.pointer)).find(({ node }) => {
    const properties = property(node, 'properties')?.value;
    return property(properties, held.key.value) !== undefined;
  });
  if (!schema) return refused('not-here', `No schema defines \`${held.key.value}\`.`);
  return { ...schema.place, pointer: child(child(schema.place.pointer, 'properties'), held.key.value) };
}

function inner(tree: Tree, node: StringNode): Span {
  const { start, end } = tree.span(node);
  const isQuoted = node.style === 'single' || node.style === 'double';
  return isQuoted && end - start >= 2 ? { start: start + 1, end: end - 1 } : { start, end };
}
