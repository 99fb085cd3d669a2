import { type EmbeddedAddress, embedded } from './embedded.ts';
import { http } from './http.ts';
import { inProcess } from './in-process.ts';
import { mqtt } from './mqtt.ts';
import { nats } from './nats.ts';
import { rabbitmq } from './rabbitmq.ts';
import { redis } from './redis.ts';
import type { Transport } from './transport.ts';

export interface TransportPorts {
  /** Where the embedded broker is; starts it on first use. */
  readonly embeddedBroker: () => Promise<EmbeddedAddress>;
}

/**
 * All ways to a broker, sorted. Their declarations are read without their client libraries: those are loaded when a
 * connection is opened.
 */
export function createTransports(ports: TransportPorts): readonly Transport[] {
  return [
    embedded(ports.embeddedBroker), //
    http,
    inProcess(),
    mqtt,
    nats,
    rabbitmq,
    redis,
  ];
}
