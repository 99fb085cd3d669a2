import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CloudEvent, HTTP, Kafka, MQTT } from 'cloudevents';
import fc from 'fast-check';
import { bindings } from './binding.ts';
import { decode } from './decode.ts';
import { encode } from './encode.ts';
import type { WireMessage } from './message.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const one = (message: Partial<WireMessage>, binding: keyof typeof bindings = 'http') => {
  const events = decode({ body: new Uint8Array(), headers: [], ...message }, bindings[binding]);
  assert.equal(events.length, 1);
  return events[0] ?? assert.fail();
};

test('a structured event is recognised by its content type, and by its look', () => {
  const text = '{"specversion":"1.0","id":"1","source":"/s","type":"t","data":12345678901234567890}';
  for (const contentType of ['application/cloudevents+json; charset=utf-8', undefined]) {
    const event = one({ body: bytes(text), ...(contentType ? { contentType } : {}) }, 'none');
    assert.deepEqual(event, { mode: 'structured', structured: text, id: '1', source: '/s', type: 't' });
  }
});

test('binary data in JSON keeps its numbers, keys and spaces', () => {
  const body = '{ "big": 9007199254740993, "a": 1.0, "a": 2 }';
  const event = one({
    body: bytes(body),
    contentType: 'application/json',
    headers: [
      ['CE-SpecVersion', '1.0'],
      ['ce-id', 'a%20b'],
      ['ce-source', '/s'],
      ['ce-type', 't'],
      ['host', 'x'],
      ['ce-sampledrate', '30'],
    ],
  });
  assert.equal(
    event.structured,
    `{"specversion":"1.0","id":"a b","source":"/s","type":"t","sampledrate":30,"datacontenttype":"application/json","data":${body}}`,
  );
  assert.deepEqual([event.mode, event.id], ['binary', 'a b']);
});

test('binary data that is no JSON becomes a text or Base64', () => {
  const headers = [
    ['ce_specversion', '1.0'],
    ['ce_id', '1'],
  ] as const;
  assert.match(one({ headers, body: bytes('<a/>'), contentType: 'text/xml' }, 'kafka').structured ?? '', /"data":"<a\/>"\}$/);
  assert.match(one({ headers, body: new Uint8Array([0, 255]), contentType: 'image/png' }, 'kafka').structured ?? '', /"data_base64":"AP8="\}$/);
  const broken = one({ headers, body: bytes('1,"id":"2"'), contentType: 'application/json' }, 'kafka');
  assert.equal(JSON.parse(broken.structured ?? '').data, '1,"id":"2"');
  assert.equal(broken.id, '1');
});

test('both prefixes of AMQP are read', () => {
  const headers = [
    ['cloudEvents_specversion', '1.0'],
    ['cloudEvents:id', '1'],
  ] as const;
  assert.equal(one({ headers }, 'amqp').id, '1');
});

test('what is no event is empty', () => {
  for (const body of ['', 'hello', '[]', '[1,2]', '"text"', '1', '{"a":']) assert.deepEqual(one({ body: bytes(body) }), {});
  assert.deepEqual(one({ body: new Uint8Array([0xff, 0xfe]) }), {});
  assert.deepEqual(one({ body: bytes('{"a":1}') }), { mode: 'structured', structured: '{"a":1}' });
});

test('nothing that arrives makes it throw', () => {
  const name = fc.oneof(fc.constantFrom('ce-specversion', 'ce-id', 'specversion', '__proto__', 'ce-data', 'ce-__proto__'), fc.string());
  fc.assert(
    fc.property(
      fc.oneof(fc.uint8Array(), fc.json().map(bytes), fc.string().map(bytes)),
      fc.array(fc.tuple(name, fc.string())),
      fc.option(fc.constantFrom('application/json', 'application/cloudevents-batch+json', 'x', ';;')),
      fc.constantFrom(...Object.values(bindings)),
      (body, headers, contentType, binding) => {
        for (const event of decode({ body, headers, ...(contentType === null ? {} : { contentType }) }, binding)) {
          if (event.structured !== undefined) JSON.parse(event.structured);
        }
      },
    ),
  );
});

/** The SDK leaves attributes that are not set in its headers, as undefined. */
const set = (headers: object) =>
  Object.entries(headers).flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, String(value)]]));

test('what the CloudEvents SDK writes is read', () => {
  const event = new CloudEvent({
    id: '1',
    source: '/s',
    type: 't',
    data: { n: 1 },
    datacontenttype: 'application/json',
    time: '2026-01-07T10:00:00.000Z',
  });
  for (const mode of ['binary', 'structured'] as const) {
    const http = HTTP[mode](event);
    const overHttp = one({ body: bytes(String(http.body)), headers: set(http.headers), contentType: String(http.headers['content-type']) });
    const mqtt = MQTT[mode](event) as { payload: string | object; 'User Properties'?: object; PUBLISH?: { 'Content Type'?: string } };
    const payload = typeof mqtt.payload === 'string' ? mqtt.payload : JSON.stringify(mqtt.payload);
    const overMqtt = one(
      { body: bytes(payload), headers: set(mqtt['User Properties'] ?? {}), contentType: mqtt.PUBLISH?.['Content Type'] ?? 'application/json' },
      'mqtt',
    );
    const kafka = Kafka[mode](event);
    const value = typeof kafka.value === 'string' ? kafka.value : JSON.stringify(kafka.value);
    const overKafka = one({ body: bytes(value), headers: set(kafka.headers), contentType: String(kafka.headers['content-type']) }, 'kafka');
    for (const read of [overHttp, overMqtt, overKafka]) {
      assert.deepEqual([read.mode, read.id, read.source, read.type, JSON.parse(read.structured ?? '').data], [mode, '1', '/s', 't', { n: 1 }]);
    }
  }
});

test('an event in binary mode comes back as it was', () => {
  const attributes = [
    ['specversion', '1.0'],
    ['id', 'é "1"'],
    ['source', '/s'],
    ['type', 't'],
  ] as const;
  for (const binding of [bindings.http, bindings.mqtt, bindings.amqp, bindings.kafka, bindings.nats]) {
    const message = encode(
      {
        structured: '',
        contentType: '',
        envelope: 'cloudevents',
        attributes,
        data: { text: '[1.0]', encoding: 'text', contentType: 'application/json' },
      },
      'binary',
      binding,
    );
    const event = decode(message, binding)[0];
    assert.equal(
      event?.structured,
      '{"specversion":"1.0","id":"é \\"1\\"","source":"/s","type":"t","datacontenttype":"application/json","data":[1.0]}',
    );
  }
});
