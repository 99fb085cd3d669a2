import assert from 'node:assert/strict';
import { test } from 'node:test';
import { roles } from '../model/sample.ts';
import { parse } from '../syntax/index.ts';
import { type Node, textOf } from '../syntax/node.ts';
import { createSource } from '../text/source.ts';
import { anyValueFault, isAttributeName, isBase64, isMediaType, valueFault } from './attribute-value.ts';
import { cloudevents } from './cloudevents.ts';
import { plain } from './plain.ts';
import { placeOf, pointersOf, rolesIn } from './roles.ts';
import type { AttributeType } from './envelope.ts';
import { envelopeOf, envelopes, recogniseEnvelope } from './index.ts';
import { nearMissOf } from './names.ts';

function value(json: string): Node {
  const node = parse(createSource('file:///a.json', json)).documents[0];
  assert.ok(node);
  return node;
}

test('an event is recognised by its attributes, a broken one too', () => {
  const cases: readonly (readonly [string, string | undefined])[] = [
    ['{"specversion":"1.0"}', 'cloudevents'],
    ['{"specVersion":"1.0","id":"1"}', 'cloudevents'],
    ['{"cloudEventsVersion":"0.1"}', 'cloudevents'],
    ['{"id":"1","source":"/a","type":"b","data":{}}', 'cloudevents'],
    ['{"id":"1","type":"b","data":{}}', 'plain'],
    ['{"type":"b","data":null}', 'plain'],
    ['{"context":{"type":"dev.cdevents.build.started.0.1.0"},"subject":{}}', 'cdevents'],
    ['{"context":{"id":"1","source":"/a","timestamp":"x"},"subject":{}}', 'cdevents'],
    ['{"context":{"id":"1"},"subject":{}}', undefined],
    // EventBridge and Event Grid share names with CloudEvents.
    ['{"version":"0","id":"1","source":"aws.s3","time":"x","detail-type":"a","detail":{}}', 'eventbridge'],
    ['{"id":"1","topic":"t","subject":"s","eventType":"a","eventTime":"x","dataVersion":"1","data":{}}', 'event-grid'],
    ['{"Type":"Notification","MessageId":"1","TopicArn":"arn:aws:sns:x:1:t","Message":"{}"}', 'sns'],
    ['{"op":"c","before":null,"after":{},"source":{"connector":"mysql","name":"a","db":"b","table":"c"}}', 'debezium'],
    ['{"schema":{},"payload":{"op":"d","source":{"connector":"mysql"}}}', 'debezium-schema'],
    ['{"type":"track","event":"Order Completed","userId":"1","properties":{}}', 'segment'],
    ['{"type":"page","name":"Home"}', undefined],
    ['{"schema":"iglu:com.example/a/jsonschema/1-0-0","data":{}}', 'self-describing'],
    ['{"$schema":"http://iglucentral.com/x","self":{"vendor":"com.example"},"properties":{"schema":{},"data":{}}}', undefined],
    ['{"eventType":"click","data":{}}', undefined],
    ['{"Type":"Notification","Message":"hello"}', undefined],
    ['{"op":"c","source":"a"}', undefined],
    ['{"name":"a","version":"1.0.0","type":"module"}', undefined],
    ['{"type":"object","properties":{}}', undefined],
    ['[]', undefined],
    ['"specversion"', undefined],
  ];
  for (const [json, expected] of cases) assert.equal(recogniseEnvelope(value(json))?.id, expected, json);
});

test('the envelope of the workspace is asked first, but for a specversion', () => {
  assert.equal(recogniseEnvelope(value('{"id":"1","source":"/a","type":"b","data":{}}'), plain)?.id, 'plain');
  assert.equal(recogniseEnvelope(value('{"specversion":"1.0","type":"b","data":{}}'), plain)?.id, 'cloudevents');
});

test('every role and attribute stands at a pointer of its own', () => {
  for (const envelope of envelopes) {
    assert.equal(envelopeOf(envelope.id), envelope);
    const pointers = envelope.attributes.map(({ pointer }) => pointer);
    assert.equal(new Set(pointers).size, pointers.length, envelope.id);
    for (const pointer of roles.flatMap((role) => pointersOf(envelope, role)))
      assert.ok(pointers.includes(pointer), `${envelope.id} has no attribute at ${pointer}`);
    for (const { name, example, type, ...rest } of envelope.attributes) {
      if (example === undefined) continue;
      const written = type === 'Integer' || type === 'Long' || type === 'Boolean' ? example : JSON.stringify(example);
      assert.equal(valueFault({ type, ...rest }, value(written)), undefined, `the example of ${name}`);
    }
  }
  for (const { name, kind } of cloudevents.attributes) if (kind === 'extension') assert.ok(isAttributeName(name), name);
});

