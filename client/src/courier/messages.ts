import { DeliveryError, type DeliveryErrorCode } from '../transports/transport.ts';
import type { Connection, ListenRequest, Received, SendRequest } from './courier.ts';

/** What the courier's process is asked. Sent with structured clone, so bytes stay bytes. */
export type Request =
  | { readonly kind: 'transports'; readonly id: number }
  | { readonly kind: 'send'; readonly id: number; readonly request: SendRequest }
  | { readonly kind: 'listen'; readonly id: number; readonly request: ListenRequest }
  | { readonly kind: 'stop'; readonly id: number; readonly listener: number }
  | { readonly kind: 'probe'; readonly id: number; readonly connection: Connection }
  | { readonly kind: 'embeddedBroker'; readonly id: number }
  | { readonly kind: 'cancel'; readonly id: number }
  | { readonly kind: 'close'; readonly id: number };

/** What it answers. `id` is the request's; a listener goes by the id of its request. */
export type Response =
  | { readonly kind: 'ready'; readonly id: number }
  | { readonly kind: 'done'; readonly id: number; readonly value?: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly error: WireError }
  | { readonly kind: 'arrival'; readonly id: number; readonly arrival: Received }
  | { readonly kind: 'ended'; readonly id: number; readonly words?: string };

/** An error as it crosses: its words only, since causes and stacks may hold more than was meant. */
export interface WireError {
  readonly code?: DeliveryErrorCode;
  readonly message: string;
}

/** A request, or undefined for what is none: the other side may be of another version. */
export function readRequest(message: unknown): Request | undefined {
  if (!isRecord(message) || typeof message.id !== 'number') return undefined;
  switch (message.kind) {
    case 'transports':
    case 'embeddedBroker':
    case 'cancel':
    case 'close':
      return message as Request;
    case 'send':
      return isSend(message.request) ? (message as Request) : undefined;
    case 'listen':
      return isRecord(message.request) && isConnection(message.request.connection) && isRecord(message.request.source)
        ? (message as Request)
        : undefined;
    case 'stop':
      return typeof message.listener === 'number' ? (message as Request) : undefined;
    case 'probe':
      return isConnection(message.connection) ? (message as Request) : undefined;
    default:
      return undefined;
  }
}

/** A response, or undefined for what is none. */
export function readResponse(message: unknown): Response | undefined {
  if (!isRecord(message) || typeof message.id !== 'number') return undefined;
  if (message.kind === 'ready' || message.kind === 'done' || message.kind === 'ended') return message as Response;
  if (message.kind === 'failed') return isRecord(message.error) && typeof message.error.message === 'string' ? (message as Response) : undefined;
  return message.kind === 'arrival' && isRecord(message.arrival) ? (message as Response) : undefined;
}

export function toWireError(error: unknown): WireError {
  if (error instanceof DeliveryError) return { code: error.code, message: error.message };
  // A bug of ours: its words may quote anything, so only its kind crosses.
  return { message: `The courier failed: ${error instanceof Error ? error.name : 'unknown error'}.` };
}

export function fromWireError(error: WireError): Error {
  return error.code === undefined ? new Error(error.message) : new DeliveryError(error.code, error.message);
}

function isSend(value: unknown): boolean {
  if (!isRecord(value) || !isConnection(value.connection) || !isRecord(value.target) || !isRecord(value.event)) return false;
  const { event, mode } = value;
  return (
    ['structured', 'binary', 'batch'].includes(String(mode)) &&
    typeof event.structured === 'string' &&
    typeof event.contentType === 'string' &&
    Array.isArray(event.attributes)
  );
}

function isConnection(value: unknown): boolean {
  return isRecord(value) && typeof value.name === 'string' && typeof value.transport === 'string' && isRecord(value.settings);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
