import type { Node } from '../syntax/node.ts';
import { property } from '../syntax/node.ts';
import { mediaTypeForm } from './attribute-value.ts';
import { documentedExtensions } from './cloudevents-extensions.ts';
import type { Attribute, Envelope } from './envelope.ts';
import { normalised } from './names.ts';

const core: readonly Attribute[] = [
  {
    name: 'specversion',
    pointer: '/specversion',
    type: 'String',
    required: true,
    nonEmpty: true,
    description: 'The version of CloudEvents that this event follows: always 1.0, patches of the specification do not change it.',
    values: ['1.0'],
    generate: { value: '1.0' },
    example: '1.0',
    kind: 'core',
  },
  {
    name: 'id',
    pointer: '/id',
    type: 'String',
    required: true,
    nonEmpty: true,
    description: 'Names this one event. Together with the source it is unique, so that a receiver can tell a repetition from a new event.',
    generate: 'id',
    example: '8d3c1f0e-5b7a-4a53-9d0e-6f1f6a2f7c11',
    kind: 'core',
  },
  {
    name: 'source',
    pointer: '/source',
    type: 'URI-reference',
    required: true,
    nonEmpty: true,
    description: 'Where the event happened, as a URI or a path. An absolute URI is best.',
    generate: 'source',
    example: 'https://example.com/shop/orders',
    kind: 'core',
  },
  {
    name: 'type',
    pointer: '/type',
    type: 'String',
    required: true,
    nonEmpty: true,
    description: 'What happened. Begins with the reversed domain name of whoever gives the type its meaning.',
    generate: 'type',
    example: 'com.example.order.placed',
    kind: 'core',
  },
  {
    name: 'subject',
    pointer: '/subject',
    type: 'String',
    required: false,
    nonEmpty: true,
    description: 'What the event is about, within the source: lets receivers filter without reading the data.',
    example: 'orders/4711',
    kind: 'core',
  },
  {
    name: 'time',
    pointer: '/time',
    type: 'Timestamp',
    required: false,
    description: 'When it happened, as RFC 3339 writes it.',
    generate: 'now',
    example: '2026-01-07T10:00:00Z',
    kind: 'core',
  },
  {
    name: 'datacontenttype',
    pointer: '/datacontenttype',
    type: 'String',
    required: false,
    nonEmpty: true,
    form: mediaTypeForm,
    description: 'The media type of the data. JSON where it is absent from a JSON event.',
    generate: { value: 'application/json' },
    example: 'application/json',
    kind: 'core',
  },
  {
    name: 'dataschema',
    pointer: '/dataschema',
    type: 'URI',
    required: false,
    nonEmpty: true,
    description: 'The schema that the data follows, as an absolute URI. A change that breaks receivers gets another URI.',
    example: 'https://example.com/schemas/order-placed/1.2.0',
    kind: 'core',
  },
  {
    name: 'data',
    pointer: '/data',
    type: 'JSON',
    required: false,
    description: 'What the event has to tell: any value of the content type.',
    generate: 'data',
    kind: 'core',
  },
  {
    name: 'data_base64',
    pointer: '/data_base64',
    type: 'Binary',
    required: false,
    description: 'The data as Base64, where it is bytes rather than text. Stands in place of `data`, never beside it.',
    kind: 'core',
  },
];

/** What versions 0.1 to 0.3 called the attributes of today. */
export const formerNames: ReadonlyMap<string, string> = new Map([
  ['cloudEventsVersion', 'specversion'],
  ['eventType', 'type'],
  ['eventID', 'id'],
  ['eventTime', 'time'],
  ['contentType', 'datacontenttype'],
  ['contenttype', 'datacontenttype'],
  ['schemaURL', 'dataschema'],
  ['schemaurl', 'dataschema'],
]);

/** Keys that only other envelopes have (EventBridge, Event Grid): their events share `id`, `source` and `time` with ours. */
const foreignMarks = ['detail-type', 'dataVersion', 'metadataVersion', 'Records'];

/** CloudEvents 1.0 in the structured mode of its JSON format; YAML samples write the same members. */
export const cloudevents: Envelope = {
  id: 'cloudevents',
  title: 'CloudEvents 1.0',
  url: 'https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md',
  roles: {
    type: '/type',
    id: '/id',
    source: '/source',
    time: '/time',
    subject: '/subject',
    data: '/data',
    dataschema: '/dataschema',
    contenttype: '/datacontenttype',
  },
  attributes: [...core, ...documentedExtensions],
  extensible: true,
  members: { at: '', prefix: '' },
  version: '/specversion',
  formerNames,
  limit: {
    bytes: 64 * 1024,
    why: 'Intermediaries have to forward events of up to 64 KiB, and may refuse larger ones (CloudEvents 1.0, Size Limits).',
    advice: 'Keep the data elsewhere, and name its place in `dataref`.',
  },
  recognises,
  unmistakable,
};

function recognises(value: Node): boolean {
  if (value.kind !== 'object') return false;
  if (property(value, 'specversion')) return true;
  const found = new Set<string>();
  for (const { key } of value.properties) {
    if (foreignMarks.includes(key.value)) return false;
    const name = coreNameOf(key.value);
    if (name) found.add(name);
  }
  if (found.has('specversion')) return true;
  // Data is in every envelope, so it tells nothing; without a type the rest could be any record.
  found.delete('data');
  return found.has('type') && found.size >= 3;
}

/** Many records of others have an id, a type and a source: without a version only a type in dots, and texts throughout, make an event of one. */
function unmistakable(value: Node): boolean {
  if (value.kind !== 'object') return false;
  const held = value.properties.flatMap(({ key, value: node }) => {
    const name = coreNameOf(key.value);
    return name === undefined || name === 'data' ? [] : [{ name, node }];
  });
  return (
    held.some(({ name }) => name === 'specversion') ||
    (held.every(({ node }) => node.kind !== 'object' && node.kind !== 'array') &&
      held.some(({ name, node }) => name === 'type' && node.kind === 'string' && /^[^\s./]+(?:\.[^\s./]+)+$/.test(node.value)))
  );
}

const byNormalName = new Map(core.map(({ name }) => [normalised(name), name]));

const coreNameOf = (key: string): string | undefined => formerNames.get(key) ?? byNormalName.get(normalised(key));
