import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { inspect } from 'node:util';
import type { Arrival, Receipt, WireMessage } from '../delivery/message.ts';
import { closedPort, silentServer } from './servers.testing.ts';
import { DeliveryError, type Listener, type Sender, type Settings, type Transport } from './transport.ts';

/** What the suite needs to try a transport against a server. */
export interface Bench {
  readonly transport: Transport;
  /** Settings that work. */
  readonly settings: Settings;
  /** A target and the source at which it arrives; each call gives a fresh pair. */
  route(): Promise<{ readonly target: Settings; readonly source: Settings }>;
  /** What a send that arrives ends as, where that is not `acknowledged`: some transports have no acknowledgement. */
  readonly arrives?: Receipt['state'];
  /** Listens where the source cannot be reached by a connection of the same settings. */
  listen?(source: Settings): Promise<{ readonly listener: Listener; readonly settings: Settings }>;
  /** A target to which nobody listens, and the words for it. */
  readonly unroutable?: { readonly target: Settings; readonly state: Receipt['state']; readonly words: RegExp };
  /** A target that the server refuses: `failed`, in words that name it. */
  readonly refused?: { readonly target: Settings; readonly words: RegExp };
  /** A connection that can be cut. */
  readonly cuttable?: () => Promise<{ readonly settings: Settings; cut(): void; close(): void }>;
  /** Settings with a wrong password that is this very secret, for `connect` or for the first send. */
  readonly wrongPassword?: { readonly settings: Settings; readonly secret: string };
  /** Settings that lead to a port; for those that have no address this case does not exist. */
  readonly at?: (port: number) => Settings;
  /** Whether `connect` talks to the server, or only the first send does. */
  readonly connects: boolean;
  /** The name that `probe` gives the server. */
  readonly server: RegExp;
  /** It carries texts in JSON, and refuses other bytes. */
  readonly textOnly?: true;
  /** What to try of the letters beyond ASCII, where a server for tests does not take all of them. */
  readonly letters?: string;
  /** The largest body to try, in bytes; 64 KB and one by default. */
  readonly largest?: number;
  close?(): Promise<void>;
}

