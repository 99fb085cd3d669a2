import configSchema from '../../../schemas/config.json' with { type: 'json' };
import dictionarySchema from '../../../schemas/dictionary.json' with { type: 'json' };
import envelopeSchema from '../../../schemas/envelope.json' with { type: 'json' };
import definitionSchema from '../../../schemas/definition.json' with { type: 'json' };
import { rules } from '../rules/index.ts';
import { commentSuppressions } from '../rules/suppression/comments.ts';
import type { Schema } from '../schema/schema.ts';
import { openShipped } from '../schema/shipped.ts';
import { type Property, textOf } from '../syntax/node.ts';
import { escapeToken, tokensOf } from '../syntax/pointer.ts';
import { covers, type Span } from '../text/span.ts';
import type { WorkspaceSnapshot } from '../workspace/workspace.ts';
import { changeWords } from './changes-of.ts';
import { code, describeAttribute, describeEntry, describeEvent, describeSchema, nodesOf, paragraphs } from './describe.ts';
import { describeScore } from './describe-score.ts';
import { isWithin, relativeTo, type Target, targetAt } from './locate.ts';
import { fieldPathOf, formats, keywordOf, schemaPlaceOf, types } from './schema-keywords.ts';
import type { ScoreOf } from './score.ts';
import { unique } from './values.ts';

export interface Hover {
  readonly span: Span;
  readonly markdown: string;
}

/** What a name or a value means; of an event also how well-composed it is, where its score is at hand. */
export function hoverAt(snapshot: WorkspaceSnapshot, uri: string, offset: number, scoreOf: ScoreOf = () => undefined): Hover | undefined {
  const silenced = silencedAt(snapshot, uri, offset);
  if (silenced) return silenced;
  const target = targetAt(snapshot, uri, offset);
  const markdown = target && (typeWords(snapshot, target, scoreOf) ?? words(snapshot, uri, target));
  return target && markdown ? { span: target.span, markdown } : undefined;
}

/** A rule in a comment that silences it. */
function silencedAt(snapshot: WorkspaceSnapshot, uri: string, offset: number): Hover | undefined {
  const tree = snapshot.kind(uri) && snapshot.tree(uri);
  const found = tree ? commentSuppressions(tree).flatMap((suppression) => suppression.rules) : [];
  const at = found.find(({ span }) => covers(span, offset));
  const markdown = at && ruleWords(at.pattern);
  return at && markdown ? { span: at.span, markdown } : undefined;
}

function ruleWords(id: string | undefined): string | undefined {
  const rule = rules.find((candidate) => candidate.id === id);
  return rule && paragraphs(`**${rule.id}**`, rule.summary, `Unless ${code('eventwright.yaml')} says otherwise: ${code(rule.severity)}.`);
}

function words(snapshot: WorkspaceSnapshot, uri: string, target: Target): string | undefined {
  const { sample, definition, pointer, document } = target;
  if (snapshot.kind(uri) === 'config') return inConfig(target);
  if (snapshot.kind(uri) === 'envelope') return inEnvelope(snapshot, target);
  if (snapshot.kind(uri) === 'dictionary') return target.onKey ? inShipped(openShipped(dictionarySchema), target, pointer) : undefined;
  if (sample)
    return (
      inSample(snapshot, target) ??
      (definition ? inShipped(openShipped(definitionSchema), target, relativeTo(pointer, definition.place.pointer)) : undefined)
    );
  if (!definition) return snapshot.kind(uri) === 'other' ? inSchema(snapshot, target, '') : undefined;
  const data = definition.data;
  if (
    data &&
    data.reference === undefined &&
    data.place.uri === uri &&
    data.place.document === document &&
    pointer !== data.place.pointer &&
    isWithin(pointer, data.place.pointer)
  ) {
    return inSchema(snapshot, target, data.place.pointer);
  }
  if (definition.format !== 'eventwright') return undefined;
  const within = relativeTo(pointer, definition.place.pointer);
  if (target.onKey) return inShipped(openShipped(definitionSchema), target, within);
  const event = within === '/version' ? snapshot.event(definition.place) : undefined;
  return event && changeWords(snapshot, event);
}

/** The name of an event type: a definition's own, one that it mentions, or that of a sample. */
function typeWords(snapshot: WorkspaceSnapshot, { sample, definition, node, pointer, onKey }: Target, scoreOf: ScoreOf): string | undefined {
  const type = onKey ? undefined : textOf(node);
  if (type === undefined) return undefined;
  const isType = sample
    ? node === sample.roles.type
    : definition !== undefined &&
      (node === definition.typeNode ||
        definition.replies.some((reply) => reply.node === node) ||
        (definition.format === 'eventwright' && relativeTo(pointer, definition.place.pointer) === '/deprecated/use'));
  if (!isType) return undefined;
  const events = snapshot.definitions(type).map((event) => {
    const score = scoreOf(event);
    return paragraphs(describeEvent(event), score && describeScore(score));
  });
  return events.length > 0 ? events.join('\n\n---\n\n') : undefined;
}

