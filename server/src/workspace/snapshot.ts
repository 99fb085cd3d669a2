import type { Envelope } from '../envelopes/envelope.ts';
import type { Config } from '../model/config.ts';
import type { Dictionary } from '../model/dictionary.ts';
import type { EventDefinition, ReadDefinitions, StructureFault } from '../model/event-definition.ts';
import type { DefinedEvent, Facts } from '../model/facts.ts';
import type { Field } from '../model/field.ts';
import type { Finding } from '../model/finding.ts';
import { type Place, placeKey } from '../model/place.ts';
import type { Sample } from '../model/sample.ts';
import type { FieldUse, Resolved, Snapshot } from '../model/snapshot.ts';
import type { Judge } from '../rules/rule.ts';
import type { Schema } from '../schema/schema.ts';
import { textOf } from '../syntax/node.ts';
import { at } from '../syntax/pointer.ts';
import type { Tree } from '../syntax/tree.ts';
import { type Cancel, never } from '../text/cancel.ts';
import { digest } from '../text/digest.ts';
import type { Span } from '../text/span.ts';
import { type Baselines, type FoundBaseline, idOf } from './baseline.ts';
import { type CompareFrom, comparisonsDigest, comparisonsOf } from './compatibility.ts';
import { defaultConfig } from './config.ts';
import { dictionaryUri, readDictionary } from './dictionary.ts';
import { claim, type Claim, type Scope } from './discover.ts';
import { createDigests } from './digests.ts';
import { createEnvelopes, isOwn } from './envelopes.ts';
import { anchorsOf, documentDigests } from './facts.ts';
import { closedFile, type File, readDefinitions, readFacts, treeOf } from './file.ts';
import { checkFile, type FileResult, type WorkspaceResult, workspaceFindings } from './findings.ts';
import type { Host } from './host.ts';
import { type EventIndex, indexEvents } from './index-of-events.ts';
import { judgeOf, withSchema } from './judge.ts';
import { locateIn } from './locate.ts';
import { createOnce, onceForEach } from './once.ts';
import { resolveReference } from './resolve.ts';
import { inlineSamples, readSamples } from './samples.ts';
import type { Sifted } from './sift.ts';
import { createSchemas, type SchemaEntry } from './schemas.ts';
import type { Question } from './tracking.ts';
import { canonicalUri, folderOf } from './uris.ts';

/** `other`: a file that is ours only because a definition refers to it, such as a schema. */
export type Kind = 'definitions' | 'samples' | 'config' | 'accepted' | 'dictionary' | 'envelope' | 'other';

/** The workspace at one revision, for features and hosts: all that a rule may ask, and the results. */
export interface WorkspaceSnapshot extends Snapshot {
  config(uri: string): Config;
  /** What a file is to us; undefined: not ours, total silence. */
  kind(uri: string): Kind | undefined;
  readDefinitions(uri: string): readonly EventDefinition[];
  structure(uri: string): ReadDefinitions;
  /** The samples of a sample file, or those that a definition file writes out in place. */
  samples(uri: string): readonly Sample[];
  judge(sample: Sample): Judge | undefined;
  /** Judges by a given definition, whatever the sample says. */
  judgeBy(sample: Sample, event: DefinedEvent): Judge;
  schemaOf(event: DefinedEvent): Schema | undefined;
  event(place: Place): DefinedEvent | undefined;
  /** The definition that lists a file among its samples. */
  listedBy(uri: string): DefinedEvent | undefined;
  envelope(id: string): Envelope | undefined;
  /** What judges events in a team's own envelope. */
  envelopeSchema(id: string): Schema | undefined;
  /** What is wrong with the file of a team's own envelope. */
  envelopeFaults(uri: string): readonly StructureFault[];
  /** A place becomes a span only here. */
  locate(place: Place, key?: boolean): Span | undefined;
  /** All that is told of one file, by place. */
  check(uri: string, cancel?: Cancel): readonly Finding[];
  checkAll(uris?: readonly string[], cancel?: Cancel): ReadonlyMap<string, readonly Finding[]>;
  /** What `check` tells, and what it does not tell because somebody has silenced it. */
  sift(uri: string, cancel?: Cancel): Sifted;
  /** The same as `check`, nothing remembered: its fixes speak of the texts as they are now. */
  recheck(uri: string): readonly Finding[];
  /** The workspaces in it, for rules that look at all definitions. */
  readonly scopes: readonly Scope[];
  /** The same workspace as only the definitions of one scope see it. */
  within(scope: Scope): Snapshot;
  scopeOf(uri: string): Scope;
  eventsOf(scope: Scope): readonly DefinedEvent[];
  /** What the rules that compare all definitions of a scope found, by file. */
  wideFindings(scope: Scope, kept: Kept, cancel: Cancel): WorkspaceResult['byFile'];
  /** Changes when any definition of the scope, or a schema that one refers to, does. */
  stampOf(scope: Scope): string;
  /** The digest of the answer to a question, as asked by a file of that scope. */
  digestOf(question: Question, scope: Scope): string;
  /** The files that refer to a file. */
  referrers(uri: string): readonly string[];
  readonly host: Host;
}

