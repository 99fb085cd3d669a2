import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { conforms, message, never } from '../../client/src/transports/conformance.testing.ts';
import { proxyTo } from '../../client/src/transports/servers.testing.ts';
import { sqs } from '../../client/src/transports/sqs.ts';
import type { Settings } from '../../client/src/transports/transport.ts';
import { startElasticMq } from './elasticmq.ts';

const server = await startElasticMq();
const settings: Settings = { region: 'elasticmq', accessKeyId: 'any', secretAccessKey: 'any', endpoint: server.endpoint };
let count = 0;
after(() => server.stop());

conforms('sqs with ElasticMQ', {
  transport: sqs,
  settings,
  textOnly: true,
  route: async () => {
    const queue = await newQueue();
    return { target: { queue: `${server.endpoint}/000000000000/${queue}` }, source: { queue } };
  },
  refused: { target: { queue: 'no-such' }, words: /^Queue "no-such" does not exist in elasticmq\. Nothing was sent\.$/ },
  cuttable: async () => {
    const proxy = proxyTo(server.port);
    return { settings: { ...settings, endpoint: `http://127.0.0.1:${await proxy.port}` }, cut: proxy.close, close: () => {} };
  },
  at: (port) => ({ ...settings, endpoint: `http://127.0.0.1:${port}` }),
  connects: false,
  server: /^SQS \(127\.0\.0\.1:\d+\)$/,
});

test('a server that pauses makes a send unknown by the deadline, and takes the next one when it is back', {
  skip: server.pid === undefined,
}, async () => {
  const queue = await newQueue();
  const sender = await sqs.connect(settings, { signal: never, deadline: 500 });
  const target = { queue };
  assert.equal((await sender.send(message('0'), target, never)).state, 'acknowledged');
  process.kill(server.pid ?? 0, 'SIGSTOP');
  try {
    const { state, detail } = await sender.send(message('1'), target, never);
    assert.deepEqual([state, detail], ['unknown', 'No answer within 0.5 s. The event may have arrived.']);
  } finally {
    process.kill(server.pid ?? 0, 'SIGCONT');
  }
  assert.equal((await sender.send(message('2'), target, never)).state, 'acknowledged');
  await sender.close();
});

async function newQueue(): Promise<string> {
  const queue = `orders-${++count}`;
  const answer = await fetch(server.endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'AmazonSQS.CreateQueue' },
    body: JSON.stringify({ QueueName: queue }),
  });
  assert.equal(answer.status, 200, await answer.text());
  return queue;
}