test('values are judged by the type system of CloudEvents', () => {
  const good: readonly (readonly [AttributeType, string])[] = [
    ['Boolean', 'true'],
    ['Integer', '-2147483648'],
    ['Integer', '2147483647'],
    ['String', '"Grüße 🎉"'],
    ['String', '""'],
    ['Binary', '"AAE="'],
    ['Binary', '""'],
    ['URI', '"urn:example:a"'],
    ['URI-reference', '"1-555-123-4567"'],
    ['URI-reference', '"/a/b#c"'],
    ['Timestamp', '"2018-04-05T17:31:00.123456789+02:00"'],
    ['JSON', '[1.5]'],
    ['Timestamp', 'null'],
  ];
  for (const [type, json] of good) assert.equal(valueFault({ type }, value(json)), undefined, `${type} ${json}`);
  const bad: readonly (readonly [AttributeType, string, 'type' | 'format'])[] = [
    ['Boolean', '"true"', 'type'],
    ['Integer', '2147483648', 'type'],
    ['Integer', '-2147483649', 'type'],
    ['Integer', '99999999999999999999', 'type'],
    ['Integer', '1.0', 'type'],
    ['Integer', '1e3', 'type'],
    ['String', '1', 'type'],
    ['String', '{}', 'type'],
    ['String', '"a\\u0000"', 'type'],
    ['String', '"a\\tb"', 'type'],
    ['String', '"\\u0085"', 'type'],
    ['String', '"\\ud800"', 'type'],
    ['String', '"\\ufdd0"', 'type'],
    ['String', '"\\ud83f\\udfff"', 'type'],
    ['Binary', '"AAE"', 'format'],
    ['URI', '"/a"', 'format'],
    ['URI-reference', '"a b"', 'format'],
    ['Timestamp', '"2018-04-05"', 'format'],
    ['Timestamp', '"2018-02-30T00:00:00Z"', 'format'],
  ];
  for (const [type, json, kind] of bad) assert.equal(valueFault({ type }, value(json))?.kind, kind, `${type} ${json}`);
  assert.equal(valueFault({ type: 'String', nonEmpty: true }, value('""'))?.kind, 'format');
  assert.equal(valueFault({ type: 'Integer', minimum: 1 }, value('0'))?.kind, 'format');
});

test('an extension of one’s own may have any single value', () => {
  for (const json of ['"a"', '1', 'true', 'null']) assert.equal(anyValueFault(value(json)), undefined, json);
  for (const json of ['{}', '[]', '1.5', '4294967296', '"\\n"']) assert.equal(anyValueFault(value(json))?.kind, 'type', json);
});

test('names that were meant to be attributes', () => {
  const absent = new Set<string>();
  const nearMiss = (name: string, present: ReadonlySet<string>) => nearMissOf(cloudevents.attributes, cloudevents.formerNames, name, present);
  const cases: readonly (readonly [string, string | undefined])[] = [
    ['dataContentType', 'datacontenttype'],
    ['data_content_type', 'datacontenttype'],
    ['eventType', 'type'],
    ['schemaurl', 'dataschema'],
    ['PartitionKey', 'partitionkey'],
    ['soruce', 'source'],
    ['datacontentype', 'datacontenttype'],
    ['source', undefined],
    ['times', undefined],
    ['ids', undefined],
    ['resource', undefined],
    ['tenant', undefined],
  ];
  for (const [name, meant] of cases) assert.equal(nearMiss(name, absent)?.name, meant, name);
  assert.equal(nearMiss('soruce', new Set(['source'])), undefined);
  for (const name of ['constructor', '__proto__', 'valueOf']) assert.equal(nearMiss(name, absent), undefined, name);
});

test('media types, Base64', () => {
  for (const good of ['application/json', 'text/xml; charset="utf-8"', 'application/vnd.a+json;v=1']) assert.ok(isMediaType(good), good);
  for (const bad of ['json', 'a/b/c', 'text/', '/json', 'text/plain; charset', 'text plain']) assert.ok(!isMediaType(bad), bad);
  for (const bad of ['A', 'AA', 'A===', 'AA-_', 'A A=']) assert.ok(!isBase64(bad), bad);
});

test('roles that are not written as such follow from what is', () => {
  const rolesOf = (json: string) => {
    const envelope = recogniseEnvelope(value(json));
    assert.ok(envelope);
    const { type, version } = rolesIn(envelope, value(json));
    return [textOf(type), textOf(version)];
  };
  assert.deepEqual(rolesOf('{"schema":"iglu:com.example/order_placed/jsonschema/2-0-11","data":{}}'), ['com.example.order_placed', '2.0.11']);
  assert.deepEqual(rolesOf('{"schema":"iglu:com.example/broken","data":{}}'), [undefined, undefined]);
  const change = (source: string) => `{"op":"u","after":{},"source":${source}}`;
  assert.deepEqual(rolesOf(change('{"connector":"postgresql","name":"a","db":"b","schema":"c","table":"d"}')), ['a.c.d', undefined]);
  assert.deepEqual(rolesOf(change('{"connector":"mysql","name":"a","db":"b","table":"d"}')), ['a.b.d', undefined]);
  assert.deepEqual(rolesOf(change('{"connector":"sqlserver","name":"a","db":"b","schema":"c","table":"d"}')), ['a.b.c.d', undefined]);
  assert.deepEqual(rolesOf(change('{"connector":"mongodb","name":"a","db":"b","collection":"d"}')), ['a.b.d', undefined]);
  assert.deepEqual(rolesOf('{"type":"track","event":"Order Completed","userId":"1"}'), ['Order Completed', undefined]);
  assert.deepEqual(rolesOf('{"type":"identify","userId":"1"}'), ['identify', undefined]);
});

test('the data of a change is the row as it is now, of a deleted one as it was', () => {
  const debezium = envelopeOf('debezium');
  assert.ok(debezium);
  const row = (json: string) => placeOf(debezium, 'data', value(json));
  assert.equal(row('{"before":{"a":1},"after":{"a":2}}'), '/after');
  assert.equal(row('{"before":{"a":1},"after":null}'), '/before');
  assert.equal(row('{"after":null}'), '/after');
  assert.equal(row('{}'), undefined);
});
