import { envelopeOf } from '../envelopes/index.ts';
import type { DefinedEvent } from '../model/facts.ts';
import type { Sample } from '../model/sample.ts';
import { type Node, type StringNode, textOf } from '../syntax/node.ts';
import { tokensOf } from '../syntax/pointer.ts';
import type { Tree } from '../syntax/tree.ts';
import type { Host } from '../workspace/host.ts';
import type { WorkspaceSnapshot } from '../workspace/workspace.ts';

/** An event that is ready to be sent; `lsp/protocol.ts` carries it to the sending side. */
export interface ComposedEvent {
  readonly structured: string;
  readonly contentType: string;
  readonly envelope?: string;
  readonly attributes: readonly (readonly [name: string, value: string])[];
  readonly data?: { readonly text: string; readonly encoding: 'text' | 'base64'; readonly contentType: string };
  readonly type?: string;
}

/**
 * Makes the event of a sample ready to be sent. A sample that is JSON goes out as the very text of its file; one in YAML is
 * written as JSON with its numbers, key order and repeated keys as they are; one that a definition lists with its data alone
 * is filled up with what the envelope demands.
 */
export function composeEvent(snapshot: WorkspaceSnapshot, sample: Sample, host: Pick<Host, 'newId' | 'now'>): ComposedEvent {
  const { tree, node, envelope } = sample;
  const isJson = tree.syntax !== 'yaml' && !sample.partial;
  const members = sample.partial ? filledUp(sample, snapshot.judge(sample)?.event, host) : membersOf(node, tree);
  const structured = isJson ? written(node, tree) : `{${members.map(([name, value]) => `${JSON.stringify(name)}:${value.json}`).join(',')}}`;
  if (envelope !== 'cloudevents') {
    const type = textOf(sample.roles.type) ?? snapshot.judge(sample)?.event.type;
    return {
      structured,
      contentType: 'application/json',
      ...(envelope !== undefined && { envelope }),
      attributes: [],
      ...(type !== undefined && { type }),
    };
  }
  // Of a repeated key the last counts, as every JSON reader takes it.
  const last = new Map(members);
  const attributes = [...last].flatMap(([name, { text }]) => (isData(name) || text === undefined ? [] : [[name, text] as const]));
  const type = last.get('type')?.text;
  const data = dataOf(last);
  return {
    structured,
    contentType: 'application/cloudevents+json',
    envelope,
    attributes,
    ...(data && { data }),
    ...(type !== undefined && { type }),
  };
}

interface Member {
  /** The value as JSON text. */
  readonly json: string;
  /** The value as an attribute's canonical string (CloudEvents 1.0, Type System); none for null, lists and objects. */
  readonly text?: string;
}

type Members = readonly (readonly [name: string, value: Member])[];

const isData = (name: string): boolean => name === 'data' || name === 'data_base64';

function membersOf(node: Node, tree: Tree): Members {
  return node.kind === 'object' ? node.properties.map(({ key, value }) => [key.value, memberOf(value, tree)] as const) : [];
}

function memberOf(node: Node, tree: Tree): Member {
  const json = tree.syntax === 'yaml' ? toJson(node) : written(node, tree);
  if (node.kind === 'string') return { json, text: node.value };
  return node.kind === 'boolean' || node.kind === 'number' ? { json, text: json } : { json };
}

/** What a sample with its data alone lacks: the required attributes, from the definition where it says them, else made. */
function filledUp(sample: Sample, event: DefinedEvent | undefined, host: Pick<Host, 'newId' | 'now'>): Members {
  const own = new Map(membersOf(sample.node, sample.tree));
  const text = (value: string): Member => ({ json: JSON.stringify(value), text: value });
  const made = new Map<string, Member>();
  const envelope = sample.envelope === undefined ? undefined : envelopeOf(sample.envelope);
  for (const { pointer, required, generate } of envelope?.attributes ?? []) {
    const [name, ...deeper] = tokensOf(pointer) ?? [];
    if (name === undefined || deeper.length > 0 || own.has(name)) continue;
    if (!required && generate !== 'now') continue;
    if (generate === 'id') made.set(name, text(host.newId()));
    else if (generate === 'now') made.set(name, text(host.now()));
    else if (generate === 'type') made.set(name, text(event?.type ?? 'unknown'));
    else if (generate === 'source') made.set(name, text(concreteSource(event?.source)));
    else if (typeof generate === 'object') made.set(name, text(generate.value));
  }
  const data = own.get('data');
  own.delete('data');
  if (data && sample.envelope === 'cloudevents' && !own.has('datacontenttype')) made.set('datacontenttype', text('application/json'));
  return [...made, ...own, ...(data ? [['data', data] as const] : [])];
}

/** A definition's source may be a pattern: `*` stands for one segment, `\*` for itself. */
function concreteSource(pattern: string | undefined): string {
  return pattern === undefined ? '/' : pattern.replace(/\\\*|\*/g, (match) => (match === '*' ? 'sample' : '*'));
}

function dataOf(members: ReadonlyMap<string, Member>): ComposedEvent['data'] {
  const contentType = members.get('datacontenttype')?.text ?? 'application/json';
  const base64 = members.get('data_base64')?.text;
  if (base64 !== undefined) return { text: base64, encoding: 'base64', contentType };
  const data = members.get('data');
  if (!data) return undefined;
  // CloudEvents JSON format 1.0, 3.1: text under a media type that is not JSON is the data itself.
  const isJson = /^[^;]*[/+]json\s*(;|$)/i.test(contentType);
  return { text: !isJson && data.text !== undefined && data.json.startsWith('"') ? data.text : data.json, encoding: 'text', contentType };
}

function written(node: Node, tree: Tree): string {
  const { start, end } = tree.span(node);
  return tree.source.text.slice(start, end);
}

/** A node as JSON text: numbers as they are written where JSON can write them so. */
function toJson(node: Node): string {
  switch (node.kind) {
    case 'object':
      return `{${node.properties.map(({ key, value }) => `${quoted(key)}:${toJson(value)}`).join(',')}}`;
    case 'array':
      return `[${node.items.map(toJson).join(',')}]`;
    case 'string':
      return quoted(node);
    case 'number':
      return /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(node.raw) ? node.raw : Number.isFinite(node.value) ? String(node.value) : 'null';
    case 'boolean':
      return String(node.value);
    case 'null':
      return 'null';
  }
}

const quoted = (node: StringNode): string => JSON.stringify(node.value);
