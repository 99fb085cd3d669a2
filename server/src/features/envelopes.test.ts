import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits } from '../text/edits.ts';
import { createSource } from '../text/source.ts';
import { chosen, type Files, labels, sceneOf, shop } from './check.testing.ts';
import { composeEvent } from './compose.ts';
import { quickFixes } from './fixes.ts';
import { hoverAt } from './hover.ts';

// What is known of an envelope is data: everything here follows from its description, of whichever envelope.

const findings = (files: Files): readonly string[] => {
  const { snapshot, uri } = sceneOf(files);
  return snapshot.check(uri).map(({ rule, pointer, message }) => `${rule} ${pointer} ${message}`);
};

const rules = (files: Files): readonly string[] => {
  const { snapshot, uri } = sceneOf(files);
  return snapshot.check(uri).map(({ rule, pointer }) => `${rule} ${pointer}`);
};

/** The text after the fix of that title. */
function fixed(files: Files, title: RegExp): string {
  const { snapshot, uri, text } = sceneOf(files);
  const fix = quickFixes(snapshot, uri, { start: 0, end: text.length }).find((candidate) => title.test(candidate.title));
  assert.ok(fix, `no fix ${title}`);
  return applyEdits(text, fix.edits().get(uri) ?? []);
}

const hovered = (files: Files): string => {
  const { snapshot, uri, offset } = sceneOf(files);
  return hoverAt(snapshot, uri, offset)?.markdown ?? 'nothing';
};

function composed(files: Files, index = 0) {
  const { snapshot, uri, host } = sceneOf(files);
  const sample = snapshot.samples(uri)[index];
  assert.ok(sample, 'no sample');
  return composeEvent(snapshot, sample, host);
}

const order = (type: string, more = '') => `event: ${type}
version: 1.0.0
${more}data:
  type: object
  additionalProperties: false
  required: [orderId]
  properties:
    orderId: { type: string, description: The order that was placed. }
`;

const eventbridge = (rest: string, detail = '{ "orderId": "4711" }') =>
  `{\n  "version": "0",\n  "id": "0c2ed5ae-ee1e-a3f9-93ae-4b5bd6a8c40e",\n  "detail-type": "Order Placed",\n  "source": "com.example.shop",\n  "time": "2026-01-07T10:00:00Z",\n  "region": "eu-central-1",${rest}\n  "detail": ${detail}\n}\n`;

test('EventBridge: the detail is judged by the definition of the detail type', () => {
  const files = (text: string) => ({ 'order.event.yaml': order('Order Placed'), 'samples/a.json': text });
  assert.deepEqual(rules(files(eventbridge('\n  "account": "123456789012",'))), []);
  assert.deepEqual(rules(files(eventbridge('\n  "account": "123456789012",', '{ "orderId": 4711 }'))), ['type-safe/sample-mismatch /detail/orderId']);
  assert.deepEqual(findings(files(eventbridge('')))[0], 'envelope/missing-attribute /version `account` is missing: Amazon EventBridge requires it.');
  assert.match(fixed(files(eventbridge('')), /Insert `account`/), /"source": "com.example.shop",\n {2}"account": "123456789012",/);
  assert.deepEqual(rules(files(eventbridge('\n  "account": "12",').replace('com.example.shop', 'aws.s3'))), ['envelope/attribute-format /account']);
});

test('EventBridge: completion and hover', () => {
  const files = (text: string) => ({
    'eventwright.yaml': 'envelope: eventbridge\n',
    'order.event.yaml': order('Order Placed'),
    'samples/a.json': text,
  });
  const start = '{ "detail-type": "Order Placed", "source": "com.example.shop", ';
  assert.deepEqual(labels(files(`${start}┆ }`)).slice(0, 6), ['version', 'id', 'account', 'time', 'region', 'detail']);
  assert.match(chosen(files(`${start}┆ }`), 'detail'), /"detail": \{ "orderId": "" \}/);
  assert.deepEqual(labels(files('{ "source": "com.example.shop", "detail-type": "┆", "detail": {} }')), ['Order Placed']);
  assert.match(hovered(files(`${start}"reg┆ion": "eu" }`)), /\*\*region\*\* · Text · required[\s\S]*Amazon EventBridge/);
  assert.deepEqual(labels({ 'eventwright.yaml': 'envelope: ┆\n' }), [
    'cloudevents',
    'cdevents',
    'eventbridge',
    'event-grid',
    'sns',
    'debezium',
    'self-describing',
    'segment',
    'plain',
  ]);
});

