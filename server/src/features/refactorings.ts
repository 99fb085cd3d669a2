import type { DefinedEvent } from '../model/facts.ts';
import type { Fix } from '../model/finding.ts';
import type { Place } from '../model/place.ts';
import {
  alikeSchemas,
  dataOf,
  definitionFromSamples,
  extractShared,
  inferSchema,
  inlineReference,
  insertProperty,
  isInlineObject,
  sharedFileFor,
  whenAsked,
} from '../refactor/index.ts';
import { isSchema } from '../refactor/schemas-in-use.ts';
import { get, type ObjectNode, textOf } from '../syntax/node.ts';
import { child, locate, tokensOf } from '../syntax/pointer.ts';
import type { Tree } from '../syntax/tree.ts';
import type { Edits } from '../text/edits.ts';
import type { Span } from '../text/span.ts';
import type { WorkspaceSnapshot } from '../workspace/workspace.ts';

/** A change that keeps or begins something, offered where somebody points, not because anything is wrong. */
export interface Refactoring {
  readonly title: string;
  /** As LSP calls them. */
  readonly kind: 'refactor.extract' | 'refactor.inline' | 'refactor.rewrite';
  readonly reach?: Fix['reach'];
  /** None where the look at the workspace finds an obstacle. */
  edits(): Edits;
  obstacle?(): string | undefined;
}

/** What can be done with what stands at a span: the schema of a field, a `$ref`, a definition without data, a sample without definition. */
export function refactoringsAt(snapshot: WorkspaceSnapshot, uri: string, span: Span): readonly Refactoring[] {
  const tree = snapshot.kind(uri) && snapshot.tree(uri);
  const located = tree && locate(tree, span.start);
  if (!tree || !located) return [];
  const { document, path, key } = located;
  const sample = snapshot.samples(uri).findLast(({ place }) => place.document === document && path.some(({ pointer }) => pointer === place.pointer));
  if (sample && !sample.partial) return snapshot.judge(sample) ? [] : fromSample(snapshot, textOf(sample.roles.type));
  const found: Refactoring[] = [];
  const event = snapshot
    .readDefinitions(uri)
    .findLast(({ place }) => place.document === document && path.some(({ pointer }) => pointer === place.pointer));
  // On its own keys and their scalars; inside of a list or an object something else is meant.
  const isAtTop = event && path.length <= (tokensOf(event.place.pointer)?.length ?? 0) + 2;
  const defined = event && snapshot.event(event.place);
  if (defined && !defined.data && isAtTop && event.node.kind === 'object') found.push(...dataFromSamples(snapshot, defined, tree, event.node));
  // The schema that is pointed at: by its name, or by one of its own keywords.
  const steps = key ? [...path, { node: key.value, pointer: child(path.at(-1)?.pointer ?? '', key.key.value) }] : path;
  for (const { node, pointer } of steps.toReversed()) {
    const place = { uri, document, pointer };
    if (node.kind === 'object' && isSchema(snapshot, place)) return [...found, ...withSchema(snapshot, place, tree, node)];
  }
  return found;
}

/** A definition of a type that nothing defines, from all samples that have it. */
function fromSample(snapshot: WorkspaceSnapshot, type: string | undefined): readonly Refactoring[] {
  if (!type || snapshot.definitions(type).length > 0) return [];
  const samples = snapshot.samplesOfType(type);
  const from = samples.length === 1 ? 'this sample' : `its ${samples.length} samples`;
  return [
    {
      title: `Create the definition of ${type} from ${from}`,
      kind: 'refactor.extract',
      reach: 'new file',
      edits: () => definitionFromSamples(snapshot, type, samples),
    },
  ];
}

function dataFromSamples(snapshot: WorkspaceSnapshot, event: DefinedEvent, tree: Tree, node: ObjectNode): readonly Refactoring[] {
  const data = dataOf(snapshot.samplesOf(event));
  if (data.length === 0 || event.format !== 'eventwright') return [];
  const after = beforeData.findLast((name) => get(node, name));
  return [
    {
      title: `Infer \`data\` from ${data.length === 1 ? 'its sample' : `its ${data.length} samples`}`,
      kind: 'refactor.rewrite',
      edits: () => new Map([[tree.source.uri, insertProperty(tree, node, 'data', inferSchema(data), after === undefined ? {} : { after })]]),
    },
  ];
}

/** What usually stands before `data`. */
const beforeData: readonly string[] = ['event', 'version', 'summary', 'owner', 'envelope', 'source', 'attributes'];

function withSchema(snapshot: WorkspaceSnapshot, place: Place, tree: Tree, node: ObjectNode): readonly Refactoring[] {
  const found: Refactoring[] = [];
  if (isInlineObject(node)) {
    found.push(...toShared(snapshot, [place]));
    const alike = alikeSchemas(snapshot.within(snapshot.scopeOf(place.uri)), place);
    if (alike.length > 1) found.push(...toShared(snapshot, alike));
  }
  if (get(node, '$ref')?.kind === 'string')
    found.push({
      title: 'Write out what this `$ref` leads to',
      kind: 'refactor.inline',
      reach: 'files',
      ...whenAsked(() => inlineReference(snapshot, place)),
    });
  // Something to be filled in, which takes no finding away as long as it is empty. So it is no fix: that would silence by saying nothing.
  const isField = tokensOf(place.pointer)?.at(-2) === 'properties';
  const type = textOf(get(node, 'type'));
  if (isField && (type === 'number' || type === 'integer') && !get(node, 'x-unit') && !get(node, 'unit'))
    found.push({
      title: 'Add `x-unit`',
      kind: 'refactor.rewrite',
      edits: () => new Map([[place.uri, insertProperty(tree, node, 'x-unit', '', { after: 'type' })]]),
    });
  return found;
}

/** One schema, or several that are alike, become a reference to a file. */
function toShared(snapshot: WorkspaceSnapshot, places: readonly Place[]): readonly Refactoring[] {
  const { root } = snapshot.config(places[0]?.uri ?? '');
  const file = sharedFileFor(snapshot, places, root);
  if (!file) return [];
  const name = file.uri.slice(file.uri.lastIndexOf('/') + 1);
  const others = places.length - 1;
  const where = others === 0 ? '' : `, here and in ${others === 1 ? 'one other place' : `${others} other places`}`;
  return [
    {
      title: file.isNew ? `Extract to the shared schema ${name}${where}` : `Use the shared schema ${name}, which is the same${where}`,
      kind: 'refactor.extract',
      reach: file.isNew ? 'new file' : 'files',
      ...whenAsked(() => extractShared(snapshot, places, root)),
    },
  ];
}