function inConfig(target: Target): string | undefined {
  const { pointer, onKey, node } = target;
  const id = onKey && /^\/rules\/[^/]+$/.test(pointer) ? tokensOf(pointer)?.[1] : /^\/ignore\/\d+\/rule$/.test(pointer) ? textOf(node) : undefined;
  return ruleWords(id) ?? (onKey ? inShipped(openShipped(configSchema), target, pointer) : undefined);
}

/** In the file of a team's own envelope: its own keys, and those of the schema in it. */
function inEnvelope(snapshot: WorkspaceSnapshot, target: Target): string | undefined {
  const { pointer, onKey } = target;
  if (pointer !== '/schema' && isWithin(pointer, '/schema')) return inSchema(snapshot, target, '/schema');
  return onKey ? inShipped(openShipped(envelopeSchema), target, pointer) : undefined;
}

/** The meaning of a key of our own files: their schemas have a description for each. */
function inShipped(schema: Schema, { property }: Target, pointer: string): string | undefined {
  const places = schema.at(pointer);
  const described = describeSchema(nodesOf(places));
  return property && described ? paragraphs(`**${property.key.value}**`, described) : undefined;
}

function inSample(snapshot: WorkspaceSnapshot, { sample, pointer, property, onKey }: Target): string | undefined {
  if (!sample) return undefined;
  const judge = snapshot.judge(sample);
  if (judge?.schema && judge.value && pointer !== judge.value.pointer && isWithin(pointer, judge.value.pointer)) {
    const described = describeSchema(nodesOf(judge.schema.at(relativeTo(pointer, judge.value.pointer))));
    return property && described ? paragraphs(`**${property.key.value}**`, described) : undefined;
  }
  const envelope = sample.envelope === undefined ? undefined : snapshot.envelope(sample.envelope);
  const attribute = envelope?.attributes.find((candidate) => candidate.pointer === relativeTo(pointer, sample.place.pointer));
  if (!onKey || !envelope) return undefined;
  const own =
    judge &&
    snapshot
      .readDefinitions(judge.event.place.uri)
      .find(({ place }) => place.document === judge.event.place.document && place.pointer === judge.event.place.pointer);
  const said = own?.attributes.find(({ name }) => name === property?.key.value);
  if (attribute) return paragraphs(said?.description, describeAttribute(attribute, envelope));
  return said
    ? paragraphs(`**${said.name}**${said.type ? ` · ${said.type}` : ''} · ${said.required ? 'required' : 'optional'}`, said.description)
    : undefined;
}

/** In a JSON Schema: a keyword, a value of one, or a field. */
function inSchema(snapshot: WorkspaceSnapshot, { tree, pointer, property, node, onKey }: Target, root: string): string | undefined {
  const path = tokensOf(relativeTo(pointer, root)) ?? [];
  const holder = schemaPlaceOf(path.slice(0, -1));
  const last = path.at(-1) ?? '';
  const text = textOf(node);
  if (holder.is === 'names' && onKey && property) return fieldWords(snapshot, tree.source.uri, fieldPathOf(path.slice(0, -1)), property);
  if (holder.is === 'schema' && onKey) {
    const keyword = keywordOf(last);
    return keyword && paragraphs(`**${keyword.name}**`, keyword.description);
  }
  const keyword = /^\d+$/.test(last) ? path.at(-2) : last;
  const meaning = text === undefined ? undefined : keyword === 'type' ? own(types, text) : keyword === 'format' ? own(formats, text) : undefined;
  return meaning && paragraphs(`**${text}**`, meaning);
}

/** A field: what it is here, what the dictionary says of it, and where else its name is used. */
function fieldWords(snapshot: WorkspaceSnapshot, uri: string, holder: string, { key, value }: Property): string {
  const name = key.value;
  const dictionary = snapshot.within(snapshot.scopeOf(uri)).dictionary();
  const entry = dictionary?.entryFor({ path: holder + escapeToken(name) });
  const uses = snapshot.fields(name);
  const events = unique(uses.flatMap(({ event }) => (event.type === undefined ? [] : [event.type])));
  const used =
    events.length > 1 ? `Used by ${events.length} events: ${events.slice(0, 8).map(code).join(', ')}${events.length > 8 ? ', …' : ''}.` : undefined;
  return paragraphs(`**${name}**`, describeSchema([value]), entry && describeEntry(entry), used);
}

/** A text of a file may be `constructor`, which every record has and none of ours means. */
const own = (record: Readonly<Record<string, string>>, name: string): string | undefined => (Object.hasOwn(record, name) ? record[name] : undefined);