test('what a definition writes of a sample is put where the envelope has it', () => {
  const samples = 'samples:\n  - data: { orderId: "4711" }\n';
  const event = (envelope: string, type = 'com.example.order.placed') =>
    composed({ 'order.event.yaml': `${order(type, `envelope: ${envelope}\nsource: com.example.shop\n`)}${samples}` });
  assert.deepEqual(JSON.parse(event('eventbridge', 'Order Placed').structured), {
    version: '0',
    id: '00000000-0000-4000-8000-000000000001',
    'detail-type': 'Order Placed',
    source: 'com.example.shop',
    account: '123456789012',
    time: '2026-01-15T10:00:00Z',
    region: 'eu-central-1',
    detail: { orderId: '4711' },
  });
  const cdevent = JSON.parse(event('cdevents').structured);
  assert.deepEqual([cdevent.context.type, cdevent.subject.content], ['com.example.order.placed', { orderId: '4711' }]);
  assert.equal(event('self-describing').structured, '{"schema":"iglu:com.example.order/placed/jsonschema/1-0-0","data":{"orderId":"4711"}}');
  const wrong = { 'order.event.yaml': `${order('Order Placed', 'envelope: eventbridge\n')}samples:\n  - data: { orderId: 1 }\n` };
  assert.deepEqual(rules(wrong), ['type-safe/sample-mismatch /samples/0/data/orderId']);
});

test('a self-describing event finds its definition by the address of its schema', () => {
  const files = (text: string) => ({
    'one.event.yaml': order('com.example.order_placed'),
    'two.event.yaml': order('com.example.order_placed').replace('1.0.0', '2.0.0').replace('{ type: string,', '{ type: integer,'),
    'samples/a.json': text,
  });
  assert.deepEqual(rules(files('{ "schema": "iglu:com.example/order_placed/jsonschema/1-0-0", "data": { "orderId": "4711" } }')), []);
  assert.deepEqual(rules(files('{ "schema": "iglu:com.example/order_placed/jsonschema/2-0-0", "data": { "orderId": "4711" } }')), [
    'type-safe/sample-mismatch /data/orderId',
  ]);
  const near = files('{ "schema": "iglu:com.example/order_plcaed/jsonschema/1-0-0", "data": { "orderId": "4711" } }');
  assert.deepEqual(rules(near), ['event-type/unknown /schema']);
  assert.match(fixed(near, /order_placed/), /"schema": "iglu:com.example\/order_placed\/jsonschema\/1-0-0"/);
  assert.ok(labels(files('{ "schema": "iglu:┆", "data": {} }')).includes('iglu:com.example/order_placed/jsonschema/2-0-0'));
});

test('the rows of a table, with and without the schema of Kafka Connect', () => {
  const change = (after: string) =>
    `{ "op": "c", "ts_ms": 1767780000000, "before": null, "after": ${after}, "source": { "connector": "postgresql", "name": "db1", "schema": "shop", "table": "orders" } }`;
  const files = (text: string) => ({ 'orders.event.yaml': order('db1.shop.orders'), 'samples/a.json': text });
  assert.deepEqual(rules(files(change('{ "orderId": "4711" }'))), []);
  assert.deepEqual(rules(files(change('{ "orderId": 4711 }'))), ['type-safe/sample-mismatch /after/orderId']);
  const whole = files(`{ "schema": { "type": "struct" }, "payload": ${change('{ "orderId": 4711 }')} }`);
  assert.deepEqual(rules(whole), ['type-safe/sample-mismatch /payload/after/orderId']);
  assert.equal(composed(whole).structured, whole['samples/a.json']);
});

const own: Files = {
  'eventwright.yaml': 'envelope: ./shop-envelope.yaml\n',
  'shop-envelope.yaml': `title: Shop envelope
schema: ./envelope.schema.json
roles: { type: /meta/type, id: /meta/id, time: /meta/time, source: /meta/source, data: /payload }
`,
  'envelope.schema.json': JSON.stringify({
    type: 'object',
    required: ['meta', 'payload'],
    properties: {
      meta: {
        type: 'object',
        required: ['id', 'type', 'tenant'],
        properties: {
          id: { type: 'string', format: 'uuid', description: 'Names this one event.' },
          type: { type: 'string' },
          time: { type: 'string', format: 'date-time' },
          tenant: { enum: ['eu', 'us'], description: 'Whose event it is.' },
        },
      },
      payload: { type: 'object' },
    },
  }),
  'order.event.yaml': order('com.example.order.placed'),
};

