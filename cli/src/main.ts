#!/usr/bin/env node
import { didYouMean } from '../../server/src/index.ts';
import { readArguments } from './arguments.ts';
import { type Command, type ExitCode, UsageError } from './command.ts';
import { type CommandName, commandNames, commands } from './commands/index.ts';
import { helpOf, helpOfAll } from './help.ts';
import { createIo, type Io } from './io.ts';
import { packageVersion } from './package.ts';

/** As `engines` in package.json says. */
const oldestNode = 22;

const io = createIo();
process.exitCode = await main(process.argv.slice(2), io);

/** Runs one command. Never rejects: a bug becomes one line and exit code 2, with its stack only when asked for. */
async function main(args: readonly string[], io: Io): Promise<ExitCode> {
  const debug = args.includes('--debug');
  const rest = args.filter((arg) => arg !== '--debug');
  const [major = 0] = process.versions.node.split('.').map(Number);
  if (major < oldestNode) {
    io.err(`eventwright: this is Node ${process.versions.node}, and Eventwright needs ${oldestNode} or newer.\n`);
    return 2;
  }
  try {
    return await dispatch(rest, io);
  } catch (error) {
    if (error instanceof UsageError) io.err(`eventwright: ${error.message}\n`);
    else if (debug) io.err(`eventwright: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    else io.err(`eventwright: internal error: ${firstLine(error)} Run it again with --debug to see where it came from.\n`);
    return 2;
  }
}

async function dispatch(args: readonly string[], io: Io): Promise<ExitCode> {
  const [first, ...rest] = args;
  if (first === '--version' || first === '-v') {
    io.out(`${packageVersion()}\n`);
    return 0;
  }
  if (first === undefined || first === '--help' || first === '-h' || first === 'help') {
    const [name] = rest;
    const text = name === undefined ? await helpText() : helpOf(...(await find(name)));
    if (first === undefined) {
      io.err(text);
      return 2;
    }
    io.out(text);
    return 0;
  }
  const [name, command] = await find(first);
  const stop = rest.indexOf('--');
  if ((stop < 0 ? rest : rest.slice(0, stop)).some((arg) => arg === '--help' || arg === '-h')) {
    io.out(helpOf(name, command));
    return 0;
  }
  return command.run(readArguments(rest, command.options), io);
}

async function helpText(): Promise<string> {
  return helpOfAll(await Promise.all(commandNames.map(find)));
}

async function find(name: string): Promise<readonly [CommandName, Command]> {
  const found = commandNames.find((candidate) => candidate === name);
  if (found) return [found, (await commands[found]()).command];
  const meant = didYouMean(name, commandNames);
  const what = name.startsWith('-') ? 'option' : 'command';
  throw new UsageError(`There is no ${what} \`${name}\`.${meant ? ` Did you mean \`${meant}\`?` : ''} See eventwright --help.`);
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return (text.split('\n', 1)[0] ?? '').replace(/([^.!?])$/, '$1.');
}
