import type { Receipt } from '../delivery/message.ts';
import type { AwsAnswer, AwsClient } from './aws.ts';
import { redact } from './errors.ts';
import { DeliveryError, type DeliveryErrorCode } from './transport.ts';

/** What AWS says when it does not do what it was asked. */
export interface AwsFault {
  /** E.g. `QueueDoesNotExist`, without a namespace. */
  readonly code: string;
  readonly message: string;
}

/** What a person is told of a code that only this service has; undefined for all others. */
export type FaultWords = (fault: AwsFault) => string | undefined;

/** Reads the error out of an answer: JSON of the newer services, XML of the older ones. */
export function faultOf({ status, body }: AwsAnswer): AwsFault {
  const json = jsonOf(body);
  const code = textIn(json, '__type') ?? textIn(json, 'code') ?? element(body, 'Code') ?? `status ${status}`;
  const message = textIn(json, 'message') ?? textIn(json, 'Message') ?? element(body, 'Message') ?? '';
  // `com.amazonaws.sqs#QueueDoesNotExist`; older names have dots: `AWS.SimpleQueueService.NonExistentQueue`.
  return { code: code.slice(code.lastIndexOf('#') + 1), message: message.replace(/\s+/g, ' ').trim().slice(0, 300) };
}

/** The receipt of an event that was answered with an error: of a server that broke down nobody can tell what it had done by then. */
export function refusedBy(client: AwsClient, answer: AwsAnswer, words: FaultWords): Receipt {
  const fault = faultOf(answer);
  const by = `${client.service} (${fault.code})`;
  const { message } = explainFault(client, fault, words);
  if (answer.status < 500 || isThrottling(fault)) return { state: 'failed', by, detail: message };
  return { state: 'unknown', by, detail: `${client.service} broke down with status ${answer.status}. It may have taken the event before.` };
}

/** The same for a question, such as the one for the messages of a queue. */
export function refusal(client: AwsClient, answer: AwsAnswer, words: FaultWords): DeliveryError {
  const { code, message } = explainFault(client, faultOf(answer), words);
  return new DeliveryError(code, message);
}

export function isDenied({ code }: AwsFault): boolean {
  return /^(AccessDenied|AuthorizationError|NotAuthorized|UnauthorizedOperation)/.test(code);
}

function isThrottling({ code }: AwsFault): boolean {
  return /throttl|toomanyrequests|requestlimitexceeded|slowdown/i.test(code);
}

function explainFault(client: AwsClient, fault: AwsFault, words: FaultWords): { code: DeliveryErrorCode; message: string } {
  const { context, service } = client;
  const { code } = fault;
  const said = redact(fault.message, context.secrets);
  const own = words(fault);
  if (own !== undefined) return { code: 'missing-target', message: own };
  if (isDenied(fault)) return { code: 'auth', message: `${context.name} denies this to access key "${context.user}". ${said}`.trim() };
  if (/Skew|RequestExpired/.test(code) || (/Signature/.test(code) && /expired|not yet current/i.test(said)))
    return { code: 'auth', message: `${context.name} finds the signature out of date. Is the clock of this machine right?` };
  if (/Signature/.test(code)) return { code: 'auth', message: `${context.name} rejected the secret of access key "${context.user}".` };
  if (/^ExpiredToken/.test(code)) return { code: 'auth', message: 'The session token has expired. Get a new one.' };
  if (/^(UnrecognizedClient|InvalidClientTokenId|InvalidAccessKeyId)/.test(code))
    return { code: 'auth', message: `${context.name} does not know access key "${context.user}", or its session token is not valid.` };
  if (isThrottling(fault)) return { code: 'protocol', message: `${service} takes no more at the moment (${code}). Wait a little, then try again.` };
  return { code: 'protocol', message: `${service} refused it: ${said === '' ? code : `${said} (${code})`}` };
}

/** The text of the first element of this name. The answers of AWS have no attributes on them, and no CDATA. */
export function element(xml: string, name: string): string | undefined {
  const text = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];
  return text?.replace(/&(lt|gt|quot|apos|amp);/g, (_, entity: string) => entities[entity] ?? '');
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

/** An answer as JSON; undefined for one that is none. */
export function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** A text that is a member of a JSON object. */
export function textIn(value: unknown, name: string): string | undefined {
  const member = memberOf(value, name);
  return typeof member === 'string' ? member : undefined;
}

export function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
}
