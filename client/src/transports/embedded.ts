import { bindings } from '../delivery/binding.ts';
import { mqttSource, mqttTarget } from './mqtt.ts';
import { openMqtt } from './mqtt-sender.ts';
import { textOf } from './settings.ts';
import type { Transport } from './transport.ts';

/** Where the embedded broker of this courier answers, and to whom. */
export interface EmbeddedAddress {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
}

/** A broker that comes with the product, over a real connection. `start` starts it when it does not run yet. */
export function embedded(start: () => Promise<EmbeddedAddress>): Transport {
  return {
    id: 'embedded',
    title: 'Embedded broker',
    summary: 'An MQTT 3.1.1 broker on this machine that comes with Eventwright, starts on first use and ends with its window.',
    runsIn: ['node'],
    connection: [],
    target: mqttTarget,
    source: mqttSource,
    // MQTT 3.1.1 has no user properties, so the binding leaves structured mode only (MQTT binding, 3).
    modes: ['structured'],
    binding: bindings.mqtt,
    echo: true,
    acknowledgement: 'The broker has taken the event into memory (PUBACK). MQTT 3.1.1 does not tell whether anybody is subscribed.',
    inFlight: 20,
    describeTarget: (target) => textOf(target, 'topic') ?? '',
    async connect(_settings, options) {
      const { host, port, user, password } = await start();
      const endpoint = { scheme: 'mqtt', host, port, tls: false, path: '' };
      return openMqtt({ endpoint, version: 4, user, password, broker: 'Embedded broker' }, options);
    },
  };
}
