import { bindings } from '../delivery/binding.ts';
import type { Receipt, WireMessage } from '../delivery/message.ts';
import { type AwsAnswer, type AwsClient, type AwsRequest, awsClient, awsConnection } from './aws.ts';
import { element } from './aws-faults.ts';
import { type AwsService, awsSender, checkRegion, textBody } from './aws-sender.ts';
import { textOf } from './settings.ts';
import { DeliveryError, type FieldDeclaration, type Transport } from './transport.ts';

const example = 'arn:aws:sns:eu-central-1:123456789012:orders';

const target: readonly FieldDeclaration[] = [
  {
    name: 'topicArn',
    title: 'Topic',
    type: 'string',
    required: true,
    description: 'The ARN of the topic.',
    example,
  },
  {
    name: 'groupId',
    title: 'Group',
    type: 'string',
    description: 'The message group of a FIFO topic: events of one group stay in order.',
    example: 'customer-4711',
  },
  {
    name: 'deduplicationId',
    title: 'Deduplication id',
    type: 'string',
    advanced: true,
    description: 'For FIFO topics: what comes again with the same id within five minutes is taken and not delivered.',
  },
];

export const sns: Transport = {
  id: 'sns',
  title: 'Amazon SNS',
  summary: 'Topics of Amazon SNS, standard and FIFO. To see what arrives, subscribe a queue of SQS and listen there.',
  runsIn: ['node'],
  connection: awsConnection,
  target,
  source: [],
  modes: ['structured'],
  binding: bindings.none,
  echo: false,
  acknowledgement: 'SNS has stored the event and will try to deliver it; whether anybody is subscribed, it does not tell.',
  inFlight: 10,
  describeTarget: (target) => nameOf(textOf(target, 'topicArn') ?? ''),
  async connect(settings, options) {
    const client = await awsClient('SNS', 'sns', settings, options);
    return awsSender(client, options, snsService(client));
  },
};

/** SNS speaks only the old protocol: forms go in, XML comes out. */
function snsService(client: AwsClient): AwsService {
  return {
    probe: snsRequest('ListTopics', []),
    async compose(message, target) {
      const arn = textOf(target, 'topicArn');
      if (arn === undefined) throw new DeliveryError('misuse', '"topicArn" is missing.');
      const region = /^arn:[^:]+:sns:([^:]+):\d{12}:[\w-]+(?:\.fifo)?$/.exec(arn)?.[1];
      if (region === undefined) throw new DeliveryError('misuse', `"topicArn" is no ARN of a topic. Write it like ${example}.`);
      checkRegion(region, client, 'The topic');
      const groupId = textOf(target, 'groupId');
      if (arn.endsWith('.fifo') && groupId === undefined) throw new DeliveryError('misuse', 'A FIFO topic needs a "groupId".');
      const request = snsRequest('Publish', [
        ['TopicArn', arn],
        ['Message', textBody(message, 'SNS')],
        ...optional('MessageGroupId', groupId),
        ...optional('MessageDeduplicationId', textOf(target, 'deduplicationId')),
        ...attributesOf(message),
      ]);
      return {
        request,
        receipt: receiptOf,
        words: ({ code }) => (code === 'NotFound' ? `Topic "${nameOf(arn)}" does not exist in ${region}.` : undefined),
      };
    },
  };
}

type Parameter = readonly [name: string, value: string];

function snsRequest(action: string, parameters: readonly Parameter[]): AwsRequest {
  const form = new URLSearchParams({ Action: action, Version: '2010-03-31' });
  for (const [name, value] of parameters) form.append(name, value);
  return { headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' }, body: form.toString() };
}

function receiptOf({ body }: AwsAnswer): Receipt {
  const id = element(body, 'MessageId');
  if (id === undefined) return { state: 'unknown', by: 'SNS', detail: 'SNS gave an answer that was not understood. The event may have arrived.' };
  const number = element(body, 'SequenceNumber');
  return {
    state: 'acknowledged',
    by: `SNS (message ${id}${number === undefined ? '' : `, sequence ${number}`})`,
    detail: 'SNS has the event. Whether anybody is subscribed, it does not tell.',
  };
}

function attributesOf({ headers }: WireMessage): readonly Parameter[] {
  return headers.flatMap(([name, value], index): readonly Parameter[] => {
    const entry = `MessageAttributes.entry.${index + 1}`;
    return [
      [`${entry}.Name`, name],
      [`${entry}.Value.DataType`, 'String'],
      [`${entry}.Value.StringValue`, value],
    ];
  });
}

function optional(name: string, value: string | undefined): readonly Parameter[] {
  return value === undefined ? [] : [[name, value]];
}

function nameOf(arn: string): string {
  return arn.slice(arn.lastIndexOf(':') + 1);
}
