import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The class path of `<project>/pom.xml`. The jars lie in Maven's own repository: a first run fetches them, later ones need no network. */
export async function classPathOf(maven: string, project: string, directory: string): Promise<string> {
  const file = path.join(directory, 'class-path');
  const pom = path.join(import.meta.dirname, project, 'pom.xml');
  await run(maven, ['-q', '-B', '-f', pom, 'dependency:build-classpath', `-Dmdep.outputFile=${file}`], {
    timeout: 300_000,
    maxBuffer: 64 * 1024 * 1024,
  });
  return readFileSync(file, 'utf8').trim();
}
