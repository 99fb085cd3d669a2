import configSchema from '../../../schemas/config.json' with { type: 'json' };
import definitionSchema from '../../../schemas/definition.json' with { type: 'json' };
import { rules } from '../rules/index.ts';
import type { Schema } from '../schema/schema.ts';
import { openShipped } from '../schema/shipped.ts';
import { textOf } from '../syntax/node.ts';
import { tokensOf } from '../syntax/pointer.ts';
import type { Span } from '../text/span.ts';
import type { WorkspaceSnapshot } from '../workspace/workspace.ts';
import { changeWords } from './changes-of.ts';
import { code, describeAttribute, describeEvent, describeSchema, nodesOf, paragraphs } from './describe.ts';
import { isWithin, relativeTo, type Target, targetAt } from './locate.ts';
import { formats, keywordOf, schemaPlaceOf, types } from './schema-keywords.ts';
import { unique } from './values.ts';

export interface Hover {
  readonly span: Span;
  readonly markdown: string;
}

/** What a name or a value means. */
export function hoverAt(snapshot: WorkspaceSnapshot, uri: string, offset: number): Hover | undefined {
  const target = targetAt(snapshot, uri, offset);
  const markdown = target && words(snapshot, uri, target);
  return target && markdown ? { span: target.span, markdown } : undefined;
}

function words(snapshot: WorkspaceSnapshot, uri: string, target: Target): string | undefined {
  const { sample, definition, pointer, document } = target;
  if (snapshot.kind(uri) === 'config') return inConfig(target);
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
  const event = within === '/version' && !target.onKey ? snapshot.event(definition.place) : undefined;
  return event ? changeWords(snapshot, event) : inDefinition(snapshot, target, within);
}

function inDefinition(snapshot: WorkspaceSnapshot, target: Target, pointer: string): string | undefined {
  const { onKey, node } = target;
  const text = textOf(node);
  const isType = pointer === '/event' || pointer === '/deprecated/use' || pointer === '/reply' || /^\/reply\/\d+$/.test(pointer);
  if (!onKey && isType && text !== undefined) return eventWords(snapshot, text);
  return onKey ? inShipped(openShipped(definitionSchema), target, pointer) : undefined;
}

function inConfig(target: Target): string | undefined {
  const { pointer, onKey, node } = target;
  const id = onKey && /^\/rules\/[^/]+$/.test(pointer) ? tokensOf(pointer)?.[1] : /^\/ignore\/\d+\/rule$/.test(pointer) ? textOf(node) : undefined;
  const rule = rules.find((candidate) => candidate.id === id);
  if (rule) return paragraphs(`**${rule.id}**`, rule.summary, `Unless it is set here: ${code(rule.severity)}.`);
  return onKey ? inShipped(openShipped(configSchema), target, pointer) : undefined;
}

/** The meaning of a key of our own files: their schemas have a description for each. */
function inShipped(schema: Schema, { property }: Target, pointer: string): string | undefined {
  const places = schema.at(pointer);
  const described = describeSchema(nodesOf(places));
  return property && described ? paragraphs(`**${property.key.value}**`, described) : undefined;
}

function inSample(snapshot: WorkspaceSnapshot, { sample, pointer, property, node, onKey }: Target): string | undefined {
  if (!sample) return undefined;
  const type = textOf(sample.roles.type);
  if (!onKey && node === sample.roles.type && type !== undefined) return eventWords(snapshot, type);
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
function inSchema(snapshot: WorkspaceSnapshot, { pointer, property, node, onKey }: Target, root: string): string | undefined {
  const path = tokensOf(relativeTo(pointer, root)) ?? [];
  const holder = schemaPlaceOf(path.slice(0, -1));
  const last = path.at(-1) ?? '';
  const text = textOf(node);
  if (holder.is === 'names' && onKey && property) return fieldWords(snapshot, property.key.value, describeSchema([property.value]));
  if (holder.is === 'schema' && onKey) {
    const keyword = keywordOf(last);
    return keyword && paragraphs(`**${keyword.name}**`, keyword.description);
  }
  const keyword = /^\d+$/.test(last) ? path.at(-2) : last;
  const meaning = text === undefined ? undefined : keyword === 'type' ? own(types, text) : keyword === 'format' ? own(formats, text) : undefined;
  return meaning && paragraphs(`**${text}**`, meaning);
}

/** A field: what it is here, and where else its name is used. */
function fieldWords(snapshot: WorkspaceSnapshot, name: string, described: string): string {
  const uses = snapshot.fields(name);
  const events = unique(uses.flatMap(({ event }) => (event.type === undefined ? [] : [event.type])));
  const used =
    events.length > 1 ? `Used by ${events.length} events: ${events.slice(0, 8).map(code).join(', ')}${events.length > 8 ? ', …' : ''}.` : undefined;
  return paragraphs(`**${name}**`, described, used);
}

function eventWords(snapshot: WorkspaceSnapshot, type: string): string | undefined {
  const events = snapshot.definitions(type);
  return events.length > 0 ? events.map(describeEvent).join('\n\n---\n\n') : undefined;
}

/** A text of a file may be `constructor`, which every record has and none of ours means. */
const own = (record: Readonly<Record<string, string>>, name: string): string | undefined => (Object.hasOwn(record, name) ? record[name] : undefined);
