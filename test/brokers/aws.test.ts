import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createCourier } from '../../client/src/courier/local.ts';
import { createArrivals } from '../../client/src/transports/arrivals.ts';
import { type Bench, collect, conforms, message, never } from '../../client/src/transports/conformance.testing.ts';
import { eventbridge } from '../../client/src/transports/eventbridge.ts';
import { proxyTo } from '../../client/src/transports/servers.testing.ts';
import { sns } from '../../client/src/transports/sns.ts';
import { sqs } from '../../client/src/transports/sqs.ts';
import type { Listener, Sender, Settings, Transport } from '../../client/src/transports/transport.ts';
import { event, folderOf, good, placed } from '../cli/cli.testing.ts';
import { startAws } from './aws.ts';

const aws = await startAws();
const { settings } = aws;
let count = 0;
after(() => aws.close());

conforms('sqs with fauxqs', {
  ...bench(sqs),
  route: async () => {
    const queue = await newQueue();
    return { target: { queue: urlOf(queue) }, source: { queue } };
  },
  // It takes them for two halves of a character.
  letters: '☕',
  refused: { target: { queue: 'no-such' }, words: /^Queue "no-such" does not exist in eu-central-1\. Nothing was sent\.$/ },
});

conforms('sns with fauxqs', {
  ...bench(sns),
  route: async () => {
    const { topicArn, queue } = await newTopic();
    return { target: { topicArn }, source: { queue } };
  },
  listen: listenAtQueue,
  refused: {
    target: { topicArn: 'arn:aws:sns:eu-central-1:000000000000:no-such' },
    words: /^Topic "no-such" does not exist in eu-central-1\.$/,
  },
});

conforms('eventbridge', {
  ...bench(eventbridge),
  route: async () => ({ target: { bus: 'default', source: 'test', detailType: 'Test' }, source: {} }),
  listen: async () => ({ listener: listenAtBuses(), settings }),
  refused: {
    target: { bus: 'no-such', source: 'test', detailType: 'Test' },
    words: /^Bus "no-such" does not exist in eu-central-1\. Nothing was sent\.$/,
  },
});

test('SQS takes queues by URL, groups and delays, and the receipt has its numbers', async () => {
  const sender = await connected(sqs);
  const queue = await newQueue({ FifoQueue: 'true', ContentBasedDeduplication: 'true' });
  const { state, by, detail } = await sender.send(message('1'), { queue, groupId: 'a', deduplicationId: 'b' }, never);
  assert.deepEqual([state, detail], ['acknowledged', 'SQS has stored the event, and its checksum is right.']);
  assert.match(by, /^SQS \(message [\da-f-]{36}, sequence \d+\)$/);
  const url = `http://127.0.0.1:${aws.port}/000000000000/${queue}`;
  assert.equal((await sender.send(message('2'), { queue: url, groupId: 'a' }, never)).state, 'acknowledged');
  assert.equal(sqs.describeTarget({ queue: url, groupId: 'a' }), `${queue} / a`);
  const plain = await newQueue();
  assert.equal((await sender.send({ ...message('3'), headers: [['x', 'é']] }, { queue: plain, delay: 0 }, never)).state, 'acknowledged');
  const [arrival] = await collect(await listened(sender, { queue: plain }), 1);
  assert.deepEqual([arrival?.message.headers, arrival?.from], [[['x', 'é']], plain]);
  for (const wrong of [{ queue }, { queue: 'a/b' }, { queue: plain, delay: 901 }, { queue: 'https://sqs.us-east-1.amazonaws.com/1/a' }])
    await assert.rejects(sender.send(message('1'), wrong, never), { code: 'misuse' });
  await sender.close();
});

