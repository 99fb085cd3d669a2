import type { Receipt } from '../delivery/message.ts';
import type { ConnectionContext } from './errors.ts';

/** XADD has answered with the id of the entry. */
export function appended(id: string, stream: string): Receipt {
  return { state: 'acknowledged', by: `Redis (XADD ${id})`, detail: `Stream "${stream}" has the event.` };
}

/** XADD with NOMKSTREAM has answered with nothing. */
export function noStream(stream: string): Receipt {
  return { state: 'failed', by: 'Redis (XADD)', detail: `Stream "${stream}" does not exist. Set "create" to have it made.` };
}

/** PUBLISH has answered with the number of subscribers; of a cluster with those of the one node. */
export function published(count: number, channel: string, clustered: boolean): Receipt {
  const by = 'Redis (PUBLISH)';
  if (count > 0) return { state: 'acknowledged', by, detail: `Handed to ${count === 1 ? '1 subscriber' : `${count} subscribers`} of "${channel}".` };
  if (clustered)
    return { state: 'unknown', by, detail: `Nobody is subscribed to "${channel}" at this node of the cluster; of the other nodes it does not tell.` };
  return { state: 'failed', by, detail: `Nobody is subscribed to "${channel}".` };
}

/** Redis has answered with an error, whose first word is its kind: the command was not carried out. */
export function refused(words: string, place: string, { name, user }: ConnectionContext): Receipt {
  const [kind = ''] = words.split(' ', 1);
  const known: Readonly<Record<string, string>> = {
    CLUSTERDOWN: 'The cluster is down.',
    LOADING: `${name} is still loading its data. Send again in a moment.`,
    MISCONF: `${name} cannot save to disk, and takes nothing until it can. Look at its log.`,
    NOPERM: `${name} does not allow ${user === undefined ? 'this connection' : `user "${user}"`} to send to "${place}".`,
    NOREPLICAS: `${name} has too few replicas to take anything.`,
    OOM: `${name} has reached its memory limit (maxmemory), and takes nothing more.`,
    READONLY: `${name} is a replica, which takes nothing. Connect to its primary.`,
    WRONGTYPE: `"${place}" is there, but is no stream.`,
  };
  const moved = /^MOVED \d+ (\S+)/.exec(words)?.[1];
  if (moved !== undefined)
    return { state: 'failed', by: 'Redis (MOVED)', detail: `This node of the cluster does not hold "${place}". Connect to ${moved}.` };
  const own = Object.hasOwn(known, kind) ? known[kind] : undefined;
  return { state: 'failed', by: own === undefined ? 'Redis' : `Redis (${kind})`, detail: own ?? `${name} refused the event: ${words}.` };
}
