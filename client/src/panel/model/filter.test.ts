import assert from 'node:assert/strict';
import { test } from 'node:test';
import { acknowledged, started } from './entry.ts';
import { matches } from './filter.ts';

const sent = started({ id: 'a', at: 0, event: 'order.placed', to: 'orders' }, { problems: [] }, '');
const failed = acknowledged(sent, { receipt: { state: 'failed', by: 'RabbitMQ', detail: 'no queue' }, latency: 1, listening: false, at: 0 });

test('all words must occur, a state is asked for by name', () => {
  assert.equal(matches(failed, ''), true);
  assert.equal(matches(failed, 'ORDER queue'), true);
  assert.equal(matches(failed, 'order payment'), false);
  assert.equal(matches(failed, 'state:failed orders'), true);
  assert.equal(matches(sent, 'state:failed'), false);
});
