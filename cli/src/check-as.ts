import { statSync } from 'node:fs';
import path from 'node:path';
import {
  decodeSource,
  didYouMean,
  type Finding,
  judgeAs,
  listed,
  parse,
  type Source,
  type WorkspaceSnapshot,
  type Yardstick,
  yardstickOfFile,
  yardstickOfType,
} from '../../server/src/index.ts';
import { uriOf } from '../../server/src/hosts/node.ts';
import { type Arguments, UsageError } from './command.ts';
import { type Checked, formatsOf } from './commands/check.ts';
import { fileNames, givenPaths, inputSource, openWorkspaces } from './gather.ts';
import type { Io } from './io.ts';
import { reportedFindings } from './reported.ts';

/** `check --as DEFINITION SAMPLE...` */
export function checkAs(as: string, args: Arguments, io: Io): Checked {
  if (args.positionals.length === 0) throw new UsageError('--as needs samples to judge: eventwright check --as DEFINITION SAMPLE ...');
  const wantsInput = args.positionals.includes('-');
  const given = givenPaths(
    args.positionals.filter((text) => text !== '-'),
    io,
  );
  const folder = given.find((path) => path.folder);
  if (folder) throw new UsageError(`${folder.written} is a folder: --as judges files.`);
  const file = fileOf(as, io);
  const { host, workspace } = openWorkspaces([...(file ? [file.path] : [io.cwd]), ...given.map(({ path }) => path)], io);
  const snapshot = workspace.snapshot();
  const by = file ? yardstickOf(file, as, snapshot) : yardstickNamed(as, snapshot);
  const input = wantsInput ? inputSource(io) : undefined;
  const sources = new Map<string, Source>();
  for (const { uri, written } of given) {
    const bytes = host.read(uri);
    if (!bytes) throw new UsageError(`${written} cannot be read.`);
    sources.set(uri, decodeSource(uri, bytes));
  }
  if (input) sources.set(input.uri, input);
  const describes = args.value('describes') as 'event' | 'data' | undefined;
  let samples = 0;
  const findings: Finding[] = [];
  for (const source of sources.values()) {
    const judged = judgeAs(snapshot, parse(source), by, describes === undefined ? {} : { describes });
    samples += judged.samples;
    findings.push(...judged.findings);
  }
  return {
    outcome: {
      files: sources.size,
      definitions: 'schema' in by ? 1 : by.events.length,
      samples,
      found: findings,
      findings: reportedFindings(listed(findings), snapshot, fileNames(io, input), sources),
    },
    formats: formatsOf(snapshot, [...sources.keys()]),
    notes: [],
  };
}

interface AsFile {
  readonly path: string;
  readonly pointer?: string;
}

/** The file that `--as` names, where it is one; a `#` may also be a part of a file's name. */
function fileOf(as: string, io: Io): AsFile | undefined {
  const isFile = (text: string): boolean => statSync(path.resolve(io.cwd, text), { throwIfNoEntry: false })?.isFile() ?? false;
  if (isFile(as)) return { path: path.resolve(io.cwd, as) };
  const hash = as.indexOf('#');
  if (hash <= 0 || !isFile(as.slice(0, hash))) return undefined;
  return { path: path.resolve(io.cwd, as.slice(0, hash)), pointer: decoded(as.slice(hash + 1)) };
}

/** A pointer in a fragment is percent-encoded (RFC 6901, 6); one that is not well encoded was probably meant as it stands. */
function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

function yardstickOf({ path: file, pointer }: AsFile, as: string, snapshot: WorkspaceSnapshot): Yardstick {
  const found = yardstickOfFile(snapshot, uriOf(file), pointer);
  if (found) return found;
  if (pointer !== undefined && pointer !== '' && !pointer.startsWith('/'))
    throw new UsageError(`In ${as}, what follows # must be a JSON Pointer such as #/$defs/Order.`);
  throw new UsageError(pointer ? `There is no schema at ${as}.` : `${as} holds neither an event definition nor a JSON Schema.`);
}

function yardstickNamed(as: string, snapshot: WorkspaceSnapshot): Yardstick {
  const found = yardstickOfType(snapshot, as);
  if (found) return found;
  const types = snapshot.definitions().flatMap(({ type }) => type ?? []);
  const meant = didYouMean(as, types);
  const looksLikeFile = /[/\\#]|\.(json|ya?ml)$/.test(as);
  throw new UsageError(
    `${looksLikeFile ? `There is no file ${as}.` : `Nothing here defines \`${as}\`.`}${meant ? ` Did you mean \`${meant}\`?` : ''}`,
  );
}
