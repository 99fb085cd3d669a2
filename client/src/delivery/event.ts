/**
 * An event that is ready to go, as the engine composed it from a sample. The structured text is the very text of the
 * file, so that the bytes in the file are the bytes on the wire.
 */
export interface OutgoingEvent {
  /** The whole event as one JSON text. */
  readonly structured: string;
  /** The media type of `structured`: `application/cloudevents+json`, or `application/json` for other envelopes. */
  readonly contentType: string;
  /** `cloudevents` where binary mode is possible. */
  readonly envelope?: string;
  /** CloudEvents context attributes in their canonical string form (CloudEvents 1.0, Type System), data apart. */
  readonly attributes: readonly (readonly [name: string, value: string])[];
  /** The data alone, for binary mode. */
  readonly data?: EventData;
  readonly type?: string;
}

export interface EventData {
  /** The text as it stands in the file, or base64 of the bytes. */
  readonly text: string;
  readonly encoding: 'text' | 'base64';
  readonly contentType: string;
}

/** CloudEvents 1.0, Message: how an event lies in a message. */
export type Mode = 'structured' | 'binary' | 'batch';
