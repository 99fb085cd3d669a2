import { bindings } from '../delivery/binding.ts';
import { membersOf } from '../delivery/split-array.ts';
import type { Receipt } from '../delivery/message.ts';
import { type AwsAnswer, type AwsClient, awsClient, awsConnection, jsonRequest } from './aws.ts';
import { faultOf, isDenied, jsonOf, memberOf, refusal, textIn } from './aws-faults.ts';
import { type AwsService, awsSender, checkRegion, remembered, textBody } from './aws-sender.ts';
import { textOf } from './settings.ts';
import { DeliveryError, type FieldDeclaration, type Settings, type Transport } from './transport.ts';

const target: readonly FieldDeclaration[] = [
  { name: 'bus', title: 'Bus', type: 'string', default: 'default', description: 'The event bus, by name or ARN.', example: 'shop' },
  {
    name: 'source',
    title: 'Source',
    type: 'string',
    advanced: true,
    description: "What rules know as the source; the event's own source when it is empty.",
    example: 'shop.orders',
  },
  {
    name: 'detailType',
    title: 'Detail type',
    type: 'string',
    advanced: true,
    description: "What rules know as the detail-type; the event's own type when it is empty.",
    example: 'OrderPlaced',
  },
];

export const eventbridge: Transport = {
  id: 'eventbridge',
  title: 'Amazon EventBridge',
  summary: 'Event buses of Amazon EventBridge. To see what arrives, let a rule send it to a queue of SQS and listen there.',
  runsIn: ['node'],
  connection: awsConnection,
  target,
  source: [],
  modes: ['structured'],
  binding: bindings.none,
  echo: false,
  acknowledgement: 'The bus has the event; whether a rule matched, EventBridge does not tell.',
  inFlight: 10,
  describeTarget: (target) => textOf(target, 'bus') ?? 'default',
  async connect(settings, options) {
    const client = await awsClient('EventBridge', 'events', settings, options);
    return awsSender(client, options, eventBridgeService(client, options.deadline));
  },
};

function eventBridgeService(client: AwsClient, deadline: number): AwsService {
  const lookUp = remembered((bus) => exists(client, bus, deadline));
  return {
    probe: jsonRequest('1.1', 'AWSEvents.ListEventBuses', { Limit: 1 }),
    async compose(message, target, signal) {
      const bus = textOf(target, 'bus') ?? 'default';
      checkRegion(/^arn:[^:]+:events:([^:]+):/.exec(bus)?.[1], client, 'The bus');
      const entry = entryOf(textBody(message, 'EventBridge'), target);
      const seen = bus === 'default' || (await lookUp(bus, signal));
      const request = jsonRequest('1.1', 'AWSEvents.PutEvents', { Entries: [{ EventBusName: bus, ...entry }] });
      return { request, receipt: (answer) => receiptOf(answer, bus, seen), words: () => undefined };
    },
  };
}

/**
 * EventBridge takes events for a bus that does not exist, tells an event id, and drops them. So a bus is looked up before its
 * first event; false where the key has no right to ask.
 */
async function exists(client: AwsClient, bus: string, deadline: number): Promise<boolean> {
  const answer = await client.ask(jsonRequest('1.1', 'AWSEvents.DescribeEventBus', { Name: bus }), new AbortController().signal, deadline);
  if (answer.status < 300) return true;
  if (isDenied(faultOf(answer))) return false;
  throw refusal(client, answer, ({ code }) =>
    code === 'ResourceNotFoundException' ? `Bus "${bus}" does not exist in ${client.region}.` : undefined,
  );
}

/** What EventBridge is given of an event. Its parts go as they are written: numbers keep their digits. */
function entryOf(text: string, target: Settings): Readonly<Record<string, unknown>> {
  const value = jsonOf(text);
  const envelope = textIn(value, 'detail-type') !== undefined && typeof memberOf(value, 'detail') === 'object';
  const source = textOf(target, 'source') ?? textIn(value, 'source');
  const detailType = textOf(target, 'detailType') ?? textIn(value, envelope ? 'detail-type' : 'type');
  if (source === undefined || source === '') throw new DeliveryError('misuse', 'The event has no source, which EventBridge needs. Set "source".');
  if (detailType === undefined || detailType === '')
    throw new DeliveryError('misuse', 'The event has no type, which EventBridge needs. Set "detailType".');
  if (!envelope) return { Source: source, DetailType: detailType, Detail: text };
  // An event in EventBridge's own envelope gets a new one there, so only what is in it goes.
  const resources = memberOf(value, 'resources');
  const time = Date.parse(textIn(value, 'time') ?? '');
  return {
    Source: source,
    DetailType: detailType,
    Detail: membersOf(text).get('detail'),
    ...(Array.isArray(resources) && resources.every((each) => typeof each === 'string') ? { Resources: resources } : {}),
    ...(Number.isNaN(time) ? {} : { Time: time / 1000 }),
  };
}

/** Each entry has its own answer. */
function receiptOf({ body }: AwsAnswer, bus: string, seen: boolean): Receipt {
  const entries = memberOf(jsonOf(body), 'Entries');
  const entry: unknown = Array.isArray(entries) ? entries[0] : undefined;
  const id = textIn(entry, 'EventId');
  if (id !== undefined)
    return {
      state: 'acknowledged',
      by: `EventBridge (event ${id})`,
      detail: seen
        ? `Bus "${bus}" has the event. Whether a rule matched, EventBridge does not tell.`
        : `EventBridge has the event. This key may not ask whether bus "${bus}" exists; if it does not, the event is gone.`,
    };
  const code = textIn(entry, 'ErrorCode');
  if (code === undefined || code === 'InternalFailure' || code === 'InternalException')
    return {
      state: 'unknown',
      by: code === undefined ? 'EventBridge' : `EventBridge (${code})`,
      detail: 'EventBridge broke down. It may have taken the event before.',
    };
  const said = textIn(entry, 'ErrorMessage') ?? code;
  return { state: 'failed', by: `EventBridge (${code})`, detail: `EventBridge refused the event: ${said}` };
}
