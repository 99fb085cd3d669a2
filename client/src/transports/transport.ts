import type { Mode } from '../delivery/event.ts';
import type { Arrival, Receipt, WireMessage } from '../delivery/message.ts';
import type { Binding } from '../delivery/binding.ts';

/**
 * A way to a broker. One file, one page (`<id>.md`), one line in `index.ts`, one call of the conformance suite. Its fields are
 * declared once: validation, completion, forms and docs are drawn from them. Encoding happens outside of it.
 */
export interface Transport {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  /** Where it can run: `web` has no sockets. */
  readonly runsIn: readonly ('node' | 'web')[];
  readonly connection: readonly FieldDeclaration[];
  readonly target: readonly FieldDeclaration[];
  /** What a listener needs; empty where it cannot listen. */
  readonly source: readonly FieldDeclaration[];
  readonly modes: readonly Mode[];
  readonly binding: Binding;
  /**
   * Whether the editor may listen at the target by itself when it sends: only where that changes nothing for anybody
   * else. A listener at a broker makes an unroutable event routable, so there a person has to ask for it.
   */
  readonly echo: boolean;
  /** What an acknowledgement is worth here, in one sentence; or that none exists. */
  readonly acknowledgement: string;
  /** The most sends that may be under way at once; 1 keeps the order. */
  readonly inFlight: number;
  /** One line for the timeline: `orders / order.placed`. */
  describeTarget(target: Settings): string;
  /** Loads the client library, and connects. Rejects with a DeliveryError only. */
  connect(settings: Settings, options: ConnectOptions): Promise<Sender>;
}

export type Settings = Readonly<Record<string, unknown>>;

export interface FieldDeclaration {
  readonly name: string;
  readonly title: string;
  /** A `list` is one of texts; it may also be written as one text, with commas. */
  readonly type: 'string' | 'integer' | 'boolean' | 'enum' | 'list' | 'headers';
  readonly description: string;
  readonly required?: boolean;
  readonly default?: string | number | boolean;
  readonly values?: readonly string[];
  readonly example?: string;
  /** Kept in a secret store, never in a file. */
  readonly secret?: boolean;
  /** Folded away under Options. */
  readonly advanced?: boolean;
}

export interface ConnectOptions {
  /** What the person calls the connection, for messages; the transport's title without it. */
  readonly name?: string;
  readonly signal: AbortSignal;
  /** Milliseconds for connecting, and for each send. */
  readonly deadline: number;
  /** Told once when the connection is gone without `close()`. */
  onLost?(error: DeliveryError): void;
}

/** An open connection. */
export interface Sender {
  /**
   * Sends one message. Resolves with what became of it; a refusal by the broker is a `failed` receipt and not a rejection.
   * Rejects only when the call itself is wrong (a DeliveryError with `misuse`).
   */
  send(message: WireMessage, target: Settings, signal: AbortSignal): Promise<Receipt>;
  /** Resolves once the subscription stands, so that what is sent afterwards arrives. */
  listen?(source: Settings, signal: AbortSignal): Promise<Listener>;
  /** Asks the broker for a sign of life; resolves with who answered, e.g. `RabbitMQ 3.10.8`. */
  probe(signal: AbortSignal): Promise<string>;
  /** Waits for what is under way, then closes. A second call does nothing. */
  close(): Promise<void>;
}

export interface Listener {
  /** Where others reach it, for a listener that is a server of its own, e.g. `http://127.0.0.1:41234/8f…/`. */
  readonly address?: string;
  /** Ends when it is stopped; throws a DeliveryError when the connection is lost. */
  readonly arrivals: AsyncIterable<Arrival>;
  stop(): Promise<void>;
}

export type DeliveryErrorCode =
  | 'refused'
  | 'unresolved'
  | 'tls'
  | 'auth'
  | 'timeout'
  | 'cancelled'
  | 'missing-target'
  | 'lost'
  | 'misuse'
  | 'protocol';

/** What can go wrong on the way to a broker, in words for a person. Holds no secret: neither in its message nor in its cause. */
export class DeliveryError extends Error {
  override readonly name = 'DeliveryError';
  readonly code: DeliveryErrorCode;
  constructor(code: DeliveryErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}
