import { pointersOf } from '../envelopes/roles.ts';
import { formatOf } from '../formats/index.ts';
import type { DefinedEvent } from '../model/facts.ts';
import type { Finding } from '../model/finding.ts';
import type { Sample } from '../model/sample.ts';
import type { Judge } from '../rules/rule.ts';
import { runFile } from '../rules/run.ts';
import { looksLikeSchema } from '../schema/json-schema/looks-like.ts';
import { get, textOf } from '../syntax/node.ts';
import { at, tokensOf } from '../syntax/pointer.ts';
import type { Tree } from '../syntax/tree.ts';
import { type Cancel, never } from '../text/cancel.ts';
import { readFacts } from '../workspace/file.ts';
import { readSamples } from '../workspace/samples.ts';
import { withoutSuppressed } from '../workspace/sift.ts';
import { sampleSubject } from '../workspace/subjects.ts';
import type { WorkspaceSnapshot } from '../workspace/workspace.ts';
import { newest } from './completion/proposal.ts';

/** What samples are to be judged by, whatever they say themselves: the events of a definition file, or one schema. */
export type Yardstick = { readonly events: readonly DefinedEvent[] } | { readonly schema: DefinedEvent };

/** The definitions of an event type, as samples that carry it would find them. */
export function yardstickOfType(snapshot: WorkspaceSnapshot, type: string): Yardstick | undefined {
  const event = newest(snapshot.definitions(type));
  return event && { events: [event] };
}

/**
 * What a file gives to judge by, whether the workspace claims it or not: its definitions, else the schema at a JSON Pointer in it.
 * Undefined where there is nothing at that pointer, or nothing that could judge.
 */
export function yardstickOfFile(snapshot: WorkspaceSnapshot, uri: string, pointer: string | undefined): Yardstick | undefined {
  const tree = snapshot.tree(uri);
  const root = tree?.documents[0];
  if (!tree || !root) return undefined;
  if (pointer === undefined) {
    const claimed = snapshot.readDefinitions(uri).length > 0 ? (snapshot.facts(uri)?.defines ?? []) : [];
    if (claimed.length > 0) return { events: claimed };
    if (formatOf('eventwright')?.recognises(tree)) return { events: readFacts(tree, { glob: '', format: 'eventwright' }, true).defines };
  }
  const node = at(root, pointer ?? '');
  const [event] = readFacts(tree, { glob: '', format: 'json-schema', describes: 'data' }, true).defines;
  if (!event || !looksLikeSchema(node)) return undefined;
  const place = { uri, document: 0, pointer: pointer ?? '' };
  const dialect = textOf(get(root, '$schema'));
  return { schema: { ...event, place, data: { place, ...(dialect !== undefined && { dialect }) } } };
}

export interface JudgeAsOptions {
  /** Whether a bare schema speaks of the whole event or of its data; told from the schema itself otherwise. */
  readonly describes?: 'event' | 'data';
  readonly cancel?: Cancel;
}

export interface JudgedAs {
  readonly samples: number;
  readonly findings: readonly Finding[];
}

/** Judges every event of a text by the yardstick. A value without an envelope is judged as a whole. */
export function judgeAs(snapshot: WorkspaceSnapshot, tree: Tree, by: Yardstick, options: JudgeAsOptions = {}): JudgedAs {
  const scope = snapshot.scopeOf(tree.source.uri);
  const known = 'schema' in by ? snapshot.schemaOf(by.schema) : undefined;
  const samples = valuesOf(snapshot, tree, 'schema' in by).map((sample) => {
    const envelope = sample.envelope === undefined ? undefined : snapshot.envelope(sample.envelope);
    const event = chosen(by, sample);
    const whole = { node: sample.node, pointer: sample.place.pointer };
    const speaksOfEnvelope =
      envelope &&
      pointersOf(envelope, 'type').some((role) =>
        known?.at(parentOf(role)).some(({ properties }) => properties.some(({ name }) => name === lastOf(role))),
      );
    const describes = 'schema' in by ? (options.describes ?? (envelope && !speaksOfEnvelope ? 'data' : 'event')) : event.describes;
    const { value: data, ...judged } = snapshot.judgeBy(sample, { ...event, describes });
    const value = !envelope || describes === 'event' ? whole : data;
    const judge: Judge = { ...judged, ...(value && { value }) };
    return sampleSubject(snapshot, sample, judge);
  });
  const context = {
    config: scope.config,
    snapshot: snapshot.within(scope),
    cancel: options.cancel ?? never,
    today: snapshot.host.today(),
    newId: () => snapshot.host.newId(),
  };
  const found = runFile({ tree, holds: 'samples', faults: [], definitions: [], samples }, context);
  const findings = found.flatMap(({ span, key: _, ...finding }) => (span && finding.uri === tree.source.uri ? [{ ...finding, span }] : []));
  return { samples: samples.length, findings: withoutSuppressed(findings, tree, scope.config, context.today) };
}

/** The events of a text; what is in no envelope is one value a document, or one an item where a list of events is plainly meant. */
function valuesOf(snapshot: WorkspaceSnapshot, tree: Tree, bare: boolean): readonly Sample[] {
  const { envelope: own } = snapshot.config(tree.source.uri);
  const recognised = readSamples(tree, { preferred: snapshot.envelope(own) }).filter(
    ({ envelope: id }) => id === own || id === undefined || !snapshot.envelope(id)?.common,
  );
  return tree.documents.flatMap((node, document): readonly Sample[] => {
    const own = recognised.filter(({ place }) => place.document === document);
    if (own.length > 0 || !node) return own;
    const place = { uri: tree.source.uri, document, pointer: '' };
    if (node.kind !== 'array' || bare) return [{ tree, place, node, roles: {} }];
    return node.items.map((item, index) => ({ tree, place: { ...place, pointer: `/${index}` }, node: item, roles: {} }));
  });
}

/** Of several events of one file, the one whose type the sample carries. */
function chosen(by: Yardstick, sample: Sample): DefinedEvent {
  if ('schema' in by) return by.schema;
  const type = textOf(sample.roles.type);
  const [first] = by.events;
  const found = newest(by.events.filter((event) => event.type === type)) ?? first;
  if (!found) throw new RangeError('a yardstick has at least one event');
  return found;
}

const parentOf = (pointer: string): string => pointer.slice(0, pointer.lastIndexOf('/'));
const lastOf = (pointer: string): string => tokensOf(pointer)?.at(-1) ?? '';
