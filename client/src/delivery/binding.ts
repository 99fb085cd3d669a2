/** How a protocol carries a CloudEvent in its headers, by its binding's specification. */
export interface Binding {
  /** The specification; `none` where CloudEvents has no binding for this protocol. */
  readonly id: 'http' | 'mqtt' | 'amqp' | 'kafka' | 'nats' | 'none';
  /** The prefix of an attribute's header, e.g. `ce-`. */
  readonly prefix: string;
  /** Whether header values are percent-encoded (HTTP binding 1.0, 3.1.3.2). */
  readonly percentEncoded: boolean;
  /** Whether `datacontenttype` has a header like any other attribute; else it is the content type of the message. */
  readonly typeHeader?: boolean;
}

/** The bindings of CloudEvents 1.0.2, section 3.1 of each specification; of NATS the later draft, which has binary mode. */
export const bindings = {
  http: { id: 'http', prefix: 'ce-', percentEncoded: true },
  mqtt: { id: 'mqtt', prefix: '', percentEncoded: false },
  amqp: { id: 'amqp', prefix: 'cloudEvents:', percentEncoded: false },
  kafka: { id: 'kafka', prefix: 'ce_', percentEncoded: false },
  /** NATS percent-encodes by the same rules as HTTP (NATS binding 1.0.3-wip, 3.1.3.1 and 3.1.3.2). */
  nats: { id: 'nats', prefix: 'ce-', percentEncoded: true, typeHeader: true },
  none: { id: 'none', prefix: '', percentEncoded: false },
} as const satisfies Record<Binding['id'], Binding>;
