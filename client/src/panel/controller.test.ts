import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inProcessKey } from './model/state.ts';
import { openPanel } from './panel.testing.ts';

const definition = `event: com.example.order.placed
version: 1.2.0
summary: A customer placed an order.
data:
  type: object
  additionalProperties: false
  required: [totalCents]
  properties:
    totalCents: { type: integer, x-unit: EUR-cent, description: What the order costs. }
samples: [./samples/placed.json]
targets: [{ transport: in-process, topic: orders }]
`;
const sample = (total: string): string => `{
  "specversion": "1.0",
  "id": "1",
  "source": "/shop",
  "type": "com.example.order.placed",
  "data": { "totalCents": ${total} }
}
`;
const connections = `connections:
  here: { transport: in-process }
  live: { transport: in-process, production: true }
`;
const files = { 'placed.event.yaml': definition, 'samples/placed.json': sample('4200') };
const placedUri = 'file:///work/samples/placed.json';
const keyOf = (name: string): string => `file:///work/eventwright.yaml#0#/connections/${name}`;

test('an event is checked, sent, acknowledged, and arrives byte for byte', async () => {
  const panel = openPanel({ files });
  await panel.say({ type: 'ready' });
  await panel.say({ type: 'choose', what: 'connection', key: inProcessKey });
  await panel.until(() => panel.composer()?.canSend === true);
  assert.deepEqual(panel.composer()?.check, { state: 'ok', parts: [{ text: 'Matches order.placed 1.2.0' }] });
  assert.deepEqual(
    panel.composer()?.fields.map(({ title, value }) => [title, value]),
    [['Topic', 'orders']],
  );
  await panel.say({ type: 'send', anyway: false });
  await panel.until(() => panel.entries()[0]?.arrived.state === 'arrived' && panel.entries()[0]?.acknowledged.state === 'ok');
  const [entry, ...more] = panel.entries();
  assert.deepEqual(more, []);
  assert.deepEqual([entry?.event, entry?.to, entry?.checked.text, entry?.acknowledged.state], ['order.placed', 'orders', 'Valid', 'ok']);
  assert.equal(entry?.arrived.detail, `on orders, same ${entry?.size} bytes, valid`);
  assert.ok((entry?.size ?? 0) > 100);
  assert.deepEqual(panel.misfits(), []);
  await panel.close();
});

test('errors in the sample stop a send, until it is sent anyway', async () => {
  const panel = openPanel({ files: { ...files, 'samples/placed.json': sample('"much"') } });
  await panel.say({ type: 'ready' });
  await panel.say({ type: 'choose', what: 'connection', key: inProcessKey });
  await panel.until(() => panel.composer()?.canSend === true);
  assert.equal(panel.composer()?.primary, 'show-problems');
  await panel.say({ type: 'send', anyway: false });
  assert.deepEqual(panel.entries(), []);
  assert.deepEqual(panel.mentions, ['Not sent: 1 error']);
  assert.ok(panel.told.some((message) => message.type === 'focus' && message.on === 'send-anyway'));
  await panel.say({ type: 'send', anyway: true });
  await panel.until(() => panel.entries()[0]?.arrived.state === 'invalid');
  assert.deepEqual([panel.entries()[0]?.checked.text, panel.entries()[0]?.arrived.text], ['1 error', '1 error']);
  await panel.close();
});

test('nothing is sent in a folder that is not trusted', async () => {
  const panel = openPanel({ files, trusted: false });
  await panel.say({ type: 'ready' });
  assert.deepEqual(panel.composer()?.notice, { kind: 'untrusted' });
  await panel.say({ type: 'send', anyway: true });
  assert.deepEqual(panel.entries(), []);
  assert.deepEqual(panel.mentions, ['Not sent: Sending is off in Restricted Mode.']);
  await panel.close();
});

test("a workspace's connection is allowed first, and a production one asks each time", async () => {
  const panel = openPanel({ files: { ...files, 'eventwright.yaml': connections }, confirms: false });
  await panel.say({ type: 'ready' });
  await panel.say({ type: 'choose', what: 'connection', key: keyOf('live') });
  await panel.until(() => panel.composer()?.notice?.kind === 'confirm');
  await panel.say({ type: 'send', anyway: false });
  assert.deepEqual([panel.entries(), panel.questions], [[], []]);
  await panel.say({ type: 'do', what: 'allow-connection' });
  await panel.until(() => panel.composer()?.canSend === true);
  assert.equal(panel.composer()?.primary, 'send-to-production');
  await panel.say({ type: 'send', anyway: false });
  await panel.say({ type: 'send', anyway: false });
  const question = 'Send 1 event to live? order.placed 1.2.0 → topic "orders". This connection is marked as production.';
  assert.deepEqual([panel.entries(), panel.questions], [[], [question, question]]);
  await panel.close();
});

