import { createInterface } from 'node:readline/promises';
import type { ComposedEvent, TextVerdict, WorkspaceSnapshot } from '../../../server/src/index.ts';
import { createCourier } from '../../../client/src/courier/local.ts';
import type { Courier, Sent, TransportInfo } from '../../../client/src/courier/courier.ts';
import type { Mode } from '../../../client/src/delivery/event.ts';
import { checkProfile, type Profile, unknownTransport } from '../../../client/src/connections/profiles.ts';
import { environmentName, environmentSecrets, resolveSecrets, secretNames } from '../../../client/src/connections/secrets.ts';
import { DeliveryError, type Settings } from '../../../client/src/transports/transport.ts';
import { type Arguments, type Command, type ExitCode, UsageError } from '../command.ts';
import { fileNames, givenPaths, openWorkspaces } from '../gather.ts';
import type { Io } from '../io.ts';
import { visible } from '../report/visible.ts';
import { type Chosen, composedEvent } from '../send/event.ts';
import { profileOf } from '../send/profile.ts';
import { targetOf } from '../send/target.ts';

export const command: Command = {
  summary: 'Sends one event, and tells what became of it.',
  usage: ['FILE [options]'],
  options: {
    to: { type: 'string', value: 'CONNECTION', description: 'A connection of eventwright.yaml, or a URL such as mqtt://localhost.' },
    target: { type: 'string', value: 'NAME=VALUE', multiple: true, description: "Where it goes there; the definition's own target without it." },
    mode: { type: 'string', values: ['structured', 'binary', 'batch'], description: 'How the event lies in the message; structured without it.' },
    event: { type: 'string', value: 'N', description: 'Which event of a file that holds several, counted from 1.' },
    force: { type: 'boolean', description: 'Sends an event that has errors.' },
    yes: { type: 'boolean', description: 'Sends over a production connection without asking.' },
    json: { type: 'boolean', description: 'Prints the receipt as JSON.' },
  },
  details: [
    [
      'FILE is a sample, or a definition: then its first sample is sent. The event is checked first; one with errors is not sent.',
      'A password that a connection calls ${secret:NAME} is read from the environment variable EVENTWRIGHT_SECRET_NAME.',
    ].join('\n'),
    [
      'Exit codes: 0 acknowledged; 1 failed, refused because of errors, or unknown: nobody can tell whether it arrived;',
      '2 misuse or trouble before anything was sent.',
    ].join('\n'),
  ],
  async run(args, io) {
    const [written, ...more] = args.positionals;
    if (written === undefined || more.length > 0) throw new UsageError('send takes one file: eventwright send FILE');
    const [given] = givenPaths([written], io);
    if (!given || given.folder) throw new UsageError(`${written} is a folder: send takes one file.`);
    const { host, workspace } = openWorkspaces([given.path], io);
    const snapshot = workspace.snapshot();
    const chosen = composedEvent(snapshot, host, given, args.value('event'));
    const errors = chosen.verdict.problems.filter(({ severity }) => severity === 'error');
    if (errors.length > 0 && !args.has('force')) return refused(chosen, args, io);
    const courier = createCourier();
    try {
      return await send(chosen, given.uri, snapshot, courier, args, io);
    } finally {
      await courier.close();
    }
  },
};

async function send(chosen: Chosen, uri: string, snapshot: WorkspaceSnapshot, courier: Courier, args: Arguments, io: Io): Promise<ExitCode> {
  const transports = await courier.transports();
  const profile = profileOf(args.value('to'), snapshot.config(uri).connections, transports);
  const transport = transports.find(({ id }) => id === profile.transport);
  if (!transport) throw new UsageError(unknownTransport(profile.transport, transports));
  const target = targetOf(transport, chosen.targets, args.values('target'));
  if (profile.production && !args.has('yes')) await confirmProduction(profile.name, chosen.event, io);
  const mode = (args.value('mode') ?? 'structured') as Mode;
  const connection = { name: profile.name, transport: profile.transport, settings: await withSecrets(profile, transport, io) };
  // A URL that was typed may hold a password; a connection of a file may not.
  const problems = snapshot.config(uri).connections.some((written) => written === profile) ? checkProfile(profile, transports) : [];
  if (problems.length > 0) throw new UsageError(problems.map(({ message }) => message).join(' '));
  try {
    const sent = await courier.send({ connection, target, event: chosen.event, mode }, io.signal);
    report(chosen, { connection: profile.name, transport, mode }, sent, args, io);
    return sent.receipt.state === 'acknowledged' ? 0 : 1;
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    if (error.code === 'misuse') throw new UsageError(error.message);
    // Nothing left, so it is known what became of the event.
    const receipt = { state: 'failed', by: 'eventwright', detail: `Nothing was sent. ${error.message}` } as const;
    report(chosen, { connection: profile.name, transport, mode }, { receipt }, args, io);
    return 1;
  }
}