/** What every transport must do, as named cases: those that its bench can set up. */
export function conforms(name: string, bench: Bench): void {
  const { unroutable, refused, cuttable: openCuttable, wrongPassword, at, connects, transport } = bench;
  const sent = (receipt: Receipt): void => assert.equal(receipt.state, bench.arrives ?? 'acknowledged', receipt.detail);
  describe(`${name} conforms`, { concurrency: false, timeout: 120_000 }, () => {
    after(async () => bench.close?.());

    test('three in, three out, in order', () =>
      flow(bench, async (sender, arrivals, target) => {
        for (const id of ['1', '2', '3']) sent(await sender.send(numbered(id), target, never));
        assert.deepEqual((await arrivals(3)).map(textOf), ['1', '2', '3'].map(textWith));
      }));

    test('three at once are three, each with its receipt', () =>
      flow(bench, async (sender, arrivals, target) => {
        const receipts = await Promise.all(['1', '2', '3'].map((id) => sender.send(numbered(id), target, never)));
        receipts.forEach(sent);
        assert.deepEqual((await arrivals(3)).map(textOf).sort(), ['1', '2', '3'].map(textWith));
      }));

    test('bytes arrive unchanged', () =>
      flow(bench, async (sender, arrivals, target) => {
        const texts = [
          '{"b":9007199254740993,"a":1.0,"a":2,"z":1e400}',
          ` { "é" : "${bench.letters ?? '☕😀'}\\u0000" }\r\n`,
          `{"x":"${'x'.repeat(bench.largest ?? 64 * 1024 + 1)}"}`,
        ].map((text) => new TextEncoder().encode(text));
        const others = [new Uint8Array(), Uint8Array.from({ length: 256 }, (_, byte) => byte)];
        if (bench.textOnly)
          for (const body of others) await assert.rejects(sender.send({ ...message(''), body }, target, never), isDeliveryError('misuse'));
        const bodies = bench.textOnly ? texts : [...texts, ...others];
        for (const body of bodies) sent(await sender.send({ ...message(''), body }, target, never));
        const arrived = await arrivals(bodies.length);
        for (const [index, body] of bodies.entries()) assert.deepEqual(Buffer.from(arrived[index]?.message.body ?? []), Buffer.from(body));
      }));

    if (transport.modes.includes('binary'))
      test('headers and the content type arrive', async () => {
        await flow(bench, async (sender, arrivals, target) => {
          const whole: WireMessage = {
            body: new Uint8Array([1]),
            headers: [
              ['ce-id', '1'],
              ['ce-subject', 'a%20b'],
              ['x-two', '1'],
              ['x-two', '2'],
            ],
            contentType: 'image/png',
          };
          sent(await sender.send(whole, target, never));
          const arrived = (await arrivals(1))[0]?.message;
          assert.equal(arrived?.contentType, 'image/png');
          const ours = arrived?.headers.filter(([header]) => /^(ce-|x-)/.test(header)) ?? [];
          assert.deepEqual(ours, whole.headers);
        });
      });

    if (unroutable)
      test('what cannot be routed is not claimed', async () => {
        await using(bench, async (sender) => {
          const receipt = await sender.send(numbered('1'), unroutable.target, never);
          assert.deepEqual(
            { state: receipt.state, told: unroutable.words.test(receipt.detail) },
            { state: unroutable.state, told: true },
            receipt.detail,
          );
        });
      });

    if (refused)
      test('a refusal by the server fails in words, and the next send works', async () => {
        await flow(bench, async (sender, arrivals, target) => {
          const receipt = await sender.send(numbered('1'), refused.target, never);
          assert.equal(receipt.state, 'failed');
          assert.match(receipt.detail, refused.words);
          sent(await sender.send(numbered('2'), target, never));
          assert.equal((await arrivals(1)).map(textOf)[0], textWith('2'));
        });
      });

    test('a send that is wrong in itself rejects', () =>
      using(bench, async (sender) => {
        if (transport.target.some((field) => field.name === 'topic'))
          await assert.rejects(sender.send(message(''), {}, never), isDeliveryError('misuse'));
        await sender.close();
        const { target } = await bench.route();
        await assert.rejects(sender.send(message(''), target, never), isDeliveryError('misuse'));
      }));

    test('a send that is cancelled before it starts has failed', () =>
      using(bench, async (sender) => {
        const { target } = await bench.route();
        const receipt = await sender.send(numbered('1'), target, AbortSignal.abort());
        assert.deepEqual([receipt.state, /ancelled/.test(receipt.detail)], ['failed', true], receipt.detail);
      }));

    if (openCuttable)
      test('a send after the connection was cut is not lost silently', async () => {
        const cuttable = await openCuttable();
        const { target } = await bench.route();
        const told = Promise.withResolvers<Error>();
        const sender = await connect(bench, cuttable.settings, { onLost: told.resolve });
        try {
          if (!connects) await sender.send(numbered('0'), target, never);
          cuttable.cut();
          const receipts = [await sender.send(numbered('1'), target, never)];
          if (connects) assert.ok((await told.promise) instanceof DeliveryError);
          receipts.push(await sender.send(numbered('2'), target, never));
          for (const receipt of receipts) assert.notEqual(receipt.state, 'acknowledged', receipt.detail);
          assert.equal(receipts.at(-1)?.state, 'failed');
        } finally {
          await sender.close();
          cuttable.close();
        }
      });

    test('closing waits for what is under way, and a second time does nothing', () =>
      using(bench, async (sender) => {
        const { target, source } = await bench.route();
        const listened = bench.listen ? undefined : await sender.listen?.(source, never);
        const sending = sender.send(numbered('1'), target, never);
        await Promise.all([sender.close(), sender.close()]);
        await sender.close();
        await listened?.stop();
        assert.equal(
          await Promise.race([sending.then(() => 'settled'), new Promise((resolve) => setImmediate(() => setImmediate(resolve, 'open')))]),
          'settled',
        );
      }));

    if (transport.source.length > 0)
      test('a listener stops twice, and its stream ends', async () => {
        await using(bench, async (sender) => {
          const listener = await sender.listen?.((await bench.route()).source, never);
          assert.ok(listener);
          const rest = collect(listener, Number.POSITIVE_INFINITY);
          await listener.stop();
          await listener.stop();
          assert.deepEqual(await rest, []);
        });
      });

    if (openCuttable && connects)
      test('a listener hears that the connection was cut', async () => {
        const cuttable = await openCuttable();
        const sender = await connect(bench, cuttable.settings);
        try {
          const listener = await sender.listen?.((await bench.route()).source, never);
          assert.ok(listener);
          const rest = collect(listener, 1);
          cuttable.cut();
          await assert.rejects(rest, isDeliveryError('lost'));
        } finally {
          await sender.close();
          cuttable.close();
        }
      });

    test('the server gives a sign of life', () =>
      using(bench, async (sender) => {
        assert.match(await sender.probe(never), bench.server);
      }));

    if (at && connects)
      test('connecting can be cancelled', async () => {
        const silence = silentServer();
        const cancel = new AbortController();
        const connecting = connect(bench, at(await silence.port), { signal: cancel.signal });
        setTimeout(() => cancel.abort(), 30);
        await assert.rejects(connecting, isDeliveryError('cancelled'));
        silence.close();
      });

    if (at)
      test('a server that never answers ends by the deadline', async () => {
        const silence = silentServer();
        try {
          const settings = at(await silence.port);
          const outcome = connect(bench, settings, { deadline: 300 }).then(async (sender) => {
            const { target } = await bench.route();
            const receipt = await sender.send(numbered('1'), target, never);
            await sender.close();
            return receipt;
          });
          if (connects) await assert.rejects(outcome, isDeliveryError('timeout', /did not answer at 127\.0\.0\.1:\d+ within 0\.3 s\./));
          else
            assert.deepEqual(await outcome.then(({ state, detail }) => ({ state, detail })), {
              state: 'unknown',
              detail: 'No answer within 0.3 s. The event may have arrived.',
            });
        } finally {
          silence.close();
        }
      });

    if (at && wrongPassword)
      test('no secret is in what is told when nobody is there', async () => {
        const { secret } = wrongPassword;
        const { error, receipt } = await outcomeOf(bench, { ...wrongPassword.settings, ...at(await closedPort()) });
        if (error) assert.ok(isDeliveryError('refused', /refused the connection at 127\.0\.0\.1:\d+\. Is the broker running\?/)(error));
        else assert.equal(receipt?.state, 'failed');
        keeps(secret, error, receipt);
      });

    if (wrongPassword)
      test('no secret is in what is told when the password is wrong', async () => {
        const { settings, secret } = wrongPassword;
        const { error, receipt } = await outcomeOf(bench, settings);
        if (error) assert.ok(isDeliveryError('auth', /rejected user/)(error));
        else assert.equal(receipt?.state, 'failed');
        keeps(secret, error, receipt);
      });

    if (at)
      test('a password in the URL is refused, and not repeated', async () => {
        const spoilt = (value: unknown) => (typeof value === 'string' ? value.replace('://', '://me:hunter2hunter2@') : value);
        const settings = Object.fromEntries(Object.entries(at(1)).map(([name, value]) => [name, spoilt(value)]));
        const { error, receipt } = await outcomeOf(bench, settings);
        assert.ok(isDeliveryError('misuse', /\$\{secret:/)(error));
        keeps('hunter2hunter2', error, receipt);
      });

    test('the declaration can cross to another process, and its page can be written', () => {
      const { connect: _, describeTarget, ...declared } = transport;
      assert.deepEqual(structuredClone(declared), declared);
      assert.equal(typeof describeTarget({}), 'string');
      for (const field of [...declared.connection, ...declared.target, ...declared.source]) {
        assert.match(field.name, /^[a-z][A-Za-z]*$/);
        assert.match(field.description, /\.$/);
        if (field.secret) assert.equal(field.default, undefined);
      }
    });
  });
}

export const never = new AbortController().signal;

function numbered(id: string): WireMessage {
  return message(textWith(id));
}

function textWith(id: string): string {
  return `{"id":"${id}"}`;
}

export function message(text: string): WireMessage {
  return { body: new TextEncoder().encode(text), headers: [] };
}

/** Takes so many arrivals; fails when they do not come within ten seconds. */
export async function collect(listener: Listener, count: number): Promise<readonly Arrival[]> {
  const taken: Arrival[] = [];
  const taking = (async () => {
    for await (const arrival of listener.arrivals) if (taken.push(arrival) >= count) return;
  })();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${taken.length} of ${count} arrived`)), 10_000);
  });
  await Promise.race([taking, late]).finally(() => clearTimeout(timer));
  return taken;
}

export function isDeliveryError(code: DeliveryError['code'], words = /./): (error: unknown) => error is DeliveryError {
  return (error): error is DeliveryError => {
    assert.ok(error instanceof DeliveryError, inspect(error));
    assert.equal(error.code, code, inspect(error));
    assert.match(error.message, words);
    return true;
  };
}

type Taker = (count: number) => Promise<readonly Arrival[]>;

/** A sender and a listener of one route. */
async function flow(bench: Bench, work: (sender: Sender, arrivals: Taker, target: Settings) => Promise<void>): Promise<void> {
  const { target, source } = await bench.route();
  const outside = await bench.listen?.(source);
  await using(
    bench,
    async (sender) => {
      const listener = outside?.listener ?? (await sender.listen?.(source, never));
      assert.ok(listener);
      await work(sender, (count) => collect(listener, count), target);
      await listener.stop();
    },
    outside?.settings,
  );
}

async function using(bench: Bench, work: (sender: Sender) => Promise<void>, settings = bench.settings): Promise<void> {
  const sender = await connect(bench, settings);
  try {
    await work(sender);
  } finally {
    await sender.close();
  }
}

function connect(
  bench: Bench,
  settings: Settings,
  options: { deadline?: number; signal?: AbortSignal; onLost?(error: Error): void } = {},
): Promise<Sender> {
  return bench.transport.connect(settings, { signal: never, deadline: 5000, ...options });
}

async function outcomeOf(bench: Bench, settings: Settings): Promise<{ error?: unknown; receipt?: Receipt }> {
  try {
    const sender = await connect(bench, settings);
    const { target } = await bench.route();
    try {
      return { receipt: await sender.send(numbered('1'), target, never) };
    } finally {
      await sender.close();
    }
  } catch (error) {
    return { error };
  }
}

/** Neither in its words nor in its causes, stacks or hidden properties, nor in what JSON makes of it; plain, encoded or in Base64. */
function keeps(secret: string, ...told: unknown[]): void {
  for (const value of told) {
    const text = [
      inspect(value, { depth: 20, showHidden: true }),
      JSON.stringify(value),
      String(value),
      value instanceof Error ? value.stack : '',
    ].join('\n');
    for (const form of [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64').replace(/=+$/, '')])
      assert.ok(!text.includes(form), text);
  }
}

function textOf(arrival: Arrival): string {
  return new TextDecoder().decode(arrival.message.body);
}
