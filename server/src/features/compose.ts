import type { Envelope } from '../envelopes/envelope.ts';
import { headerValue } from '../envelopes/headers.ts';
import type { Sample } from '../model/sample.ts';
import { jsonText } from '../syntax/json-text.ts';
import { get, type Node, textOf } from '../syntax/node.ts';
import { at, child } from '../syntax/pointer.ts';
import type { Tree } from '../syntax/tree.ts';
import type { Host } from '../workspace/host.ts';
import type { WorkspaceSnapshot } from '../workspace/workspace.ts';
import { filledUp, memberOf, type Members, objectText, type Member, textMember } from './fill-up.ts';

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
 * is filled up with what the envelope demands; one whose attributes are headers is put together from them and its body.
 */
export function composeEvent(snapshot: WorkspaceSnapshot, sample: Sample, host: Pick<Host, 'newId' | 'now'>): ComposedEvent {
  const { tree, node } = sample;
  const envelope = sample.envelope === undefined ? undefined : snapshot.envelope(sample.envelope);
  const isMessage = envelope?.members?.encoded === true;
  const isJson = tree.syntax !== 'yaml' && !sample.partial && !isMessage;
  const members = isMessage
    ? membersOfMessage(sample, envelope)
    : sample.partial
      ? filledUp(sample, snapshot.judge(sample)?.event, envelope, host)
      : membersOf(node, tree);
  const structured = isJson ? written(node, tree) : objectText(members);
  const id = envelope && (envelope.variantOf ?? envelope.id);
  if (id !== 'cloudevents') {
    const type = textOf(sample.roles.type) ?? snapshot.judge(sample)?.event.type;
    return {
      structured,
      contentType: 'application/json',
      ...(id !== undefined && { envelope: id }),
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
    envelope: id,
    attributes,
    ...(data && { data }),
    ...(type !== undefined && { type }),
  };
}

const isData = (name: string): boolean => name === 'data' || name === 'data_base64';

function membersOf(node: Node, tree: Tree): Members {
  if (node.kind !== 'object') return [];
  return node.properties.map(
    ({ key, value }) => [key.value, memberOf(value, tree.syntax === 'yaml' ? jsonText(value) : written(value, tree))] as const,
  );
}

/** The headers that are attributes, in their own types, the content type, and the body as the data (HTTP binding 1.0.2, 3.1). */
function membersOfMessage({ node, tree }: Sample, { members, attributes }: Envelope): Members {
  const headers = members && at(node, members.at);
  if (!members || headers?.kind !== 'object') return [];
  const found: (readonly [string, Member])[] = [];
  for (const { key, value } of headers.properties) {
    if (value.kind !== 'string') continue;
    const pointer = child(members.at, key.value);
    if (key.value === 'content-type') found.push(['datacontenttype', textMember(value.value)]);
    if (!key.value.startsWith(members.prefix)) continue;
    const decoded = headerValue(value, attributes.find((attribute) => attribute.pointer === pointer)?.type);
    found.push([key.value.slice(members.prefix.length), memberOf(decoded, jsonText(decoded))]);
  }
  const body = get(node, 'body');
  if (body) found.push(['data', memberOf(body, body.kind === 'string' && body.style === 'plain' ? jsonText(body) : written(body, tree))]);
  return found;
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
