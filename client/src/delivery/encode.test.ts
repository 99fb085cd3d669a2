import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HTTP, Kafka, MQTT } from 'cloudevents';
import fc from 'fast-check';
import { bindings } from './binding.ts';
import { decode } from './decode.ts';
import { EncodeError, encode, encodeBatch } from './encode.ts';
import type { OutgoingEvent } from './event.ts';
import { percentDecode, percentEncode } from '../../../server/src/text/percent.ts';

const structured = '{ "specversion": "1.0", "id": "7", "source": "/shop", "type": "a.b", "data": {"n": 9007199254740993, "n": 1.0, "é": "☕"} }\n';
const event: OutgoingEvent = {
  structured,
  contentType: 'application/cloudevents+json',
  envelope: 'cloudevents',
  attributes: [
    ['specversion', '1.0'],
    ['id', '7'],
    ['source', '/shop'],
    ['type', 'a.b'],
    ['datacontenttype', 'application/json'],
    ['subject', 'Euro € "😀" 100%'],
    ['partitionkey', 'customer-1'],
  ],
  data: { text: '{"n": 9007199254740993, "n": 1.0, "é": "☕"}', encoding: 'text', contentType: 'application/json' },
  type: 'a.b',
};
const text = (body: Uint8Array) => new TextDecoder().decode(body);

test('structured mode is the text of the file', () => {
  for (const binding of Object.values(bindings)) {
    const message = encode(event, 'structured', binding);
    assert.equal(text(message.body), structured);
    assert.equal(message.contentType, 'application/cloudevents+json');
    assert.deepEqual(message.headers, []);
  }
});

test('binary mode over HTTP has percent-encoded ce- headers', () => {
  const message = encode(event, 'binary', bindings.http);
  assert.equal(text(message.body), event.data?.text);
  assert.equal(message.contentType, 'application/json');
  assert.deepEqual(message.headers, [
    ['ce-specversion', '1.0'],
    ['ce-id', '7'],
    ['ce-source', '/shop'],
    ['ce-type', 'a.b'],
    ['ce-subject', 'Euro%20%E2%82%AC%20%22%F0%9F%98%80%22%20100%25'],
    ['ce-partitionkey', 'customer-1'],
  ]);
});

test('binary mode over MQTT, AMQP and Kafka has the names of its binding, and values as they are', () => {
  const names = (binding: keyof typeof bindings) => encode(event, 'binary', bindings[binding]).headers.map(([name]) => name);
  assert.equal(names('mqtt')[1], 'id');
  assert.equal(names('amqp')[1], 'cloudEvents:id');
  assert.equal(names('kafka')[1], 'ce_id');
  assert.equal(new Map(encode(event, 'binary', bindings.mqtt).headers).get('subject'), 'Euro € "😀" 100%');
  assert.equal(text(encode(event, 'binary', bindings.kafka).key ?? new Uint8Array()), 'customer-1');
});

test('what a binding lacks is refused with what to choose', () => {
  assert.throws(
    () => encode(event, 'binary', bindings.none),
    new EncodeError('CloudEvents has no binary mode for this transport. Choose structured mode.'),
  );
  assert.throws(() => encode({ ...event, envelope: 'plain' }, 'binary', bindings.http), EncodeError);
  assert.throws(() => encode(event, 'batch', bindings.mqtt), EncodeError);
  assert.throws(() => encode({ ...event, data: { text: '%', encoding: 'base64', contentType: 'a/b' } }, 'binary', bindings.http), EncodeError);
});

test('a batch keeps the bytes of each event, and comes apart again', () => {
  const message = encodeBatch([event, { ...event, structured: '{"specversion":"1.0","id":"8","s":"],[{\\""}' }], bindings.http);
  assert.equal(text(message.body), `[${structured},{"specversion":"1.0","id":"8","s":"],[{\\""}]`);
  const events = decode(message, bindings.http);
  assert.deepEqual(
    events.map((one) => [one.mode, one.id, one.structured]),
    [
      ['batch', '7', structured.trim()],
      ['batch', '8', '{"specversion":"1.0","id":"8","s":"],[{\\""}'],
    ],
  );
});

test('bytes come from Base64', () => {
  const message = encode({ ...event, data: { text: 'AP8=', encoding: 'base64', contentType: 'application/octet-stream' } }, 'binary', bindings.mqtt);
  assert.deepEqual([...message.body], [0, 255]);
});

test('percent-encoding survives the way there and back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (value) => {
      const encoded = percentEncode(value);
      assert.match(encoded, /^[\x21\x23-\x7e]*$/);
      assert.equal(percentDecode(encoded), value);
    }),
  );
  assert.equal(percentDecode('"a%20\\"b"'), 'a "b');
  assert.equal(percentDecode('100%zz%'), '100%zz%');
});

/** The second opinion: what we send, the SDK reads. It does not percent-decode, and over Kafka it needs a time: so has this event. */
test('the CloudEvents SDK reads what was encoded', () => {
  const plain: OutgoingEvent = {
    ...event,
    structured:
      '{"specversion":"1.0","id":"7","source":"/shop","type":"a.b","subject":"s","time":"2026-01-07T10:00:00Z","datacontenttype":"application/json","data":{"n":1}}',
    attributes: [...event.attributes.filter(([name]) => name !== 'subject'), ['subject', 's'], ['time', '2026-01-07T10:00:00Z']],
    data: { text: '{"n":1}', encoding: 'text', contentType: 'application/json' },
  };
  for (const mode of ['structured', 'binary'] as const) {
    const http = encode(plain, mode, bindings.http);
    const headers = { ...Object.fromEntries(http.headers), 'content-type': http.contentType };
    const overHttp = HTTP.toEvent({ headers, body: text(http.body) });
    assert.ok(!Array.isArray(overHttp));
    assert.deepEqual([overHttp.id, overHttp.subject, overHttp.data], ['7', 's', { n: 1 }]);

    const mqtt = encode(plain, mode, bindings.mqtt);
    const overMqtt = MQTT.toEvent({
      headers: Object.fromEntries(mqtt.headers),
      body: text(mqtt.body),
      PUBLISH: { 'Content Type': mqtt.contentType },
      payload: text(mqtt.body),
      'User Properties': Object.fromEntries(mqtt.headers),
    } as Parameters<typeof MQTT.toEvent>[0]);
    assert.ok(!Array.isArray(overMqtt));
    assert.deepEqual([overMqtt.id, overMqtt.type], ['7', 'a.b']);

    const kafka = encode(plain, mode, bindings.kafka);
    const kafkaHeaders = { ...Object.fromEntries(kafka.headers), 'content-type': kafka.contentType };
    const overKafka = Kafka.toEvent({ headers: kafkaHeaders, key: '', value: text(kafka.body), body: text(kafka.body), timestamp: '' } as Parameters<
      typeof Kafka.toEvent
    >[0]);
    assert.ok(!Array.isArray(overKafka));
    assert.deepEqual([overKafka.id, overKafka.source], ['7', '/shop']);
  }
});
