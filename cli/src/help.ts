import type { Command, Option } from './command.ts';

export function helpOfAll(commands: readonly (readonly [name: string, command: Command])[]): string {
  const lines = commands.map(([name, { summary }]) => [name, summary] as const);
  return [
    'Define, check and send events.',
    '',
    'Usage: eventwright COMMAND [options]',
    '',
    ...columns(lines),
    '',
    ...columns([
      ['--help', 'Prints this, or what a command can do.'],
      ['--version', 'Prints the version.'],
      ['--debug', 'Prints where in the program an internal error came from.'],
    ]),
    '',
    'Exit codes: 0 all is well, 1 errors were found or an event was not acknowledged, 2 misuse or trouble.',
    '',
  ].join('\n');
}

export function helpOf(name: string, command: Command): string {
  const options = Object.entries(command.options).map(([option, declared]) => [spelled(option, declared), declared.description] as const);
  return [
    command.summary,
    '',
    ...command.usage.map((usage, index) => `${index === 0 ? 'Usage:' : '      '} eventwright ${name}${usage ? ` ${usage}` : ''}`),
    ...(options.length > 0 ? ['', ...columns(options)] : []),
    ...command.details.flatMap((paragraph) => ['', paragraph]),
    '',
  ].join('\n');
}

function spelled(name: string, { type, value, values }: Option): string {
  return type === 'boolean' ? `--${name}` : `--${name} ${value ?? values?.join('|') ?? 'VALUE'}`;
}

function columns(rows: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.max(...rows.map(([first]) => first.length)) + 2;
  return rows.map(([first, second]) => `  ${first.padEnd(width)}${second}`);
}
