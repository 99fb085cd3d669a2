/** A message as a broker carries it. Headers keep their order and may repeat. */
export interface WireMessage {
  readonly body: Uint8Array;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Partition or routing key, where the transport has one. */
  readonly key?: Uint8Array;
  readonly contentType?: string;
}

/**
 * What became of one event. Never a bare "sent": `unknown` says that nobody can tell (a cut after the bytes left, or a
 * transport that has no acknowledgement), and `detail` says why.
 */
export interface Receipt {
  readonly state: 'acknowledged' | 'failed' | 'unknown';
  /** Who said so, e.g. `RabbitMQ (publisher confirm 12)`. */
  readonly by: string;
  /** What it means, in one sentence with what to do next where it failed. */
  readonly detail: string;
}

/** A message that was delivered to a listener. */
export interface Arrival {
  readonly message: WireMessage;
  /** Where it came in: a queue, a topic, a path. */
  readonly from: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}