test('a team’s own envelope: recognition, findings, fixes, completion and hover follow from its schema', () => {
  const files = (text: string) => ({ ...own, 'samples/a.yaml': text });
  const good = 'meta: { id: 8d3c1f0e-5b7a-4a53-9d0e-6f1f6a2f7c11, type: com.example.order.placed, tenant: eu }\npayload: { orderId: "4711" }\n';
  assert.deepEqual(rules(files(good)), []);
  assert.deepEqual(rules(files(good.replace('"4711"', '4711'))), ['type-safe/sample-mismatch /payload/orderId']);
  assert.deepEqual(rules(files(good.replace('tenant: eu', 'tenant: EU'))), ['envelope/schema-mismatch /meta/tenant']);
  const without = files(good.replace(', tenant: eu', ''));
  assert.deepEqual(findings(without), ['envelope/missing-attribute /meta/id `tenant` is missing: Shop envelope requires it.']);
  assert.match(fixed(without, /Insert `tenant`/), /tenant: eu/);
  assert.deepEqual(labels(files(good.replace('tenant: eu', 'tenant: ┆'))), ['eu', 'us']);
  assert.deepEqual(labels(files(good.replace('tenant: eu }', '┆ }'))), ['tenant', 'time']);
  assert.match(hovered(files(good.replace('tenant', 'ten┆ant'))), /\*\*tenant\*\* · Text · required\n\nWhose event it is\.[\s\S]*Shop envelope/);
  const samples = composed({ ...own, 'order.event.yaml': `${own['order.event.yaml']}samples:\n  - data: { orderId: "4711" }\n` });
  assert.deepEqual(JSON.parse(samples.structured), {
    meta: { id: '00000000-0000-4000-8000-000000000001', type: 'com.example.order.placed', time: '2026-01-15T10:00:00Z', tenant: 'eu' },
    payload: { orderId: '4711' },
  });
});

test('a change of the envelope, or of its schema, is seen in the samples that are open', () => {
  const text =
    '{ "meta": { "id": "8d3c1f0e-5b7a-4a53-9d0e-6f1f6a2f7c11", "type": "com.example.order.placed", "tenant": "eu" }, "payload": { "orderId": "4711" } }';
  const { workspace, uri, host } = sceneOf({ ...own, 'samples/a.json': text });
  const found = () =>
    workspace
      .snapshot()
      .check(uri)
      .map(({ rule, pointer }) => `${rule} ${pointer}`);
  const open = (path: string, content: string | undefined, version: number) => workspace.open(createSource(host.uri(path), content ?? '', version));
  assert.deepEqual(found(), []);
  open('envelope.schema.json', own['envelope.schema.json']?.replace('["eu","us"]', '["us"]'), 1);
  assert.deepEqual(found(), ['envelope/schema-mismatch /meta/tenant']);
  open('envelope.schema.json', own['envelope.schema.json'], 2);
  assert.deepEqual(found(), []);
  open('shop-envelope.yaml', own['shop-envelope.yaml']?.replace('data: /payload', 'data: /meta'), 1);
  assert.ok(found().includes('type-safe/sample-mismatch /meta/id'));
  open('shop-envelope.yaml', own['shop-envelope.yaml'], 2);
  assert.deepEqual(found(), []);
});

test('the file of an envelope: completion and hover', () => {
  const files = (text: string) => ({ 'eventwright.yaml': 'envelope: ./e.yaml\n', 'e.yaml': text });
  assert.deepEqual(labels(files('┆')), ['All required fields', 'title', 'schema', 'roles', '$schema', 'url']);
  const schema = 'title: E\nschema:\n  properties:\n    kind: { type: string, description: What happened. }\n    body: { type: object }\n';
  assert.deepEqual(labels(files(`${schema}roles:\n  type: ┆\n`)), ['/kind', '/body']);
  assert.ok(labels(files('title: E\nschema:\n  ┆\n')).includes('properties'));
  assert.match(hovered(files(`${schema}ro┆les: { type: /kind, data: /body }\n`)), /JSON Pointers into an event/);
  assert.match(hovered(files(schema.replace('properties', 'prop┆erties'))), /\*\*properties\*\*/);
});