/** Settings with `${secret:name}` filled in from `EVENTWRIGHT_SECRET_NAME`, from nowhere else, and only where a secret belongs. */
async function withSecrets({ transport, settings }: Profile, { connection }: TransportInfo, { env }: Io): Promise<Settings> {
  const missing = secretNames(settings).find((name) => env[environmentName(name)] === undefined);
  if (missing !== undefined) {
    throw new UsageError(`The secret \`${missing}\` is not set: put it into the environment variable ${environmentName(missing)}.`);
  }
  try {
    return await resolveSecrets(transport, connection, settings, environmentSecrets(env));
  } catch (error) {
    throw error instanceof DeliveryError ? new UsageError(error.message) : error;
  }
}

/** A production connection asks every time; where nobody can be asked, it has to be said on the command line. */
async function confirmProduction(name: string, { type }: ComposedEvent, io: Io): Promise<void> {
  if (!io.interactive) throw new UsageError(`${name} is a production connection. Say --yes to send there.`);
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await prompt.question(`${name} is a production connection. Send ${visible(type ?? 'this event')} there? Type ${name} to go on: `, {
      signal: io.signal,
    });
    if (answer.trim() !== name) throw new UsageError('Not sent.');
  } finally {
    prompt.close();
  }
}

interface Way {
  readonly connection: string;
  readonly transport: TransportInfo;
  readonly mode: Mode;
}

function report(chosen: Chosen, way: Way, sent: Pick<Sent, 'receipt'> & Partial<Sent>, args: Arguments, io: Io): void {
  const { receipt, target, latency, message } = sent;
  if (args.has('json')) {
    const said = {
      version: 1,
      event: identity(chosen.event),
      connection: way.connection,
      transport: way.transport.id,
      target: target ?? null,
      mode: way.mode,
      bytes: message?.body.length ?? 0,
      receipt,
      latencyMs: latency === undefined ? null : Math.round(latency),
      problems: chosen.verdict.problems.map(problemOf),
    };
    io.out(`${JSON.stringify(said)}\n`);
    return;
  }
  const { type } = chosen.event;
  io.out(`${visible(type ?? 'event')} over ${visible(way.connection)}${target ? ` to ${visible(target)}` : ''}\n`);
  io.out(
    `${receipt.state}${receipt.by ? ` (${visible(receipt.by)})` : ''}${latency === undefined ? '' : ` after ${Math.round(latency)} ms`}: ${visible(receipt.detail)}\n`,
  );
}

function refused(chosen: Chosen, args: Arguments, io: Io): ExitCode {
  const { problems } = chosen.verdict;
  if (args.has('json'))
    io.out(`${JSON.stringify({ version: 1, event: identity(chosen.event), receipt: null, problems: problems.map(problemOf) })}\n`);
  else
    for (const line of problems.filter(({ severity }) => severity === 'error').map((problem) => told(problem, fileNames(io, undefined)(chosen.uri))))
      io.out(`${line}\n`);
  io.err('Not sent: the event has errors. Mend them, or send it as it is with --force.\n');
  return 1;
}

type Problem = TextVerdict['problems'][number];

const problemOf = ({ rule, severity, message, pointer }: Problem) => ({ rule, severity, message, pointer });

function told({ rule, severity, message, range }: Problem, file: string): string {
  return `${visible(file)}:${range.start.line + 1}:${range.start.character + 1} ${severity} ${rule}\n  ${visible(message)}`;
}

function identity({ type, attributes }: ComposedEvent): { readonly type: string | null; readonly id: string | null; readonly source: string | null } {
  const known = new Map(attributes);
  return { type: type ?? null, id: known.get('id') ?? null, source: known.get('source') ?? null };
}