test('what is taken from a queue is gone when it was handed over, and given back when it was not', async () => {
  const queue = await newQueue();
  const sender = await connected(sqs);
  for (const text of ['1', '2', '3']) await sender.send(message(text), { queue }, never);
  const listener = await listened(sender, { queue });
  assert.deepEqual((await collect(listener, 1)).map(textOf), ['1']);
  await listener.stop();
  const again = await listened(sender, { queue });
  assert.deepEqual((await collect(again, 2)).map(textOf).sort(), ['2', '3']);
  await again.stop();
  const left = JSON.parse(await aws.call('AmazonSQS.GetQueueAttributes', { QueueUrl: urlOf(queue), AttributeNames: ['All'] }));
  assert.deepEqual([left.Attributes.ApproximateNumberOfMessages, left.Attributes.ApproximateNumberOfMessagesNotVisible], ['0', '0']);
  await assert.rejects(listened(sender, { queue: 'no-such' }), {
    code: 'missing-target',
    message: 'Queue "no-such" does not exist in eu-central-1.',
  });
  const waiting = collect(await listened(sender, { queue }), 1);
  const late = setTimeout(() => void sender.send(message('4'), { queue }, never), 100);
  assert.deepEqual((await waiting).map(textOf), ['4'], 'a question that waits is answered at once');
  clearTimeout(late);
  await sender.close();
});

test('EventBridge gets the parts of an event as they are written', async () => {
  const sender = await connected(eventbridge);
  const before = aws.entries.length;
  const cloudEvent = '{"specversion":"1.0","type":"com.example.placed","source":"/shop","id":"1","data":{"n":9007199254740993}}';
  const own =
    '{"detail":{"n": 9007199254740993, "s": "}\\"]"},"detail-type":"Placed","source":"shop","time":"2026-01-07T10:00:00Z","resources":["a"]}';
  for (const [text, target] of [
    [cloudEvent, { bus: 'shop' }],
    [own, { bus: 'default' }],
    [own, { bus: 'default', source: 'other', detailType: 'Other' }],
  ] as const) {
    const receipt = await sender.send(message(text), target, never);
    assert.deepEqual(
      [receipt.state, receipt.detail],
      ['acknowledged', `Bus "${target.bus}" has the event. Whether a rule matched, EventBridge does not tell.`],
    );
    assert.match(receipt.by, /^EventBridge \(event [\da-f-]{36}\)$/);
  }
  const inside = { Detail: '{"n": 9007199254740993, "s": "}\\"]"}', Resources: ['a'], Time: Date.parse('2026-01-07T10:00:00Z') / 1000 };
  assert.deepEqual(aws.entries.slice(before), [
    { EventBusName: 'shop', Source: '/shop', DetailType: 'com.example.placed', Detail: cloudEvent },
    { EventBusName: 'default', Source: 'shop', DetailType: 'Placed', ...inside },
    { EventBusName: 'default', Source: 'other', DetailType: 'Other', ...inside },
  ]);
  await sender.close();
});

test('what EventBridge refuses has failed, and a bus that may not be asked for is told of', async () => {
  const sender = await connected(eventbridge);
  const send = (text: string, target: Settings) => sender.send(message(text), target, never);
  assert.deepEqual(await send('[1]', { source: 's', detailType: 't' }), {
    state: 'failed',
    by: 'EventBridge (MalformedDetail)',
    detail: 'EventBridge refused the event: Detail is malformed.',
  });
  assert.equal((await send('{}', { source: 'aws.s', detailType: 't' })).state, 'failed');
  const closed = await send('{}', { bus: 'closed', source: 's', detailType: 't' });
  assert.deepEqual(
    [closed.state, closed.detail],
    ['acknowledged', 'EventBridge has the event. This key may not ask whether bus "closed" exists; if it does not, the event is gone.'],
  );
  for (const text of ['{"type":"t"}', '{"source":"s"}', '7']) await assert.rejects(send(text, {}), { code: 'misuse' });
  await sender.close();
});

