import { type ChildProcess, fork } from 'node:child_process';
import { DeliveryError } from '../transports/transport.ts';
import type { Courier, EmbeddedBroker, Listening, Received, SendRequest, Sent, TransportInfo } from './courier.ts';
import { fromWireError, type Request, readResponse } from './messages.ts';

export interface SpawnOptions {
  /** The bundle of process.ts. */
  readonly modulePath: string;
  /** Which Node runs it; the one of this process otherwise. */
  readonly execPath?: string;
  /** The whole environment of the process; this one's otherwise, without secrets. */
  readonly env?: NodeJS.ProcessEnv;
}

type Ask = Request extends infer Each ? (Each extends { id: number } ? Omit<Each, 'id'> : never) : never;

/** One run of the process; when it dies the next request starts another. */
interface Run {
  /** It has started: from then on a death leaves open what became of the sends. */
  ready: boolean;
  readonly child: ChildProcess;
  readonly waiting: Map<number, { resolve(value: unknown): void; reject(error: Error): void }>;
  readonly listeners: Map<number, { onArrival(arrival: Received): void; end(words?: string): void }>;
}

/** The courier in a process of its own, which starts on first use. */
export function spawnCourier(options: SpawnOptions): Courier {
  let run: Run | undefined;
  let nextId = 1;
  let closed = false;

  const running = (): Run => {
    if (closed) throw new DeliveryError('misuse', 'The courier is closed.');
    if (!run) {
      const started = start(options, () => {
        if (run === started) run = undefined;
      });
      run = started;
    }
    return run;
  };

  const ask = async <T>(on: Run, question: Ask, signal?: AbortSignal, id = nextId++): Promise<T> => {
    if (signal?.aborted) throw new DeliveryError('cancelled', 'Cancelled.');
    const onAbort = (): void => post(on, { kind: 'cancel', id });
    signal?.addEventListener('abort', onAbort, { once: true });
    try {
      return await new Promise<T>((resolve, reject) => {
        on.waiting.set(id, { resolve: (value) => resolve(value as T), reject });
        post(on, { ...question, id } as Request);
      });
    } finally {
      on.waiting.delete(id);
      signal?.removeEventListener('abort', onAbort);
    }
  };

  return {
    transports: async () => ask<readonly TransportInfo[]>(running(), { kind: 'transports' }),
    embeddedBroker: async () => ask<EmbeddedBroker>(running(), { kind: 'embeddedBroker' }),
    probe: async (connection, signal) => ask<string>(running(), { kind: 'probe', connection }, signal),

    async send(request, signal) {
      const at = Date.now();
      try {
        return await ask<Sent>(running(), { kind: 'send', request }, signal);
      } catch (error) {
        if (error instanceof Died && error.started) return lost(request, at);
        throw error;
      }
    },

    async listen(request, onArrival, signal): Promise<Listening> {
      const on = running();
      const id = nextId++;
      const ended = new Promise<string | undefined>((resolve) => {
        // In place before the answer: arrivals may overtake it.
        on.listeners.set(id, { onArrival, end: resolve });
      });
      try {
        const address = await ask<string | undefined>(on, { kind: 'listen', request }, signal, id);
        const stop = async (): Promise<void> => {
          if (on.listeners.has(id)) await ask(on, { kind: 'stop', listener: id }).catch(() => {});
          await ended;
        };
        return { ended, stop, ...(address === undefined ? {} : { address }) };
      } catch (error) {
        on.listeners.delete(id);
        throw error;
      }
    },

    async close() {
      if (closed) return;
      const last = run;
      closed = true;
      if (!last) return;
      await ask(last, { kind: 'close' }).catch(() => {});
      await new Promise<void>((resolve) => {
        if (last.child.exitCode !== null || last.child.signalCode !== null) return resolve();
        const timer = setTimeout(() => last.child.kill('SIGKILL'), 2000);
        last.child.once('exit', () => {
          clearTimeout(timer);
          resolve();
        });
        if (last.child.connected) last.child.disconnect();
      });
    },
  };
}

/** The process ended while it was asked. */
class Died extends DeliveryError {
  readonly started: boolean;
  constructor(started: boolean) {
    super(
      'lost',
      started
        ? 'The process that sends events ended unexpectedly. It starts again with the next send.'
        : 'The process that sends events does not start.',
    );
    this.started = started;
  }
}

function start(options: SpawnOptions, onExit: () => void): Run {
  const child = fork(options.modulePath, [], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    execArgv: [],
    env: { ...withoutSecrets(options.env ?? process.env), ELECTRON_RUN_AS_NODE: '1' },
    ...(options.execPath === undefined ? {} : { execPath: options.execPath }),
  });
  const run: Run = { ready: false, child, waiting: new Map(), listeners: new Map() };
  const end = (): void => {
    onExit();
    const died = new Died(run.ready);
    for (const waiting of run.waiting.values()) waiting.reject(died);
    for (const listener of run.listeners.values()) listener.end(died.message);
    run.waiting.clear();
    run.listeners.clear();
  };
  child.on('error', end);
  child.on('exit', end);
  child.on('message', (message) => receive(run, message));
  return run;
}

function receive(run: Run, message: unknown): void {
  const response = readResponse(message);
  if (!response) return;
  const { id } = response;
  if (response.kind === 'ready') run.ready = true;
  else if (response.kind === 'done') run.waiting.get(id)?.resolve(response.value);
  else if (response.kind === 'failed') run.waiting.get(id)?.reject(fromWireError(response.error));
  else if (response.kind === 'arrival') run.listeners.get(id)?.onArrival(response.arrival);
  else {
    run.listeners.get(id)?.end(response.words);
    run.listeners.delete(id);
  }
}

function post(run: Run, request: Request): void {
  // A channel that is closed shows as the exit, which rejects whoever waits.
  if (run.child.connected) run.child.send(request, () => {});
}

/** What became of a send when the process died: nobody can tell. */
function lost(request: SendRequest, at: number): Sent {
  const detail = 'The process that sends events ended unexpectedly while this one was under way. The event may have arrived.';
  return {
    receipt: { state: 'unknown', by: 'Eventwright', detail },
    message: { body: new TextEncoder().encode(request.event.structured), headers: [], contentType: request.event.contentType },
    target: '',
    latency: Date.now() - at,
    at,
  };
}

/** Secrets reach the process by its messages only. */
function withoutSecrets(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('EVENTWRIGHT_SECRET_')));
}