/** What outlives a revision, because it says itself whether it is still right. */
export interface Kept {
  readonly schemas: Map<string, SchemaEntry>;
  readonly results: Map<string, FileResult>;
  readonly workspaces: Map<string, WorkspaceResult>;
}

interface SnapshotInput {
  readonly revision: number;
  readonly host: Host;
  readonly files: ReadonlyMap<string, File>;
  /** The innermost first. */
  readonly scopes: readonly Scope[];
  readonly extras: Map<string, File>;
  readonly kept: Kept;
  readonly baselines: Baselines;
}

export function createSnapshot({ revision, host, files, scopes, extras, kept, baselines }: SnapshotInput): WorkspaceSnapshot {
  const once = createOnce();
  const outside: Scope = { config: defaultConfig('file:///'), folder: 'file:///' };
  const scopeOf = onceForEach(
    (uri): Scope => scopes.find((scope) => uri.startsWith(scope.config.root)) ?? { ...outside, folder: folderOf(uri), config: outside.config },
  );

  const fileOf = (uri: string): File | undefined => {
    const known = files.get(uri) ?? extras.get(uri);
    if (known) return known;
    if (!uri.startsWith(scopeOf(uri).folder)) return undefined;
    const extra = closedFile(uri, host);
    if (extra.source() === undefined) return undefined;
    extras.set(uri, extra);
    return extra;
  };
  const tree = (uri: string): Tree | undefined => treeOf(fileOf(uri));

  /** The dictionaries of all scopes: one may lie in the folder of another scope, or serve several. */
  const dictionaries = new Set(scopes.map(({ config }) => dictionaryUri(config)));
  const claimOf = onceForEach((uri): Claim => {
    if (!files.has(uri)) return undefined;
    const claimed = claim(scopeOf(uri).config, uri);
    return dictionaries.has(uri) && claimed?.kind !== 'config' ? { kind: 'dictionary' } : claimed;
  });

  const dictionaryOf = (scope: Scope): Dictionary | undefined =>
    once(`dictionary of ${scope.config.root}`, () => {
      const uri = dictionaryUri(scope.config);
      if (uri === undefined || !uri.startsWith(scope.folder)) return undefined;
      const own = files.get(uri)?.open || host.contains(scope.folder, uri) ? tree(uri) : undefined;
      return own && readDictionary(own);
    });

  const structure = (uri: string): ReadDefinitions => {
    const claimed = claimOf(uri);
    const own = claimed?.kind === 'definitions' || claimed?.kind === 'maybe-definitions' ? tree(uri) : undefined;
    if (!own) return { definitions: [], faults: [] };
    return readDefinitions(own, claimed?.kind === 'definitions' ? claimed.entry : undefined, claimed?.kind === 'definitions');
  };

  const facts = (uri: string): Facts | undefined => {
    const claimed = claimOf(uri);
    const own = claimed?.kind === 'definitions' || claimed?.kind === 'maybe-definitions' ? tree(uri) : undefined;
    return own && readFacts(own, claimed?.kind === 'definitions' ? claimed.entry : undefined, claimed?.kind === 'definitions');
  };

  const definitionUris = (scope: Scope): readonly string[] =>
    once(`definition files of ${scope.config.root}`, () =>
      [...files.keys()].filter((uri) => scopeOf(uri) === scope && /definitions$/.test(claimOf(uri)?.kind ?? '')).sort(),
    );

  const index = (scope: Scope): EventIndex =>
    once(`index of ${scope.config.root}`, () => indexEvents(definitionUris(scope).flatMap((uri) => facts(uri) ?? [])));

  const listedBy = (uri: string): DefinedEvent | undefined => index(scopeOf(uri)).listedBy.get(uri);

  /** The files that `eventwright.yaml` or a definition names as its envelope. */
  const ownEnvelopes = (): ReadonlySet<string> =>
    once('envelope files', () => {
      const named = scopes.flatMap((scope) => [scope.config.envelope, ...index(scope).all.flatMap(({ envelope }) => envelope ?? [])]);
      return new Set(named.filter(isOwn).map(canonicalUri));
    });

  const kind = (uri: string): Kind | undefined =>
    once(`kind ${uri}`, () => {
      const claimed = claimOf(uri);
      if (claimed?.kind === 'config' || claimed?.kind === 'accepted' || claimed?.kind === 'dictionary') return claimed.kind;
      if (ownEnvelopes().has(uri)) return 'envelope';
      if (claimed?.kind === 'definitions' || claimed?.kind === 'samples') return claimed.kind;
      if (claimed?.kind === 'maybe-definitions' && structure(uri).definitions.length > 0) return 'definitions';
      if (listedBy(uri)) return 'samples';
      if (claimed?.kind === 'maybe-samples' && samplesIn(uri).length > 0) return 'samples';
      return files.has(uri) && index(scopeOf(uri)).referrers.has(uri) ? 'other' : undefined;
    });

  const samplesIn = (uri: string): readonly Sample[] =>
    once(`samples ${uri}`, () => {
      const own = tree(uri);
      if (!own) return [];
      const { config } = scopeOf(uri);
      const listing = listedBy(uri);
      const certain = claimOf(uri)?.kind === 'samples' || listing !== undefined;
      const preferred = envelopes.of(listing?.envelope ?? config.envelope);
      const found = readSamples(own, { assumed: certain ? preferred : undefined, preferred });
      // A candidate counts only by an envelope that nobody else's files have.
      const counts = ({ envelope: id, node }: Sample): boolean => {
        const envelope = id === undefined ? undefined : envelopes.of(id);
        return envelope?.common ? config.envelope === id : (envelope?.unmistakable?.(node) ?? true);
      };
      const ours = certain ? found : found.filter(counts);
      return listing ? ours.map((sample) => ({ ...sample, listedBy: listing.place })) : ours;
    });

  const samples = (uri: string): readonly Sample[] => {
    switch (kind(uri)) {
      case 'samples':
        return samplesIn(uri);
      case 'definitions':
        return structure(uri).definitions.flatMap((definition) =>
          inlineSamples(definition, envelopes.of(definition.envelope ?? scopeOf(uri).config.envelope)),
        );
      default:
        return [];
    }
  };

  const resolve = (reference: string, from: string): Resolved =>
    once(`resolve ${from} ${reference}`, () => {
      const scope = scopeOf(from);
      return resolveReference(reference, from, {
        folder: scope.folder,
        tree,
        exists: (uri) => fileOf(uri)?.source() !== undefined,
        contains: (uri) => files.get(uri)?.open === true || host.contains(scope.folder, uri),
        named: (uri) => namedPlaces(scope).get(uri),
        siblings: (folder) => [...files.keys()].filter((uri) => folderOf(uri) === folder),
      });
    });

  /** Every `$id` of the workspace; looked for only when a reference is not simply a file. */
  const namedPlaces = (scope: Scope): ReadonlyMap<string, Place> =>
    once(`names of ${scope.config.root}`, () => {
      const found = new Map<string, Place>();
      for (const [uri, file] of files) {
        if (scopeOf(uri) !== scope || !/\$(id|anchor)\b/.test(file.source()?.text ?? '')) continue;
        const own = treeOf(file);
        for (const [name, place] of own ? anchorsOf(own) : []) if (!found.has(name)) found.set(name, place);
      }
      return found;
    });

  const eventAt = (place: Place): DefinedEvent | undefined => index(scopeOf(place.uri)).byPlace.get(placeKey(place));

  const schemas = createSchemas({
    kept: kept.schemas,
    resolve,
    tree,
    config: (uri) => scopeOf(uri).config,
    digestOf: (question, uri) => digestOf(question, scopeOf(uri)),
  });
  const schemaOf = (event: DefinedEvent): Schema | undefined => schemas.of(event)?.schema;
  const envelopes = createEnvelopes({ tree, schema: schemas.of, digest: (own) => documentDigests(own)(0) });
  const fieldsOf = (event: DefinedEvent): readonly Field[] => once(`fields of ${placeKey(event.place)}`, () => schemaOf(event)?.fields() ?? []);

  const fieldIndex = (scope: Scope): ReadonlyMap<string, readonly FieldUse[]> =>
    once(`fields in ${scope.config.root}`, () => {
      const found = new Map<string, FieldUse[]>();
      for (const event of index(scope).all) {
        for (const field of fieldsOf(event)) {
          const uses = found.get(field.name);
          if (uses) uses.push({ event, field });
          else found.set(field.name, [{ event, field }]);
        }
      }
      return found;
    });

  const stampOf = (scope: Scope): string =>
    digest(
      index(scope)
        .all.map((event) => `${placeKey(event.place)} ${eventDigest(event)}`)
        .join('\n'),
    );

  const shared = { revision, tree, facts, fieldsOf, resolve, node: (place: Place) => at(tree(place.uri)?.documents[place.document], place.pointer) };

  const within = (scope: Scope): Snapshot =>
    once(`within ${scope.config.root}`, () => ({
      ...shared,
      get uris() {
        return ours().filter((uri) => scopeOf(uri) === scope);
      },
      definitions: (type?: string) => (type === undefined ? index(scope).all : (index(scope).byType.get(type) ?? [])),
      fields: (name: string) => fieldIndex(scope).get(name) ?? [],
      fieldNames: () => [...fieldIndex(scope).keys()],
      dictionary: () => dictionaryOf(scope),
      samplesOf: (event: DefinedEvent) => samplesByEvent(scope).get(placeKey(event.place)) ?? [],
      samplesOfType: (type: string) => samplesByType(scope).get(type) ?? [],
      hasSamples: () => samplesByEvent(scope).size > 0,
      baseline: () => baselineOf(scope),
      comparisonsOf: (event: DefinedEvent) => once(`comparisons of ${placeKey(event.place)}`, () => comparisonsOf(event, compareFrom(scope))),
    }));

  const baselineOf = (scope: Scope): FoundBaseline | undefined =>
    once(`baseline of ${scope.config.root}`, () =>
      baselines.of(
        scope,
        scopes.flatMap(({ config }) => (config.uri === undefined ? [] : (fileOf(config.uri)?.source() ?? []))),
      ),
    );

  const compareFrom = (scope: Scope): CompareFrom => ({
    mode: scope.config.compatibility?.mode ?? 'none',
    baseline: baselineOf(scope),
    definitions: (type) => within(scope).definitions(type),
    ...{ schemaOf, eventDigest, readDefinitions: (uri) => structure(uri).definitions },
  });

  const allSamples = (scope: Scope): readonly Sample[] => ours().flatMap((uri) => (scopeOf(uri) === scope ? samples(uri) : []));

  const samplesByType = (scope: Scope): ReadonlyMap<string | undefined, readonly Sample[]> =>
    once(`types of samples in ${scope.config.root}`, () => Map.groupBy(allSamples(scope), ({ roles }) => textOf(roles.type)));

  const samplesByEvent = (scope: Scope): ReadonlyMap<string | undefined, readonly Sample[]> =>
    once(`samples in ${scope.config.root}`, () => {
      const found = Map.groupBy(allSamples(scope), (sample) => {
        const judge = judgeOf(sample, judgeFrom(sample.place.uri));
        return judge && placeKey(judge.event.place);
      });
      found.delete(undefined);
      return found;
    });

  const ours = (): readonly string[] => once('ours', () => [...files.keys()].filter((uri) => kind(uri) !== undefined).sort());

  const eventDigest = (event: DefinedEvent | undefined): string => (event ? `${event.digest} ${schemas.of(event)?.stamp() ?? ''}` : '');

  const digestOf = createDigests({
    within,
    index,
    eventDigest,
    envelopeDigest: envelopes.stampOf,
    baselineDigest: (scope) => {
      const found = baselineOf(scope);
      return found ? `${scope.config.compatibility?.against} ${idOf(found)}` : '';
    },
    comparisonsDigest: (event, scope) => comparisonsDigest(event, compareFrom(scope)),
    resolve,
    tree,
    text: (uri) => fileOf(uri)?.source()?.text,
  });

  const judgeFrom = (uri: string) => ({
    definitions: (type: string) => within(scopeOf(uri)).definitions(type),
    listedBy: (sample: Sample) => (sample.listedBy ? eventAt(sample.listedBy) : undefined),
    schemaOf,
  });

  const sift = (uri: string, cancel: Cancel = never): Sifted => once(`sift ${uri}`, () => checkFile(snapshot, uri, kept, cancel));

  const snapshot: WorkspaceSnapshot = {
    ...shared,
    host,
    scopes,
    scopeOf,
    within,
    stampOf,
    wideFindings: (scope, from, cancel) =>
      from === kept
        ? once(`wide ${scope.config.root}`, () => workspaceFindings(snapshot, scope, kept, cancel))
        : workspaceFindings(snapshot, scope, from, cancel),
    digestOf,
    get uris() {
      return ours();
    },
    definitions: (type) => scopes.flatMap((scope) => within(scope).definitions(type)),
    fields: (name) => scopes.flatMap((scope) => within(scope).fields(name)),
    fieldNames: () => [...new Set(scopes.flatMap((scope) => within(scope).fieldNames()))],
    dictionary: () => scopes.map(dictionaryOf).find((found) => found !== undefined),
    samplesOf: (event) => within(scopeOf(event.place.uri)).samplesOf(event),
    samplesOfType: (type) => scopes.flatMap((scope) => within(scope).samplesOfType(type)),
    hasSamples: () => scopes.some((scope) => within(scope).hasSamples()),
    baseline: () => scopes.map(baselineOf).find((found) => found !== undefined),
    comparisonsOf: (event) => within(scopeOf(event.place.uri)).comparisonsOf(event),
    config: (uri) => scopeOf(uri).config,
    kind,
    structure,
    readDefinitions: (uri) => structure(uri).definitions,
    samples,
    judge: (sample) => judgeOf(sample, judgeFrom(sample.place.uri)),
    judgeBy: (sample, event) => withSchema(sample, event, 'asked', { schemaOf }),
    schemaOf,
    event: eventAt,
    eventsOf: (scope) => index(scope).all,
    listedBy,
    envelope: envelopes.of,
    envelopeSchema: envelopes.schemaOf,
    envelopeFaults: envelopes.faultsOf,
    referrers: (uri) => [...(index(scopeOf(uri)).referrers.get(uri) ?? [])],
    locate: (place, key) => locateIn(tree(place.uri), place, key ?? false),
    sift,
    check: (uri, cancel) => sift(uri, cancel).told,
    checkAll: (uris = ours(), cancel = never) => new Map(uris.map((uri) => [uri, sift(uri, cancel).told])),
    recheck: (uri) => checkFile(snapshot, uri, { ...kept, results: new Map(), workspaces: new Map() }, never).told,
  };
  return snapshot;
}
