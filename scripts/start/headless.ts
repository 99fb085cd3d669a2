import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { spawnCourier } from '../../client/src/courier/remote.ts';
import { createNodeHost, uriOf } from '../../server/src/hosts/node.ts';
import { composeEvent, createWorkspace, judgeText } from '../../server/src/index.ts';
import { root } from '../root.ts';
import { independentListener } from './listener.ts';

/**
 * What a person sees with a window, without one: checks the shop, sends one of its events to the embedded broker, and receives
 * it by another program with a connection of its own. Prints each step. Resolves with an exit code: 0 when all of it holds.
 */
export async function proveWithoutWindow(shop: string): Promise<number> {
  const results: boolean[] = [];
  const say = (holds: boolean, words: string) => {
    results.push(holds);
    console.log(`${holds ? '✔' : '✖'} ${words}`);
  };

  const host = createNodeHost();
  const workspace = createWorkspace(host, [`${uriOf(shop)}/`]);
  const snapshot = workspace.snapshot();
  const findings = [...snapshot.checkAll().values()].flat();
  for (const finding of findings) console.log(`  ${finding.severity} ${finding.rule}: ${finding.message}`);
  const errors = findings.filter(({ severity }) => severity === 'error');
  say(errors.length === 0, `The engine checked ${path.basename(shop)}: ${errors.length} errors, ${findings.length - errors.length} other findings.`);
  say((await commandLine(['check', shop])) === 0, 'The packed command line says the same.');

  const file = path.join(shop, 'orders/samples/order-placed.json');
  const [sample] = snapshot.samples(uriOf(file));
  if (sample === undefined) throw new Error(`${file} holds no event`);
  const event = composeEvent(snapshot, sample, host);
  const topic = snapshot.judge(sample)?.event.targets.find((target) => target.transport === 'mqtt')?.fields.topic;
  if (typeof topic !== 'string') throw new Error(`the definition of ${event.type} names no MQTT topic`);

  const courier = spawnCourier({ modulePath: path.join(root, 'dist/node/courier.mjs') });
  const signal = AbortSignal.timeout(30_000);
  try {
    const broker = await courier.embeddedBroker();
    console.log(`  The embedded broker listens on ${broker.host}:${broker.port} (MQTT), in a process of its own.`);
    const listener = await independentListener({ host: broker.host, port: broker.port, user: broker.user, password: broker.password, topic, signal });
    console.log(`  A second client, process ${listener.pid}, has subscribed to ${topic} over a TCP connection of its own.`);

    const sent = await courier.send({ connection: broker.connection, target: { topic }, event, mode: 'structured' }, signal);
    const { receipt, message } = sent;
    say(
      receipt.state === 'acknowledged',
      `${event.type} was sent to ${sent.target}: ${receipt.state} by ${receipt.by} in ${Math.round(sent.latency)} ms. ${receipt.detail}`,
    );

    const arrived = await listener.payload;
    console.log(`  What arrived, ${arrived.length} bytes:\n${arrived.toString('utf8').replace(/^/gm, '    ')}`);
    say(arrived.equals(message.body), `It arrived byte for byte: ${arrived.length} bytes as sent.`);
    say(arrived.toString('utf8') === readFileSync(file, 'utf8').trim(), `They are the bytes of ${path.relative(shop, file)}.`);

    const verdict = judgeText(snapshot, arrived.toString('utf8'), { today: host.today(), newId: () => host.newId() });
    for (const problem of verdict.problems) console.log(`  ${problem.severity} ${problem.rule}: ${problem.message}`);
    const judge = verdict.definition;
    say(
      judge !== undefined && verdict.problems.length === 0,
      `It ${verdict.problems.length === 0 ? 'matches' : 'does not match'} ${judge?.type ?? 'no definition'} ${judge?.version ?? ''}`.trimEnd() + '.',
    );
  } finally {
    await courier.close();
  }
  const holds = results.every(Boolean);
  console.log(holds ? 'All of it holds.' : `${results.filter((result) => !result).length} of ${results.length} steps failed.`);
  return holds ? 0 : 1;
}

function commandLine(args: readonly string[]): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(root, 'dist/node/cli.mjs'), ...args], { stdio: 'inherit' });
    child.once('error', reject);
    child.once('exit', resolve);
  });
}
