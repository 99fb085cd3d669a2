import { type EmbeddedAddress, embedded } from './embedded.ts';
import { eventbridge } from './eventbridge.ts';
import { http } from './http.ts';
import { inProcess } from './in-process.ts';
import { kafka } from './kafka.ts';
import { mqtt } from './mqtt.ts';
import { nats } from './nats.ts';
import { rabbitmq } from './rabbitmq.ts';
import { redis } from './redis.ts';
import { sns } from './sns.ts';
import { sqs } from './sqs.ts';
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
    eventbridge,
    http,
    inProcess(),
    kafka,
    mqtt,
    nats,
    rabbitmq,
    redis,
    sns,
    sqs,
  ];
}
