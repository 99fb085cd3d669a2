import type { Mode, OutgoingEvent } from '../delivery/event.ts';
import type { Receipt, WireMessage } from '../delivery/message.ts';
import type { FieldDeclaration, Settings } from '../transports/transport.ts';

/**
 * The sending side as the editor and the command line see it. In the editor it is a process of its own, since a client
 * library with an unhandled error would take the extension host with it; on the command line it runs in place.
 */
export interface Courier {
  /** What can be sent over, with the fields of each: for forms, completion and checks. */
  transports(): Promise<readonly TransportInfo[]>;
  /** Encodes the event and sends it. Every call ends with a receipt; it rejects (DeliveryError) only before anything left. */
  send(request: SendRequest, signal: AbortSignal): Promise<Sent>;
  /** Listens until stopped. Resolves once the subscription stands. */
  listen(request: ListenRequest, onArrival: (arrival: Received) => void, signal: AbortSignal): Promise<Listening>;
  /** Who answers there, e.g. `RabbitMQ 3.10.8`; rejects with a DeliveryError that says what is wrong. */
  probe(connection: Connection, signal: AbortSignal): Promise<string>;
  /** Starts the embedded broker on first use. It ends with the courier. */
  embeddedBroker(): Promise<EmbeddedBroker>;
  close(): Promise<void>;
}

/** A connection with its secrets filled in: never logged, never sent anywhere but to the transport. */
export interface Connection {
  readonly name: string;
  readonly transport: string;
  readonly settings: Settings;
}

export interface SendRequest {
  readonly connection: Connection;
  readonly target: Settings;
  readonly event: OutgoingEvent;
  readonly mode: Mode;
  /** Besides those that the binding sets. */
  readonly headers?: readonly (readonly [name: string, value: string])[];
}

export interface Sent {
  readonly receipt: Receipt;
  /** The very message that left, or was about to. */
  readonly message: WireMessage;
  readonly target: string;
  /** Milliseconds from the call to the receipt. */
  readonly latency: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

export interface ListenRequest {
  readonly connection: Connection;
  readonly source: Settings;
}

export interface Listening {
  /** Where others reach it, for a listener that is a server of its own. */
  readonly address?: string;
  /** Resolves when it has ended: with what went wrong in words, or with nothing when it was stopped. */
  readonly ended: Promise<string | undefined>;
  stop(): Promise<void>;
}

/** A message that arrived, and the event that was recognised in it. */
export interface Received {
  readonly message: WireMessage;
  readonly from: string;
  readonly at: number;
  readonly mode?: Mode;
  /** The event as structured JSON, to be checked by the engine; undefined where the body is no JSON event. */
  readonly structured?: string;
  /** What tells events apart, to pair it with what was sent. */
  readonly id?: string;
  readonly source?: string;
  readonly type?: string;
}

/** MQTT 3.1.1 on loopback. Its user and password are for other clients of this machine; `connection` needs none. */
export interface EmbeddedBroker {
  readonly host: string;
  readonly port: number;
  readonly webSocketPort: number;
  readonly user: string;
  readonly password: string;
  readonly connection: Connection;
}

/** A transport without its code: what crosses from the courier's process. */
export interface TransportInfo {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly connection: readonly FieldDeclaration[];
  readonly target: readonly FieldDeclaration[];
  readonly source: readonly FieldDeclaration[];
  readonly modes: readonly Mode[];
  /** Whether the editor may listen at the target by itself when it sends (see Transport). */
  readonly echo: boolean;
  readonly acknowledgement: string;
}
