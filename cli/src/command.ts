import type { Io } from './io.ts';

/** A command of the command line. One file in `commands/`, and one line in its index. */
export interface Command {
  readonly summary: string;
  /** What follows the command's name, one line for each form. */
  readonly usage: readonly string[];
  readonly options: Readonly<Record<string, Option>>;
  /** Paragraphs below the options: exit codes, examples. */
  readonly details: readonly string[];
  run(args: Arguments, io: Io): Promise<ExitCode>;
}

export interface Option {
  readonly type: 'boolean' | 'string';
  /** What stands for the value in the help, e.g. `N`. */
  readonly value?: string;
  /** The only values that it may have. */
  readonly values?: readonly string[];
  readonly multiple?: boolean;
  readonly description: string;
}

export interface Arguments {
  readonly positionals: readonly string[];
  /** Whether a boolean option is given. */
  has(name: string): boolean;
  /** The value of an option; of several the last. */
  value(name: string): string | undefined;
  values(name: string): readonly string[];
}

/** 0: nothing wrong. 1: what was asked for did not hold (errors were found, an event was not acknowledged). 2: misuse or trouble. */
export type ExitCode = 0 | 1 | 2;

/** The call was wrong: told in one line, with exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
