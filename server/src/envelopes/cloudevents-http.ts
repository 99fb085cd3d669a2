import { get, type Node } from '../syntax/node.ts';
import { child } from '../syntax/pointer.ts';
import { cloudevents, formerNames } from './cloudevents.ts';
import type { Attribute, Envelope } from './envelope.ts';
import { otherPrefixes } from './headers.ts';

/**
 * CloudEvents in the binary mode of HTTP (HTTP binding 1.0.2, 3.1): each attribute is a header, the content type is the
 * message's own, and the body is the data. The value that is recognised is a message as `syntax/http.ts` reads it.
 */
export const cloudeventsHttp: Envelope = {
  ...cloudevents,
  id: 'cloudevents-http',
  title: 'CloudEvents 1.0 over HTTP',
  url: 'https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md',
  variantOf: 'cloudevents',
  roles: Object.fromEntries(Object.entries(cloudevents.roles).map(([role, pointer]) => [role, placeOf(String(pointer).slice(1))])),
  attributes: cloudevents.attributes.flatMap(inHeaders),
  members: { at: '/headers', prefix: 'ce-', encoded: true },
  version: '/headers/ce-specversion',
  formerNames: new Map([...[...formerNames].map(([name, now]) => [headerOf(name), headerOf(now)] as const), ['ce-datacontenttype', 'content-type']]),
  recognises: (value) => headersOf(value).some((name) => name.startsWith('ce-') || otherPrefixes.some((prefix) => name.startsWith(prefix))),
  unmistakable: (value) => headersOf(value).some((name) => /^(ce[-_]|cloudevents[:_])(id|type|source|specversion)$/.test(name)),
};

function inHeaders(attribute: Attribute): readonly Attribute[] {
  const { name, generate: _, ...rest } = attribute;
  if (name === 'data_base64') return [];
  if (name === 'data' || name === 'datacontenttype') return [{ ...rest, name: placeName(name), pointer: placeOf(name) }];
  return [{ ...attribute, name: placeName(name), pointer: placeOf(name) }];
}

/** Header names know no case; `syntax/http.ts` gives them in lower case. */
function headerOf(name: string): string {
  return placeName(name).toLowerCase();
}

function placeName(name: string): string {
  return name === 'data' ? 'body' : name === 'datacontenttype' ? 'content-type' : `ce-${name}`;
}

function placeOf(name: string): string {
  return name === 'data' ? '/body' : child('/headers', headerOf(name));
}

function headersOf(value: Node): readonly string[] {
  const headers = get(value, 'headers');
  return headers?.kind === 'object' && !headers.flow ? headers.properties.map(({ key }) => key.value) : [];
}