test('errors of AWS have words, and only what broke down is unknown', async () => {
  const queue = urlOf(await newQueue());
  const sender = await sqs.connect(settings, { name: 'dev-sqs', signal: never, deadline: 5000 });
  const json = (__type: string, message = '') => JSON.stringify({ __type: `com.amazonaws.sqs#${__type}`, message });
  for (const [status, body, state, words] of [
    [400, json('QueueDoesNotExist'), 'failed', `Queue "${queue}" does not exist in eu-central-1.`],
    [
      403,
      json('AccessDenied', 'User: arn:aws:iam::1:user/x is not authorized.'),
      'failed',
      'dev-sqs denies this to access key "ASIAUSER". User: arn:aws:iam::1:user/x is not authorized.',
    ],
    [403, json('SignatureDoesNotMatch', 'secret'), 'failed', 'dev-sqs rejected the secret of access key "ASIAUSER".'],
    [
      403,
      json('SignatureDoesNotMatch', 'Signature expired: 1 is now earlier than 2'),
      'failed',
      'dev-sqs finds the signature out of date. Is the clock of this machine right?',
    ],
    [403, json('ExpiredTokenException'), 'failed', 'The session token has expired. Get a new one.'],
    [403, json('RequestThrottled'), 'failed', 'SQS takes no more at the moment (RequestThrottled). Wait a little, then try again.'],
    [
      503,
      '<Response><Errors><Error><Code>ThrottlingException</Code></Error></Errors></Response>',
      'failed',
      'SQS takes no more at the moment (ThrottlingException). Wait a little, then try again.',
    ],
    [400, json('InvalidMessageContents', `no ${settings.sessionToken} &`), 'failed', 'SQS refused it: no ••• & (InvalidMessageContents)'],
    [500, json('InternalFailure'), 'unknown', 'SQS broke down with status 500. It may have taken the event before.'],
    [502, '<html>', 'unknown', 'SQS broke down with status 502. It may have taken the event before.'],
    [200, 'what?', 'unknown', 'SQS gave an answer that was not understood. The event may have arrived.'],
    [
      200,
      '{"MessageId":"1","MD5OfMessageBody":"0"}',
      'unknown',
      'What SQS has stored has another checksum than the event: it was changed on the way.',
    ],
  ] as const) {
    aws.answer({ status, body });
    const receipt = await sender.send(message('1'), { queue }, never);
    assert.deepEqual([receipt.state, receipt.detail], [state, words]);
  }
  aws.answer(undefined);
  await sender.close();
});

test('an event that is cut off before its answer is unknown, though it arrived', async () => {
  const queue = await newQueue();
  const proxy = proxyTo(aws.port);
  const sender = await connected(sqs, { endpoint: `http://127.0.0.1:${await proxy.port}` });
  const target = { queue: urlOf(queue) };
  assert.equal((await sender.send(message('0'), target, never)).state, 'acknowledged');
  proxy.hold();
  const sending = sender.send(message('1'), target, never);
  const other = await connected(sqs);
  const listener = await listened(other, { queue });
  assert.deepEqual((await collect(listener, 2)).map(textOf).sort(), ['0', '1']);
  proxy.cut();
  assert.deepEqual(await sending, {
    state: 'unknown',
    by: 'SQS',
    detail: 'The connection was cut before the answer. The event may have arrived.',
  });
  await Promise.all([sender.close(), other.close()]);
  proxy.close();
});

test('200 events with a cut in the middle: each has one end, and what was acknowledged is there', async () => {
  const queue = await newQueue();
  const proxy = proxyTo(aws.port);
  const courier = createCourier({ deadline: 5000 });
  const connection = { name: 'dev-sqs', transport: 'sqs', settings: { ...settings, endpoint: `http://127.0.0.1:${await proxy.port}` } };
  let settled = 0;
  const send = async (id: number): Promise<string> => {
    const own = { structured: `${id}`, contentType: 'application/json', attributes: [] };
    const { receipt } = await courier.send({ connection, target: { queue }, mode: 'structured', event: own }, never);
    if (++settled === 60) proxy.cut();
    return receipt.state;
  };
  const states = await Promise.all(Array.from({ length: 200 }, (_, id) => send(id)));
  const sender = await connected(sqs);
  await sender.send(message('the end'), { queue }, never);
  const received = new Set<string>();
  for await (const arrival of (await listened(sender, { queue })).arrivals) if (received.add(textOf(arrival)).has('the end')) break;
  for (const [id, state] of states.entries()) {
    if (state === 'acknowledged') assert.ok(received.has(`${id}`), `${id} was acknowledged and is not there`);
    if (state === 'failed') assert.ok(!received.has(`${id}`), `${id} failed and is there`);
  }
  assert.ok(states.filter((state) => state === 'acknowledged').length >= 150);
  await Promise.all([sender.close(), courier.close()]);
  proxy.close();
});

