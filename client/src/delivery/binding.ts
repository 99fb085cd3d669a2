/** How a protocol carries a CloudEvent in its headers, by its binding's specification. */
export interface Binding {
  /** The specification; `none` where CloudEvents has no binding for this protocol. */
  readonly id: 'http' | 'mqtt' | 'amqp' | 'kafka' | 'nats' | 'none';
  /** The prefix of an attribute's header, e.g. `ce-`. */
  readonly prefix: string;
  /** Whether header values are percent-encoded (HTTP binding 1.0, 3.1.3.2). */
  readonly percentEncoded: boolean;
}
