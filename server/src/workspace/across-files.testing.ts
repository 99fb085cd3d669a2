/** A finding of one open file that hangs on another one. */
export interface Case {
  readonly rule: string;
  /** Where several things that the rule looks at hang on other files. */
  readonly title?: string;
  /** The open file in which the finding shows. */
  readonly watched: readonly [path: string, text: string];
  /** The open file that is changed: its text with which there is a finding, and the one without; undefined while there is no such file. */
  readonly changed: readonly [path: string, text: string | undefined, without: string];
  /** Files that lie beside them, closed. */
  readonly others?: Readonly<Record<string, string>>;
  /** The other file is closed, and changes on disk: what was is read from there. */
  readonly onDisk?: true;
  /** The finding stays, with other words or other fixes. */
  readonly stays?: true;
}

const event = (type: string, more = ''): string => `event: ${type}\n${more}`;
const sample = (type: string, more = ''): string => `{"specversion":"1.0","id":"1","source":"/shop","type":"${type}"${more}}`;
const fields = (...lines: readonly string[]): string =>
  `data:\n  type: object\n  additionalProperties: false\n  properties:\n${lines.map((line) => `    ${line}\n`).join('')}`;
/** An event whose data begin with what a schema file gives. */
const based = (field: string): string =>
  `event: com.example.order.placed\ndata:\n  allOf: [{ $ref: ./base.schema.json }]\n  properties:\n    ${field}\n`;
const base = (name: string): string =>
  JSON.stringify({ type: 'object', properties: { [name]: { type: 'string' }, [`${name}Two`]: { type: 'string' } } });

/** A team's own envelope for events of one region. */
const ownEnvelope = (region: string): string =>
  `title: Ours\nroles: { type: /meta/type, data: /payload }\nschema:\n  properties:\n    meta: { required: [type], properties: { type: { type: string }, region: { enum: [${region}] } } }\n`;

const address = (city: string): string =>
  `{ type: object, properties: { street: { type: string }, ${city}: { type: string }, postalCode: { type: string }, country: { type: string } } }`;

/** Two events that say other things of a field, for rules that somebody has to switch on. */
const conflict = (rule: string, mine: string, theirs: string): Case => ({
  rule,
  watched: ['a.event.yaml', event(placed, fields(`orderChannel: ${mine}`))],
  changed: [
    'b.event.yaml',
    event('com.example.order.paid', fields(`orderChannel: ${theirs}`)),
    event('com.example.order.paid', fields(`orderChannel: ${mine}`)),
  ],
  others: { 'eventwright.yaml': `rules: { ${rule}: warning }\n` },
});

/** An event as it is, or as it was. */
const released = (version: string, more: string): string =>
  event(placed, `version: ${version}\ndata:\n  type: object\n  additionalProperties: false\n  properties: { total: { type: integer } }\n  ${more}\n`);

