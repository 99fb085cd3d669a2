import assert from 'node:assert/strict';
import type { Connection } from '../../client/src/courier/courier.ts';
import { createCourier } from '../../client/src/courier/local.ts';
import { never } from '../../client/src/transports/conformance.testing.ts';
import { DeliveryError, type Settings } from '../../client/src/transports/transport.ts';

export interface Trial {
  readonly connection: Connection;
  readonly target: Settings;
  /** How many events are sent. */
  readonly count: number;
  /** Milliseconds for each send. */
  readonly deadline: number;
  /** Happens once a quarter of the events has its receipt. The last events are sent when it is over. */
  fault(): Promise<void> | void;
  /** The bodies that are there in the end. */
  received(): Promise<readonly string[]>;
}

export interface Outcome {
  readonly acknowledged: number;
  readonly failed: number;
  readonly unknown: number;
}

/**
 * Sends numbered events through a fault and asks what every sender must keep: each event has one end; what was acknowledged is
 * there; what failed is not; and nothing is there twice, since nothing is sent again.
 */
export async function keepsItsWord({ connection, target, count, deadline, fault, received }: Trial): Promise<Outcome> {
  const courier = createCourier({ deadline });
  const states: string[] = [];
  let settled = 0;
  let over: Promise<void> | undefined;
  const send = async (id: number): Promise<void> => {
    const event = { structured: bodyOf(id), contentType: 'application/json', attributes: [] };
    const state = await courier.send({ connection, target, mode: 'structured', event }, never).then(
      ({ receipt }) => receipt.state,
      (error) => {
        assert.ok(error instanceof DeliveryError, String(error));
        return 'failed' as const;
      },
    );
    assert.equal(states[id], undefined, `${id} ended twice`);
    states[id] = state;
    if (++settled === Math.floor(count / 4)) over = Promise.resolve(fault());
  };
  try {
    const late = Math.floor(count / 10);
    await Promise.all(Array.from({ length: count - late }, (_, id) => send(id)));
    await over;
    await Promise.all(Array.from({ length: late }, (_, index) => send(count - late + index)));
  } finally {
    await courier.close();
  }
  const bodies = await received();
  const there = new Set(bodies);
  assert.equal(there.size, bodies.length, 'an event is there twice');
  assert.equal(states.filter(Boolean).length, count);
  for (const [id, state] of states.entries()) {
    if (state === 'acknowledged') assert.ok(there.has(bodyOf(id)), `${id} was acknowledged and is not there`);
    if (state === 'failed') assert.ok(!there.has(bodyOf(id)), `${id} failed and is there`);
  }
  // Those that were sent when all was well again went through.
  assert.deepEqual([...new Set(states.slice(-Math.floor(count / 10)))], ['acknowledged']);
  const counted = (state: string) => states.filter((one) => one === state).length;
  return { acknowledged: counted('acknowledged'), failed: counted('failed'), unknown: counted('unknown') };
}

const bodyOf = (id: number): string => `{"id":${id}}`;