test('what cannot be used is neither tested nor listened to, and that is said', async () => {
  const panel = openPanel({ files: { ...files, 'eventwright.yaml': connections } });
  await panel.say({ type: 'ready' });
  await panel.say({ type: 'choose', what: 'connection', key: keyOf('here') });
  await panel.until(() => panel.composer()?.notice?.kind === 'confirm');
  await panel.say({ type: 'do', what: 'test-connection' });
  assert.deepEqual(panel.mentions, ['Not tested: Allow here to send to it.']);
  await panel.say({ type: 'listen', on: true });
  assert.equal(panel.composer()?.listening, 'off');
  await panel.close();
});

test('a connection that failed is tried again, and the panel listens to nothing meanwhile', async () => {
  const dead = 'connections:\n  dead: { transport: mqtt, url: "mqtt://127.0.0.1:1" }\n';
  const panel = openPanel({ files: { ...files, 'eventwright.yaml': dead } });
  const refusals = (): number =>
    panel.told.filter((message) => message.type === 'say' && message.text.startsWith('dead refused the connection at')).length;
  await panel.say({ type: 'ready' });
  await panel.say({ type: 'choose', what: 'connection', key: keyOf('dead') });
  await panel.say({ type: 'do', what: 'allow-connection' });
  await panel.until(() => panel.composer()?.canSend === true);
  await panel.say({ type: 'do', what: 'test-connection' });
  assert.equal(refusals(), 1);
  assert.equal(panel.composer()?.notice?.kind, 'trouble');
  await panel.say({ type: 'do', what: 'retry' });
  assert.equal(refusals(), 2);
  await panel.say({ type: 'listen', on: true });
  assert.deepEqual([refusals(), panel.composer()?.listening], [3, 'off']);
  await panel.close();
});

test('an empty folder is called so only when it was read', async () => {
  const panel = openPanel({ files: {} });
  await panel.say({ type: 'ready' });
  const hints = panel.told.flatMap((message) => (message.type === 'composer' && message.composer.enabled ? [message.composer.hint] : []));
  assert.deepEqual([hints[0], hints.at(-1)], ['Reading the events of this folder.', 'No events in this folder yet.']);
  await panel.close();
});

test('what was sent last from a file is sent again, and an entry is repeated', async () => {
  const kept = new Map<string, unknown>();
  const first = openPanel({ files, kept });
  await first.say({ type: 'ready' });
  assert.equal(await first.controller.sendAgain(placedUri), false);
  await first.say({ type: 'choose', what: 'connection', key: inProcessKey });
  await first.until(() => first.composer()?.canSend === true);
  await first.say({ type: 'send', anyway: false });
  await first.until(() => first.entries()[0]?.arrived.state === 'arrived');
  await first.say({ type: 'entry', entry: first.entries()[0]?.id ?? '', do: 'send-again' });
  await first.until(() => first.entries()[1]?.arrived.state === 'arrived');
  assert.equal(first.entries().length, 2);
  await first.close();

  const second = openPanel({ files, kept });
  await second.say({ type: 'ready' });
  assert.deepEqual(
    second.entries().map(({ canOpen, canResend, say }) => [canOpen, canResend, say.startsWith('Arrived in')]),
    [
      [false, false, true],
      [false, false, true],
    ],
  );
  assert.equal(await second.controller.sendAgain(placedUri), true);
  await second.until(() => second.entries().some(({ canOpen, arrived }) => canOpen && arrived.state === 'arrived'));
  assert.equal(second.entries().filter(({ canOpen }) => canOpen).length, 1);
  assert.equal(
    second.told.some(({ type }) => type === 'focus'),
    false,
  );
  second.controller.clear();
  assert.deepEqual(kept.get('timeline'), []);
  await second.close();
});

test('a message that does not fit is dropped', async () => {
  const panel = openPanel({ files });
  await panel.controller.receive({ type: 'send', anyway: true, connection: 'elsewhere' });
  await panel.controller.receive('send');
  assert.deepEqual(panel.told, []);
  await panel.close();
});
