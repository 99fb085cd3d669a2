import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** A folder of real events of others, which the project does not copy. */
export interface Corpus {
  /** Where it lies; a test that reads it fails when it is not there. */
  readonly path: string;
  /** Why the test is skipped: only where nobody named the folder and nobody forbade to skip. */
  readonly skip: string | false;
}

export function corpus(name: string, original: string): Corpus {
  const root = process.env.EVENTWRIGHT_CORPORA;
  const instructions = `Set EVENTWRIGHT_CORPORA to a folder that holds \`${name}\`, taken from ${original}.`;
  if (root === undefined) {
    if (process.env.CI === 'true') throw new Error(instructions);
    return { path: '', skip: instructions };
  }
  const path = join(root, name);
  if (!existsSync(path)) throw new Error(`${instructions} There is none in ${root}.`);
  return { path, skip: false };
}
