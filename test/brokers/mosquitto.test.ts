import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { type Bench, collect, conforms, message, never } from '../../client/src/transports/conformance.testing.ts';
import { mqtt } from '../../client/src/transports/mqtt.ts';
import { proxyTo } from '../../client/src/transports/servers.testing.ts';
import type { Settings } from '../../client/src/transports/transport.ts';
import { startMosquitto } from './mosquitto.ts';

const server = await startMosquitto();
const settings: Settings = { url: server.url, user: server.user, password: server.password };
const run = process.pid;
let topics = 0;
after(() => server.stop());

conforms('mqtt 3.1.1 with mosquitto', {
  ...bench({ version: '3.1.1' }),
  // Without the modes that need headers, which 3.1.1 does not have.
  transport: { ...mqtt, modes: ['structured'] },
  unroutable: { target: { topic: `nobody/${run}` }, state: 'acknowledged', words: /does not tell whether anybody is subscribed/ },
});

conforms('mqtt 5 with mosquitto', {
  ...bench({}),
  unroutable: { target: { topic: `nobody/${run}` }, state: 'failed', words: /^No subscriber on "nobody\/\d+"\.$/ },
  ...(server.own ? { refused: { target: { topic: 'forbidden' }, words: /does not allow user "eventwright" to send to "forbidden"/ } } : {}),
});

test('QoS 0 claims nothing, QoS 2 is acknowledged, and other numbers are refused', async () => {
  const sender = await mqtt.connect(settings, { signal: never, deadline: 5000 });
  const topic = `qos/${run}`;
  const listener = (await sender.listen?.({ topic: `qos/#` }, never)) ?? assert.fail();
  const none = await sender.send(message('0'), { topic, qos: 0 }, never);
  assert.deepEqual([none.state, none.detail], ['unknown', 'Sent. QoS 0 has no acknowledgement; delivery is unknown.']);
  const twice = await sender.send(message('2'), { topic, qos: 2 }, never);
  assert.equal(twice.state, 'acknowledged', twice.detail);
  assert.equal((await collect(listener, 2)).length, 2);
  await assert.rejects(sender.send(message(''), { topic, qos: 3 }, never), { code: 'misuse' });
  await assert.rejects(sender.send(message(''), { topic: 'a/#' }, never), { code: 'misuse' });
  await sender.close();
});

test('an event that is cut off before its PUBACK is unknown', async () => {
  const proxy = proxyTo(server.port, server.host);
  const sender = await mqtt.connect(
    { ...settings, url: `mqtt://127.0.0.1:${await proxy.port}` },
    { name: 'dev-mqtt', signal: never, deadline: 5000 },
  );
  proxy.hold();
  const sending = sender.send(message('1'), { topic: 'orders' }, never);
  setTimeout(proxy.cut, 100);
  assert.deepEqual(await sending, {
    state: 'unknown',
    by: 'MQTT broker',
    detail: 'dev-mqtt disconnected before it acknowledged. The event may have arrived.',
  });
  await sender.close();
  proxy.close();
});

function bench(more: Settings): Bench {
  return {
    transport: mqtt,
    settings: { ...settings, ...more },
    route: async () => {
      const topic = `orders/${run}/${++topics}`;
      return { target: { topic }, source: { topic } };
    },
    cuttable: async () => {
      const proxy = proxyTo(server.port, server.host);
      return { settings: { ...settings, ...more, url: `mqtt://127.0.0.1:${await proxy.port}` }, cut: proxy.cut, close: proxy.close };
    },
    wrongPassword: { settings: { ...settings, ...more, password: 'wrong-password-17' }, secret: 'wrong-password-17' },
    at: (port) => ({ ...more, url: `mqtt://127.0.0.1:${port}` }),
    connects: true,
    server: /^mosquitto 2|^MQTT/,
  };
}
