import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../scripts/root.ts';

export interface SourceFile {
  /** Relative to the project, with slashes. */
  readonly file: string;
  readonly text: string;
  /** The text without its comments; line numbers stay. */
  readonly code: string;
}

/** Files of the project that git tracks or would track, by folder and ending. */
export function projectFiles(pattern: RegExp): readonly SourceFile[] {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 });
  return listed
    .split('\0')
    .filter((file) => pattern.test(file) && existsSync(path.join(root, file)))
    .sort()
    .map((file) => {
      const text = readFileSync(path.join(root, file), 'utf8');
      return { file, text, code: withoutComments(text) };
    });
}

/** Product code: no tests, no helpers of tests. */
export function productFiles(folder: RegExp): readonly SourceFile[] {
  return projectFiles(/^(server|client|cli)\/src\/.*\.ts$/).filter(({ file }) => folder.test(file) && !/\.(test|testing)\.ts$/.test(file));
}

/** What a file imports or exports from: packages by name, files of the project by their path. */
export function importsOf({ file, code }: SourceFile): readonly string[] {
  const statements = /^(?:import|export)\b[^;'"]*?\bfrom\s*'([^']+)'|^import\s*'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/gm;
  return [...code.matchAll(statements)].map((match) => {
    const target = match[1] ?? match[2] ?? match[3] ?? '';
    return target.startsWith('.') ? path.posix.join(path.posix.dirname(file), target) : target;
  });
}

function withoutComments(text: string): string {
  const blank = (comment: string) => comment.replace(/[^\n]/g, ' ');
  return text
    .replace(/\/\*[\s\S]*?\*\//g, blank)
    .replace(/(^|[\s;,{(])\/\/.*$/gm, (line, before: string) => before + blank(line.slice(before.length)));
}
