import { bindings } from '../delivery/binding.ts';
import { awsClient, awsConnection } from './aws.ts';
import { awsSender } from './aws-sender.ts';
import { textOf } from './settings.ts';
import { sqsService } from './sqs-service.ts';
import type { FieldDeclaration, Transport } from './transport.ts';

const queue: FieldDeclaration = {
  name: 'queue',
  title: 'Queue',
  type: 'string',
  required: true,
  description: 'The name of the queue, or its URL.',
  example: 'orders',
};

const target: readonly FieldDeclaration[] = [
  queue,
  {
    name: 'groupId',
    title: 'Group',
    type: 'string',
    description: 'The message group of a FIFO queue: events of one group stay in order.',
    example: 'customer-4711',
  },
  {
    name: 'deduplicationId',
    title: 'Deduplication id',
    type: 'string',
    advanced: true,
    description: 'For FIFO queues: what comes again with the same id within five minutes is taken and not delivered.',
  },
  {
    name: 'delay',
    title: 'Delay',
    type: 'integer',
    advanced: true,
    description: "Seconds until it can be received, up to 900; the queue's own delay when it is empty.",
  },
];

const source: readonly FieldDeclaration[] = [{ ...queue, description: 'The queue to take from, by name or URL: what is taken is gone for others.' }];

export const sqs: Transport = {
  id: 'sqs',
  title: 'Amazon SQS',
  summary: 'Queues of Amazon SQS, standard and FIFO, and of servers that speak its protocol, such as LocalStack and ElasticMQ.',
  runsIn: ['node'],
  connection: awsConnection,
  target,
  source,
  modes: ['structured'],
  binding: bindings.none,
  echo: false,
  acknowledgement: 'SQS has stored the event on several servers, and its checksum is that of the event.',
  inFlight: 10,
  describeTarget(target) {
    const name = textOf(target, 'queue') ?? '';
    const group = textOf(target, 'groupId');
    return `${name.slice(name.lastIndexOf('/') + 1)}${group === undefined ? '' : ` / ${group}`}`;
  },
  async connect(settings, options) {
    const client = await awsClient('SQS', 'sqs', settings, options);
    return awsSender(client, options, sqsService(client, options.deadline));
  },
};