test('the bundled command line sends to SQS', async () => {
  const queue = await newQueue();
  const connection = JSON.stringify({ transport: 'sqs', ...settings, secretAccessKey: '${secret:key}', sessionToken: '${secret:token}' });
  const text = event(good);
  using folder = folderOf({
    'eventwright.yaml': `connections:\n  dev: ${connection}\n`,
    'placed.event.yaml': placed,
    'samples/one.json': text,
  });
  const env = { EVENTWRIGHT_SECRET_KEY: String(settings.secretAccessKey), EVENTWRIGHT_SECRET_TOKEN: String(settings.sessionToken) };
  const { code, stdout, stderr } = await folder.run(['send', 'samples/one.json', '--to', 'dev', '--target', `queue=${queue}`], { env });
  assert.equal(code, 0, stderr + stdout);
  const sender = await connected(sqs);
  assert.deepEqual((await collect(await listened(sender, { queue }), 1)).map(textOf), [text.trimEnd()]);
  await sender.close();
});

function bench(transport: Transport): Omit<Bench, 'route'> {
  const secret = 'wrong/secret-17';
  return {
    transport,
    settings,
    textOnly: true,
    cuttable: async () => {
      const proxy = proxyTo(aws.port);
      // Calls have a connection each; after the cut nobody is there any more.
      return { settings: { ...settings, endpoint: `http://127.0.0.1:${await proxy.port}` }, cut: proxy.close, close: () => {} };
    },
    wrongPassword: { settings: { ...settings, secretAccessKey: secret }, secret },
    at: (port) => ({ ...settings, endpoint: `http://127.0.0.1:${port}` }),
    connects: false,
    server: new RegExp(`^\\w+ \\(127\\.0\\.0\\.1:${aws.port}\\)$`),
  };
}

function connected(transport: Transport, more: Settings = {}): Promise<Sender> {
  return transport.connect({ ...settings, ...more }, { signal: never, deadline: 5000 });
}

async function listened(sender: Sender, source: Settings): Promise<Listener> {
  return (await sender.listen?.(source, never)) ?? assert.fail();
}

async function listenAtQueue(source: Settings) {
  const sender = await connected(sqs);
  const listener = await listened(sender, source);
  return { listener: { arrivals: listener.arrivals, stop: () => sender.close() }, settings };
}

/** What the buses take from now on. */
function listenAtBuses(): Listener {
  const arrivals = createArrivals();
  let seen = aws.entries.length;
  const looking = setInterval(() => {
    for (const entry of aws.entries.slice(seen))
      arrivals.push({ message: message(entry.Detail ?? ''), from: entry.EventBusName ?? '', at: Date.now() });
    seen = aws.entries.length;
  }, 10);
  return {
    arrivals,
    stop: async () => {
      clearInterval(looking);
      arrivals.end();
    },
  };
}

async function newQueue(attributes: Readonly<Record<string, string>> = {}): Promise<string> {
  const queue = `orders-${++count}${attributes.FifoQueue ? '.fifo' : ''}`;
  await aws.call('AmazonSQS.CreateQueue', { QueueName: queue, Attributes: attributes });
  return queue;
}

function urlOf(queue: string): string {
  return `http://127.0.0.1:${aws.port}/000000000000/${queue}`;
}

/** A topic, and a queue that gets its events as they are. */
async function newTopic() {
  const queue = await newQueue();
  const created = await aws.call('SNS.CreateTopic', { Name: `topic-${count}` });
  const topicArn = /<TopicArn>([^<]+)/.exec(created)?.[1] ?? assert.fail(created);
  await aws.call('SNS.Subscribe', {
    TopicArn: topicArn,
    Protocol: 'sqs',
    Endpoint: `arn:aws:sqs:eu-central-1:000000000000:${queue}`,
    'Attributes.entry.1.key': 'RawMessageDelivery',
    'Attributes.entry.1.value': 'true',
  });
  return { topicArn, queue };
}

function textOf(arrival: Awaited<ReturnType<typeof collect>>[number]): string {
  return new TextDecoder().decode(arrival.message.body);
}