const message = (headers: string, body = '{ "orderId": "8d3c2b1a-5f0e-4c7d-9a6b-1e2f3a4b5c6d", "totalCents": 12345678901234567890 }') =>
  `POST /orders HTTP/1.1\nce-specversion: 1.0\nce-id: 17\n${headers}content-type: application/json\n\n${body}\n`;

test('an event in headers: findings, fixes, completion and hover', () => {
  const files = (text: string) => ({ ...shop, 'samples/a.http': text });
  const headers = 'ce-source: /shop/orders\nce-type: com.example.order.placed\n';
  assert.deepEqual(rules(files(message(headers))), ['parseable/unsafe-integer /body/totalCents']);
  assert.deepEqual(rules(files(message(headers, '{ "orderId": "1", "totalCents": 1 }'))), ['type-safe/sample-mismatch /body/orderId']);
  const without = files(message('ce-type: com.example.order.placed\n'));
  assert.ok(rules(without).includes('envelope/missing-attribute /headers/ce-specversion'), rules(without).join());
  assert.match(fixed(without, /Insert `ce-source`/), /ce-id: 17\nce-source: \/shop\/orders\nce-type/);
  const wrong = files(message(`${headers}ce-time: 2026-01-07 10:00\nce-sampledrate: x\nCe-eventType: a\n`));
  assert.deepEqual(
    rules(wrong).filter((line) => line.startsWith('envelope/')),
    [
      'envelope/attribute-format /headers/ce-time',
      'envelope/binary-mode-header /headers/ce-time',
      'envelope/known-extension /headers/ce-sampledrate',
      'envelope/near-miss /headers/ce-eventtype',
    ],
  );
  assert.match(fixed(wrong, /Replace by "2026/), /\nce-time: 2026-01-07T10:00:00Z\n/);
  assert.match(fixed(wrong, /Remove `ce-time`/), /order\.placed\nce-sampledrate/);
  assert.match(hovered(files(message(headers.replace('ce-ty', 'ce-t┆y')))), /\*\*ce-type\*\* · String · required/);
  assert.equal(labels(files(message('ce-type: com.example.order.placed\n┆\n')))[0], 'ce-source');
  assert.match(
    chosen(files(message('ce-type: com.example.order.placed\n┆\n')), 'ce-source'),
    /\nce-type: com.example.order.placed\nce-source: \/shop\/orders\ncontent-type/,
  );
  assert.deepEqual(labels(files(message('ce-type: ┆\n'))), ['com.example.order.confirmed', 'com.example.order.placed']);
  assert.ok(labels(files(message(headers, '{ "orderId": "1", ┆ }'))).includes('totalCents'));
});

test('an event in headers is sent as one: attributes decoded, the body as it stands', () => {
  const text = message('ce-source: /shop/orders\nce-type: com.example.order.placed\nce-subject: Gr%C3%BC%C3%9Fe\nce-sampledrate: 30\n');
  const event = composed({ ...shop, 'samples/a.http': text });
  assert.equal(event.envelope, 'cloudevents');
  assert.equal(event.contentType, 'application/cloudevents+json');
  assert.equal(
    event.structured,
    '{"specversion":"1.0","id":"17","source":"/shop/orders","type":"com.example.order.placed","subject":"Grüße","sampledrate":30,"datacontenttype":"application/json","data":{ "orderId": "8d3c2b1a-5f0e-4c7d-9a6b-1e2f3a4b5c6d", "totalCents": 12345678901234567890 }}',
  );
  assert.deepEqual(event.attributes.at(-2), ['sampledrate', '30']);
  assert.equal(event.data?.text, '{ "orderId": "8d3c2b1a-5f0e-4c7d-9a6b-1e2f3a4b5c6d", "totalCents": 12345678901234567890 }');
});

test('a message may hold events in its body', () => {
  const event = '{ "specversion": "1.0", "id": "1", "source": "/shop/orders", "type": "com.example.order.placed", "data": {} }';
  const files = (type: string, body: string) => ({ ...shop, 'samples/a.http': `POST / HTTP/1.1\ncontent-type: ${type}\n\n${body}\n` });
  assert.deepEqual(rules(files('application/cloudevents+json', event)), [
    'type-safe/sample-mismatch /body/data',
    'type-safe/sample-mismatch /body/data',
  ]);
  assert.equal(composed(files('application/cloudevents-batch+json', `[${event}, ${event}]`), 1).structured, event);
  assert.deepEqual(findings(files('application/json', '{ "user": 1 }')), []);
});