const placed = 'com.example.order.placed';
/** For each rule that asks about other files what makes its finding come and go. */
export const cases: readonly Case[] = [
  {
    rule: 'ambiguous-names/missing-description',
    title: 'what the dictionary says it means',
    watched: ['a.event.yaml', event(placed, fields('orderId: { type: string }'))],
    changed: ['fields.yaml', 'orderId: { meaning: The order that this is about. }\n', 'orderId: { type: string }\n'],
    others: { 'eventwright.yaml': 'dictionary: ./fields.yaml\n' },
    stays: true,
  },
  {
    rule: 'ambiguous-names/mixed-casing',
    watched: ['a.event.yaml', based('ship_to: { type: string }')],
    changed: ['base.schema.json', base('shopId'), base('x')],
  },
  {
    rule: 'ambiguous-names/name-is-namespace',
    watched: ['a.event.yaml', based('user: { type: string }')],
    changed: ['base.schema.json', base('user.id'), base('userId')],
  },
  {
    rule: 'ambiguous-names/quantity-without-unit',
    title: 'the unit that another event gives it',
    watched: ['a.event.yaml', event(placed, fields('weight: { type: integer }'))],
    changed: [
      'b.event.yaml',
      event('com.example.order.paid', fields('weight: { type: integer, x-unit: g }')),
      event('com.example.order.paid', fields('weight: { type: integer }')),
    ],
    stays: true,
  },
  {
    rule: 'ambiguous-names/time-without-format',
    title: 'whether the samples keep to the format',
    watched: ['a.event.yaml', event(placed, fields('placedAt: { type: string }'))],
    changed: ['samples/a.json', sample(placed, ',"data":{"placedAt":"2026-01-07T10:00:00Z"}'), sample(placed, ',"data":{"placedAt":"yesterday"}')],
    stays: true,
  },
  {
    rule: 'ambiguous-names/twins',
    watched: ['a.event.yaml', based('user_id: { type: string }')],
    changed: ['base.schema.json', base('userId'), base('buyerId')],
  },
  {
    rule: 'envelope/known-extension',
    watched: ['samples/a.json', sample(placed, ',"priority":"high"')],
    changed: [
      'a.event.yaml',
      event(placed, 'attributes: { priority: { type: Integer } }\n'),
      event(placed, 'attributes: { priority: { type: String } }\n'),
    ],
  },
  {
    rule: 'envelope/missing-attribute',
    watched: ['samples/a.json', sample(placed)],
    changed: [
      'a.event.yaml',
      event(placed, 'attributes: { partitionkey: { type: String, required: true } }\n'),
      event(placed, 'attributes: { partitionkey: { type: String } }\n'),
    ],
  },
  {
    rule: 'envelope/repeated-in-data',
    title: 'whether the field may go',
    watched: ['samples/a.json', sample(placed, ',"data":{"eventId":"2"}')],
    changed: [
      'a.event.yaml',
      event(placed, 'data: { properties: { eventId: { type: string } } }\n'),
      event(placed, 'data: { required: [eventId], properties: { eventId: { type: string } } }\n'),
    ],
    stays: true,
  },
  {
    rule: 'envelope/schema-mismatch',
    watched: ['samples/a.json', `{"meta":{"type":"${placed}","region":"us"},"payload":{}}`],
    changed: ['ours.yaml', ownEnvelope('eu'), ownEnvelope('us')],
    others: { 'eventwright.yaml': 'envelope: ./ours.yaml\nsamples: ["samples/*"]\n' },
  },
  {
    rule: 'envelope/too-large',
    watched: ['samples/a.json', `{"type":"${placed}","data":"${'x'.repeat(1100 * 1024)}"}`],
    changed: ['a.event.yaml', event(placed, 'targets: [{ transport: sqs }]\n'), event(placed, 'targets: [{ transport: mqtt }]\n')],
    others: { 'eventwright.yaml': 'envelope: plain\nsamples: ["samples/*"]\n' },
  },
  {
    rule: 'envelope/unknown-envelope',
    watched: ['eventwright.yaml', 'envelope: ./ours.yaml\n'],
    changed: ['ours.yaml', undefined, ownEnvelope('eu')],
  },
  {
    rule: 'event-type/reserved-source',
    watched: ['samples/a.json', `{"id":"1","detail-type":"${placed}","source":"aws.shop","detail":{}}`],
    changed: ['a.event.yaml', event(placed, 'targets: [{ transport: eventbridge }]\n'), event(placed)],
    others: { 'eventwright.yaml': 'envelope: eventbridge\n' },
  },
  {
    rule: 'suppression/invalid-accepted',
    watched: ['eventwright.yaml', 'accepted: ./accepted.json\n'],
    changed: ['accepted.json', undefined, '{"version":1,"findings":{}}'],
  },
  {
    rule: 'event-type/deprecated',
    title: 'a sample',
    watched: ['samples/a.json', sample(placed)],
    changed: ['a.event.yaml', event(placed, 'deprecated: { since: 1.0.0 }\n'), event(placed)],
  },
  {
    rule: 'event-type/deprecated',
    title: 'a reply',
    watched: ['a.event.yaml', event(placed, 'reply: com.example.order.accepted\n')],
    changed: ['b.event.yaml', event('com.example.order.accepted', 'deprecated: {}\n'), event('com.example.order.accepted')],
  },
  {
    rule: 'event-type/deprecated',
    title: 'what to use instead',
    watched: ['samples/a.json', sample(placed)],
    changed: ['b.event.yaml', event('com.example.order.sent'), event('com.example.order.lost')],
    others: { 'a.event.yaml': event(placed, 'deprecated: { use: com.example.order.sent }\n') },
    stays: true,
  },
  {
    rule: 'event-type/duplicate-definition',
    watched: ['a.event.yaml', event(placed)],
    changed: ['b.event.yaml', event(placed, 'summary: Another one.\n'), event('com.example.order.paid')],
  },
  {
    rule: 'event-type/missing',
    title: 'the domain that is proposed',
    watched: ['order-placed.event.yaml', 'version: 1.0.0\n'],
    changed: ['b.event.yaml', event('org.acme.order.paid'), event('com.example.order.paid')],
    stays: true,
  },
  {
    rule: 'event-type/near-duplicate',
    watched: ['b.event.yaml', event('com.example.orderPlaced')],
    changed: ['a.event.yaml', event(placed), event('com.example.order.paid')],
  },
  {
    rule: 'event-type/unknown',
    watched: ['samples/a.json', sample(placed)],
    changed: ['a.event.yaml', event('com.example.order.palced'), event(placed)],
  },
  {
    rule: 'event-type/unknown',
    title: 'a domain that nobody defines any more',
    watched: ['samples/a.json', sample(placed)],
    changed: ['a.event.yaml', event('com.example.parcel.lost'), event('org.acme.parcel.lost')],
  },
  {
    rule: 'event-type/unused-definition',
    watched: ['a.event.yaml', event(placed)],
    changed: ['samples/a.json', sample('com.example.order.paid'), sample(placed)],
  },
  {
    rule: 'event-type/unused-definition',
    title: 'in a format of others, once there are samples',
    watched: ['b.schema.json', '{"$schema":"https://json-schema.org/draft/2020-12/schema","properties":{"type":{"const":"com.example.order.paid"}}}'],
    changed: ['samples/a.json', sample(placed), sample('org.acme.robot.started')],
    others: {
      'a.event.yaml': event(placed),
      'eventwright.yaml': 'definitions: [{ files: [b.schema.json], format: json-schema, describes: event }]\n',
    },
  },
  {
    rule: 'event-type/version-in-type',
    title: 'whether the fitting version is free',
    watched: ['a.event.yaml', event('com.example.order.placed.v2', 'version: 1.3.0\n')],
    changed: ['b.event.yaml', event('com.example.order.placed.v2', 'version: 2.0.0\n'), event('com.example.order.placed.v2', 'version: 2.1.0\n')],
    stays: true,
  },
  {
    rule: 'parseable/invalid-config',
    title: 'a dictionary that is not there yet',
    watched: ['eventwright.yaml', 'dictionary: ./fields.yaml\n'],
    changed: ['fields.yaml', undefined, 'orderId: { type: string }\n'],
  },
  conflict('shared-names/conflicting-enum', '{ enum: [shop, phone] }', '{ enum: [web, app] }'),
  {
    rule: 'shared-names/conflicting-format',
    watched: ['a.event.yaml', event(placed, fields('shopNumber: { type: string, format: uuid }'))],
    changed: [
      'b.event.yaml',
      event('com.example.order.paid', fields('shopNumber: { type: string, format: uri }')),
      event('com.example.order.paid', fields('shopNumber: { type: string, format: uuid }')),
    ],
  },
  conflict('shared-names/conflicting-nullability', '{ type: string }', '{ type: [string, "null"] }'),
  {
    rule: 'shared-names/conflicting-type',
    watched: ['a.event.yaml', event(placed, fields('shopNumber: { type: string }'))],
    changed: [
      'b.event.yaml',
      event('com.example.order.paid', fields('shopNumber: { type: integer }')),
      event('com.example.order.paid', fields('shopNumber: { type: string }')),
    ],
  },
  {
    rule: 'shared-names/dictionary',
    watched: ['a.event.yaml', event(placed, fields('orderId: { type: integer }'))],
    changed: ['fields.yaml', 'orderId: { type: string }\n', 'orderId: { type: integer }\n'],
    others: { 'eventwright.yaml': 'dictionary: ./fields.yaml\n' },
  },
  {
    rule: 'shared-names/duplicate-shape',
    watched: ['a.event.yaml', event(placed, fields(`shipTo: ${address('city')}`))],
    changed: [
      'b.event.yaml',
      event('com.example.order.paid', fields(`billTo: ${address('city')}`)),
      event('com.example.order.paid', fields(`billTo: ${address('town')}`)),
    ],
  },
  conflict('shared-names/integer-vs-number', '{ type: integer }', '{ type: number }'),
  {
    rule: 'shared-names/one-thing-many-names',
    watched: ['a.event.yaml', event(placed, fields('shopNumber: { type: string }'))],
    changed: [
      'b.event.yaml',
      event('com.example.order.paid', fields('shop_number: { type: string }')),
      event('com.example.order.paid', fields('shopNumber: { type: string }')),
    ],
  },
  {
    rule: 'parseable/ambiguous-timestamp',
    watched: ['samples/a.json', sample(placed, ',"data":{"placedAt":1767780000}')],
    changed: ['a.event.yaml', event(placed, fields('total: { type: integer }')), event(placed, fields('placedAt: { type: integer }'))],
  },
  {
    rule: 'parseable/json-in-string',
    watched: ['samples/a.json', sample(placed, ',"data":{"order":"{\\"total\\":1}"}')],
    changed: ['a.event.yaml', event(placed, fields('order: {}')), event(placed, fields('order: { contentMediaType: application/json }'))],
  },
  {
    rule: 'type-safe/cyclic-reference',
    watched: ['a.event.yaml', event(placed, 'data: { $ref: ./b.schema.json }\n')],
    changed: ['b.schema.json', '{"$ref":"./a.event.yaml#/data"}', '{"type":"object"}'],
  },
  {
    rule: 'type-safe/incompatible-change',
    watched: ['a.event.yaml', released('1.1.0', 'required: [total]')],
    changed: ['before/a.event.yaml', released('1.0.0', ''), released('1.0.0', 'required: [total]')],
    others: { 'eventwright.yaml': 'compatibility: { against: ./before }\n' },
    onDisk: true,
  },
  {
    rule: 'type-safe/removed-definition',
    watched: ['a.event.yaml', event(placed)],
    changed: ['before/a.event.yaml', `${event(placed)}---\n${event('com.example.order.paid')}`, event(placed)],
    others: { 'eventwright.yaml': 'compatibility: { against: ./before }\n' },
    onDisk: true,
  },
  {
    rule: 'type-safe/unreadable-baseline',
    watched: ['eventwright.yaml', 'compatibility: { against: ./before }\n'],
    changed: ['before/a.event.yaml', undefined, event(placed)],
    onDisk: true,
  },
  {
    rule: 'type-safe/untyped-field',
    title: 'what the samples hold',
    watched: ['a.event.yaml', event(placed, fields('total: {}'))],
    changed: ['samples/a.json', sample(placed, ',"data":{"total":1}'), sample(placed, ',"data":{"total":"1"}')],
    stays: true,
  },
  {
    rule: 'type-safe/version-not-bumped',
    watched: ['a.event.yaml', released('1.0.0', '')],
    changed: ['before/a.event.yaml', released('1.0.0', 'required: [total]'), released('1.0.0', '')],
    others: { 'eventwright.yaml': 'compatibility: { against: ./before }\n' },
    onDisk: true,
  },
  {
    rule: 'type-safe/remote-reference',
    title: 'in a schema that is used no more',
    watched: ['b.schema.json', '{"$ref":"https://example.com/order.json"}'],
    changed: ['a.event.yaml', event(placed, 'data: ./b.schema.json\n'), event(placed)],
  },
  {
    rule: 'type-safe/sample-mismatch',
    watched: ['samples/a.json', sample(placed, ',"data":{"total":1}')],
    changed: ['a.event.yaml', event(placed, fields('total: { type: string }')), event(placed, fields('total: { type: integer }'))],
  },
  {
    rule: 'type-safe/unresolved-reference',
    watched: ['a.event.yaml', event(placed, "data: './b.schema.json#/$defs/Order'\n")],
    changed: ['b.schema.json', '{"$defs":{"Odrer":{}}}', '{"$defs":{"Order":{}}}'],
  },
  {
    rule: 'type-safe/unresolved-reference',
    title: 'a file that is not there yet',
    watched: ['a.event.yaml', event(placed, 'data: ./b.schema.json\n')],
    changed: ['b.schema.json', undefined, '{"type":"object"}'],
  },
];
