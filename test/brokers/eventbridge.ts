import { randomUUID } from 'node:crypto';

/** One entry of PutEvents. */
export interface PutEntry {
  readonly EventBusName?: string;
  readonly Source?: string;
  readonly DetailType?: string;
  readonly Detail?: string;
  readonly Resources?: readonly string[];
  /** Seconds since the epoch. */
  readonly Time?: number;
}

export interface EventBridge {
  readonly entries: readonly PutEntry[];
  answer(action: string, input: Readonly<Record<string, unknown>>): { readonly status: number; readonly body: unknown };
}

/**
 * The part of EventBridge that senders meet, by its API reference: there is no server of others that runs without Docker. It
 * has the buses `default` and `shop`; `closed` may not be asked for. As the real one it takes events for buses that do not exist,
 * and drops them (https://github.com/aws/aws-cli/issues/9186).
 */
export function createEventBridge(region: string): EventBridge {
  const taken: PutEntry[] = [];
  const buses = ['default', 'shop', 'closed'];
  const actions: Readonly<Record<string, (input: Readonly<Record<string, unknown>>) => { status: number; body: unknown }>> = {
    ListEventBuses: () => ({ status: 200, body: { EventBuses: buses.map((Name) => ({ Name })) } }),
    DescribeEventBus({ Name }) {
      const name = String(Name);
      if (name === 'closed') return refused('AccessDeniedException', 'User is not authorized to perform: events:DescribeEventBus');
      if (!buses.includes(name)) return refused('ResourceNotFoundException', `Event bus ${name} does not exist.`);
      return { status: 200, body: { Name: name, Arn: `arn:aws:events:${region}:000000000000:event-bus/${name}` } };
    },
    PutEvents({ Entries }) {
      const results = (Entries as readonly PutEntry[]).map((entry) => {
        const fault = faultOf(entry);
        if (fault) return { ErrorCode: fault[0], ErrorMessage: fault[1] };
        if (buses.includes(entry.EventBusName ?? 'default')) taken.push(entry);
        return { EventId: randomUUID() };
      });
      return { status: 200, body: { FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length, Entries: results } };
    },
  };
  return {
    entries: taken,
    answer: (action, input) => actions[action]?.(input) ?? refused('UnknownOperationException', ''),
  };
}

function refused(__type: string, message: string) {
  return { status: 400, body: { __type, message } };
}

function faultOf(entry: PutEntry): readonly [code: string, message: string] | undefined {
  for (const name of ['Source', 'DetailType', 'Detail'] as const)
    if (!entry[name]) return ['InvalidArgument', `Parameter ${name} is not valid. Reason: ${name} is a required argument.`];
  if (entry.Source?.startsWith('aws.')) return ['NotAuthorizedForSourceException', 'Not authorized for the source.'];
  try {
    const detail: unknown = JSON.parse(entry.Detail ?? '');
    return typeof detail === 'object' && detail !== null && !Array.isArray(detail) ? undefined : ['MalformedDetail', 'Detail is malformed.'];
  } catch {
    return ['MalformedDetail', 'Detail is malformed.'];
  }
}
