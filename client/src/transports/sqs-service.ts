import { createHash } from 'node:crypto';
import type { Receipt, WireMessage } from '../delivery/message.ts';
import { type AwsAnswer, type AwsClient, jsonRequest } from './aws.ts';
import { type FaultWords, jsonOf, refusal, textIn } from './aws-faults.ts';
import { type AwsService, checkRegion, remembered, textBody } from './aws-sender.ts';
import { integerOf, textOf } from './settings.ts';
import { sqsListener } from './sqs-listener.ts';
import { DeliveryError, type Settings } from './transport.ts';

/** SQS by its JSON protocol (2023). */
export function sqsService(client: AwsClient, deadline: number): AwsService {
  const lookUp = remembered((queue) => askForUrl(client, queue, deadline));
  const urlOf = async (queue: string, signal: AbortSignal): Promise<string> => {
    if (/^https?:\/\//.test(queue)) {
      checkRegion(/^https:\/\/sqs\.([a-z\d-]+)\.amazonaws\.com/.exec(queue)?.[1], client, 'The queue');
      return queue;
    }
    if (!/^[\w-]{1,75}(\.fifo)?$/.test(queue))
      throw new DeliveryError('misuse', `"${queue}" is no name of a queue: only letters, digits, hyphens and underscores are. A URL works too.`);
    return lookUp(queue, signal);
  };

  return {
    probe: jsonRequest('1.0', 'AmazonSQS.ListQueues', { MaxResults: 1 }),
    async compose(message, target, signal) {
      const queue = queueOf(target);
      const text = textBody(message, 'SQS');
      const groupId = textOf(target, 'groupId');
      const deduplicationId = textOf(target, 'deduplicationId');
      const delay = integerOf(target, 'delay');
      if (delay !== undefined && (delay < 0 || delay > 900)) throw new DeliveryError('misuse', '"delay" is from 0 to 900 seconds.');
      if (queue.endsWith('.fifo') && groupId === undefined) throw new DeliveryError('misuse', 'A FIFO queue needs a "groupId".');
      const attributes = attributesOf(message);
      const request = jsonRequest('1.0', 'AmazonSQS.SendMessage', {
        QueueUrl: await urlOf(queue, signal),
        MessageBody: text,
        ...(groupId === undefined ? {} : { MessageGroupId: groupId }),
        ...(deduplicationId === undefined ? {} : { MessageDeduplicationId: deduplicationId }),
        ...(delay === undefined ? {} : { DelaySeconds: delay }),
        ...(attributes === undefined ? {} : { MessageAttributes: attributes }),
      });
      return { request, receipt: (answer) => receiptOf(answer, text), words: missingQueue(queue, client) };
    },
    async listen(source, signal) {
      const queue = queueOf(source);
      const url = await urlOf(queue, signal);
      return sqsListener(client, { url, name: queue.slice(queue.lastIndexOf('/') + 1), words: missingQueue(queue, client) }, deadline, signal);
    },
  };
}

function queueOf(settings: Settings): string {
  const queue = textOf(settings, 'queue');
  if (queue === undefined) throw new DeliveryError('misuse', '"queue" is missing.');
  return queue;
}

async function askForUrl(client: AwsClient, queue: string, deadline: number): Promise<string> {
  const answer = await client.ask(jsonRequest('1.0', 'AmazonSQS.GetQueueUrl', { QueueName: queue }), new AbortController().signal, deadline);
  if (answer.status >= 300) throw refusal(client, answer, missingQueue(queue, client));
  const url = textIn(jsonOf(answer.body), 'QueueUrl');
  if (url === undefined) throw new DeliveryError('protocol', `SQS did not tell the URL of queue "${queue}".`);
  return url;
}

function missingQueue(queue: string, { region }: AwsClient): FaultWords {
  return ({ code }) => (/QueueDoesNotExist|NonExistentQueue/.test(code) ? `Queue "${queue}" does not exist in ${region}.` : undefined);
}

/** SQS tells the checksum of what it has stored. */
function receiptOf({ body }: AwsAnswer, text: string): Receipt {
  const answer = jsonOf(body);
  const id = textIn(answer, 'MessageId');
  const number = textIn(answer, 'SequenceNumber');
  const by = `SQS (message ${id}${number === undefined ? '' : `, sequence ${number}`})`;
  if (id === undefined) return { state: 'unknown', by: 'SQS', detail: 'SQS gave an answer that was not understood. The event may have arrived.' };
  if (textIn(answer, 'MD5OfMessageBody') !== createHash('md5').update(text).digest('hex'))
    return { state: 'unknown', by, detail: 'What SQS has stored has another checksum than the event: it was changed on the way.' };
  return { state: 'acknowledged', by, detail: 'SQS has stored the event, and its checksum is right.' };
}

/** Headers are attributes; SQS has each name once. */
function attributesOf({ headers }: WireMessage): Readonly<Record<string, object>> | undefined {
  if (headers.length === 0) return undefined;
  const repeated = headers.find(([name], index) => headers.findIndex(([other]) => other === name) !== index);
  if (repeated) throw new DeliveryError('misuse', `The header "${repeated[0]}" is there twice, and SQS takes each once.`);
  return Object.fromEntries(headers.map(([name, value]) => [name, { DataType: 'String', StringValue: value }]));
}
