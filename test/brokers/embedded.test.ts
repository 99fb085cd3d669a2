import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import mqtt from 'mqtt';
import { WebSocket } from 'ws';
import { type RunningBroker, startEmbeddedBroker } from '../../client/src/courier/embedded-broker.ts';
import { type Bench, conforms } from '../../client/src/transports/conformance.testing.ts';
import { embedded } from '../../client/src/transports/embedded.ts';
import { proxyTo } from '../../client/src/transports/servers.testing.ts';
import type { Transport } from '../../client/src/transports/transport.ts';

conforms('embedded', await bench());

async function bench(): Promise<Bench> {
  const broker = await startEmbeddedBroker();
  // The transport has no settings, so what the suite varies is handed to the port that finds the broker.
  const found = embedded(async () => broker);
  const transport: Transport = {
    ...found,
    connect: (settings, options) => embedded(async () => ({ ...broker, ...settings })).connect({}, options),
  };
  let count = 0;
  return {
    transport,
    settings: {},
    route: async () => {
      const topic = `orders/${++count}`;
      return { target: { topic }, source: { topic } };
    },
    unroutable: { target: { topic: 'nobody' }, state: 'acknowledged', words: /does not tell whether anybody is subscribed/ },
    cuttable: async () => {
      const proxy = proxyTo(broker.port);
      return { settings: { port: await proxy.port }, cut: proxy.cut, close: proxy.close };
    },
    wrongPassword: { settings: { password: 'wrong-password-17' }, secret: 'wrong-password-17' },
    connects: true,
    server: /MQTT 3\.1\.1 broker/,
    close: () => broker.close(),
  };
}

describe('the embedded broker', () => {
  let broker: RunningBroker;
  before(async () => {
    broker = await startEmbeddedBroker();
  });
  after(() => broker.close());

  const attempt = (headers: Record<string, string>): Promise<string> =>
    new Promise((resolve) => {
      const socket = new WebSocket(`ws://127.0.0.1:${broker.webSocketPort}`, 'mqtt', { headers });
      socket.on('open', () => {
        resolve('open');
        socket.terminate();
      });
      socket.on('error', (error) => resolve(error.message));
    });

  test('takes no WebSocket of a web page, and none by another name', async () => {
    assert.equal(await attempt({}), 'open');
    assert.match(await attempt({ Origin: 'http://example.com' }), /403/);
    assert.match(await attempt({ Origin: `http://127.0.0.1:${broker.webSocketPort}` }), /403/);
    assert.match(await attempt({ Host: `example.com:${broker.webSocketPort}` }), /403/);
  });

  test('wants its password on both ports', async () => {
    for (const url of [`mqtt://127.0.0.1:${broker.port}`, `ws://127.0.0.1:${broker.webSocketPort}`]) {
      const options = { reconnectPeriod: 0, username: broker.user };
      for (const given of [{}, { password: 'wrong' }, { password: '' }])
        await assert.rejects(connectOnce(url, { ...options, ...given }), { code: 4 });
      const client = await connectOnce(url, { ...options, password: broker.password });
      await client.endAsync();
    }
  });

  test('has another password each time, and closes with its clients', async () => {
    const other = await startEmbeddedBroker();
    assert.notEqual(other.password, broker.password);
    const client = await connectOnce(`mqtt://127.0.0.1:${other.port}`, { reconnectPeriod: 0, username: other.user, password: other.password });
    const gone = new Promise((resolve) => client.once('close', () => resolve('closed')));
    await other.close();
    await other.close();
    assert.equal(await gone, 'closed');
  });
});

function connectOnce(url: string, options: mqtt.IClientOptions): Promise<mqtt.MqttClient> {
  return new Promise((resolve, reject) => {
    const client = mqtt.connect(url, options);
    client.on('connect', () => resolve(client));
    client.on('error', reject);
  });
}
