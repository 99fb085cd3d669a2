import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Verdict } from '../../../../server/src/lsp/protocol.ts';
import { isEntry } from '../messages.ts';
import { acknowledged, arrived, received, replied, restored, started, unseen } from './entry.ts';

const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
const definition = {
  type: 'com.example.order.placed',
  version: '1.2.0',
  location: { uri: 'file:///work/a.event.yaml', document: 0, pointer: '', range },
};
const valid: Verdict = { type: definition.type, definition, problems: [] };
const invalid: Verdict = { ...valid, problems: [{ rule: 'type-safe/sample-mismatch', severity: 'error', message: 'No.', pointer: '/data', range }] };
const label = 'order.placed 1.2.0';
const begin = (verdict: Verdict = valid) => started({ id: 'a', at: 1000, event: 'order.placed', to: 'orders' }, verdict, label);
const receipt = { state: 'acknowledged', by: 'RabbitMQ (publisher confirm 12)', detail: 'stored' } as const;
const ack = () => acknowledged(begin(), { receipt, latency: 3, size: 412, listening: true, at: 1003 });

test('an event passes its four stations', () => {
  const sent = begin();
  assert.deepEqual([sent.checked.text, sent.acknowledged.state, sent.say], ['Valid', 'waiting', 'Sent. Waiting for the broker']);
  assert.deepEqual(
    [ack().acknowledged.text, ack().acknowledged.detail, ack().arrived.text, ack().say],
    ['3 ms', `by ${receipt.by}`, 'Listening', 'Acknowledged in 3 ms'],
  );
  const came = arrived(ack(), { from: 'audit.q', after: 5, same: true, size: 412, verdict: valid, label });
  assert.deepEqual([came.arrived.text, came.arrived.detail, came.say], ['5 ms', 'on audit.q, same 412 bytes, valid', 'Arrived in 5 ms, valid']);
  const answer = replied(came, { after: 41, event: 'order.confirmed', verdict: valid, label: 'order.confirmed 1.0.0' });
  assert.deepEqual([answer.replied.text, answer.say], ['41 ms', 'Replied in 41 ms: order.confirmed, valid']);
  assert.equal(isEntry(JSON.parse(JSON.stringify(answer))), true);
});

test('other bytes than were sent are called so, and so are errors of what arrived', () => {
  const came = arrived(ack(), { from: 'audit.q', after: 5, same: false, size: 1, verdict: invalid, label });
  assert.deepEqual([came.arrived.state, came.arrived.text], ['invalid', '1 error']);
  assert.equal(came.arrived.detail, 'on audit.q, 1 byte, not the same as sent, 1 error against order.placed 1.2.0');
});

test('a failure says why, and hopes for no arrival', () => {
  const failed = acknowledged(begin(), {
    receipt: { state: 'failed', by: 'RabbitMQ', detail: 'exchange "orders" has no queue bound' },
    latency: 2,
    listening: true,
    at: 1,
  });
  assert.deepEqual([failed.acknowledged.state, failed.arrived.state, failed.say], ['failed', 'none', 'Failed: exchange "orders" has no queue bound']);
});

test('unknown stays unknown until something arrives', () => {
  const unknown = acknowledged(begin(), {
    receipt: { state: 'unknown', by: 'UDP', detail: 'UDP has no acknowledgement' },
    latency: 2,
    listening: true,
    at: 1,
  });
  assert.deepEqual([unknown.acknowledged.text, unknown.arrived.state, unknown.say], ['Unknown', 'waiting', 'Unknown: UDP has no acknowledgement']);
  assert.equal(unseen(unknown, 30_000).arrived.detail, 'nothing came within 30.0 s');
  assert.equal(unseen(begin(), 30_000).arrived.state, 'none');
});

test('what nobody here sent is received', () => {
  const entry = received({ id: 'b', at: 1, event: 'order.shipped', to: 'audit.q' }, valid, label, 388);
  assert.deepEqual(
    [entry.direction, entry.checked.text, entry.arrived.text, entry.say, entry.canResend],
    ['in', 'Received', 'Valid', 'Received on audit.q, valid', false],
  );
  assert.equal(received({ id: 'c', at: 1, event: 'x', to: 'q' }, undefined, '', 3).arrived.detail, 'on q, not a JSON event, so not checked');
});

test('after the window was closed, what was open is unknown for good', () => {
  const entry = restored(ack());
  assert.deepEqual([entry.acknowledged.state, entry.arrived.state, entry.canOpen, entry.canResend], ['ok', 'unknown', false, false]);
});
