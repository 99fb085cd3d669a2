import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BaselineTrouble } from '../model/compatibility.ts';
import { maxLength } from '../syntax/tree.ts';
import { matcher } from '../workspace/glob.ts';
import type { Revision, RevisionFiles } from '../workspace/host.ts';
import { canonicalUri, relativePath } from '../workspace/uris.ts';
import { findProgram } from './program.ts';

/*
 * Git is read by plumbing only: `rev-parse`, `ls-tree`, `cat-file`. These write nothing, look at no working tree and so run no
 * fsmonitor, filter, text conversion or hook. What a repository's own configuration could still start is switched off below.
 */

/** Milliseconds after which git is ended: a repository on a network drive must not stop the editor. */
const deadline = 5_000;
/** Bytes of a listing: some hundred thousand files. */
const longestListing = 64 * 1024 * 1024;
/** Bytes of all files of a revision that are read at once. */
const mostBytes = 128 * 1024 * 1024;

/** Reads revisions of the repositories that workspaces lie in. Keeps the files of the last commit of each workspace. */
export function createGit(): (root: string, folder: string, name: string) => Revision {
  const kept = new Map<string, { readonly id: string; readonly files: RevisionFiles }>();
  return (root, folder, name) => {
    const where = fileURLToPath(root);
    const program = findProgram('git', [where, fileURLToPath(folder)]);
    if (program === undefined) return { ok: false, trouble: { reason: 'no-git', detail: name } };
    const git: Git = (cwd, args, input) => run(program, cwd, args, input);
    const commit = resolve(git, where, name);
    if (!commit.ok) return { ok: false, trouble: commit.trouble };
    const id = whereLeft(git, where, name, commit.text.trim());
    return {
      ok: true,
      id,
      open() {
        const before = kept.get(root);
        if (before?.id === id) return before.files;
        const files = openFiles(git, root, folder, id);
        if (!('reason' in files)) kept.set(root, { id, files });
        return files;
      },
    };
  };
}

type Git = (cwd: string, args: readonly string[], input?: string) => Output;

type Output = { readonly ok: true; readonly bytes: Buffer; readonly text: string } | { readonly ok: false; readonly trouble: BaselineTrouble };

function resolve(git: Git, cwd: string, name: string): Output {
  // What begins with a hyphen is an option to somebody, and a colon makes a path or a search of it.
  if (name.startsWith('-') || /[:\0\r\n]/.test(name)) return { ok: false, trouble: { reason: 'unknown', detail: name } };
  const found = git(cwd, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`]);
  if (found.ok) return /^[\da-f]{40,64}\s*$/.test(found.text) ? found : { ok: false, trouble: { reason: 'unknown', detail: name } };
  if (found.trouble.reason !== 'failed' || found.trouble.detail !== '') return found;
  // Without a word it says both that the name is unknown and, in a worktree that is none, nothing at all.
  const inside = git(cwd, ['rev-parse', '--git-dir']);
  return inside.ok ? { ok: false, trouble: { reason: 'unknown', detail: name } } : inside;
}

/**
 * Of a branch, where this one has left it: what others have added there since is not missing here. A tag or a commit is meant as
 * it is, and so is a branch that has nothing in common with this one, as in a clone without history.
 */
function whereLeft(git: Git, cwd: string, name: string, id: string): string {
  const full = git(cwd, ['rev-parse', '--symbolic-full-name', '--end-of-options', name]);
  if (!full.ok || !/^(--end-of-options\n)?refs\/(heads|remotes)\//.test(full.text)) return id;
  const base = git(cwd, ['merge-base', id, 'HEAD']);
  return base.ok ? base.text.trim() : id;
}

const notFetched: BaselineTrouble = { reason: 'failed', detail: 'some of its files are not in this clone, and nothing is fetched' };

/** Folders that hold no definitions of anybody's own, tracked or not. */
const ignored = /(^|\/)(node_modules|\.vscode-test)\//;

function openFiles(git: Git, root: string, folder: string, id: string): RevisionFiles | BaselineTrouble {
  const base = baseOf(git, root, folder);
  const cwd = fileURLToPath(base);
  const listing = git(cwd, ['ls-tree', '-r', '-z', id]);
  if (!listing.ok) return listing.trouble;
  const files = new Map<string, string>();
  for (const line of listing.text.split('\0')) {
    // `100644 blob <hash>\t<path>`: links and submodules are no files of ours.
    const [, hash, file] = /^100(?:644|755) blob ([\da-f]+)\t([\s\S]+)$/.exec(line) ?? [];
    if (hash && file && !ignored.test(file)) files.set(canonicalUri(base + file.split('/').map(encodeURIComponent).join('/')), hash);
  }
  const wanted = new Set([...files].flatMap(([uri, hash]) => (uri.startsWith(root) && /\.(ya?ml|json)$/.test(uri) ? hash : [])));
  const sizes = sizesOf(git, cwd, wanted);
  if ('reason' in sizes) return sizes;
  const readable = new Set([...sizes].flatMap(([hash, size]) => (size <= maxLength ? hash : [])));
  if ([...readable].reduce((sum, hash) => sum + (sizes.get(hash) ?? 0), 0) > mostBytes)
    return { reason: 'failed', detail: 'its files are too large to be compared' };
  const contents = readBlobs(git, cwd, readable);
  if ('reason' in contents) return contents;
  return {
    folder: base,
    list(below, globs, exclude) {
      const [isWanted, isUnwanted] = [matcher(globs), matcher(exclude)];
      return [...files.keys()].filter((uri) => {
        const relative = relativePath(below, uri);
        return relative !== undefined && isWanted(relative) && !isUnwanted(relative);
      });
    },
    read(uri) {
      const hash = files.get(uri);
      if (hash === undefined) return undefined;
      const known = contents.get(hash);
      // Only what a reference leads to beyond the workspace is read alone.
      if (known || wanted.has(hash)) return known;
      const read = readBlobs(git, cwd, new Set([hash]));
      const bytes = 'reason' in read ? undefined : read.get(hash);
      if (bytes) contents.set(hash, bytes);
      return bytes;
    },
    contains: (below, uri) => uri.startsWith(below) && files.has(uri),
  };
}

/** The folder that is read: what is open, as far as it lies in the repository. */
function baseOf(git: Git, root: string, folder: string): string {
  const prefix = git(fileURLToPath(root), ['rev-parse', '--show-prefix']);
  const inside = prefix.ok ? prefix.text.replace(/\n$/, '') : '';
  const encoded = inside.split('/').map(encodeURIComponent).join('/');
  // Reached by a link the workspace may have another name in the repository: then it alone is read.
  const repository = encoded !== '' && root.endsWith(encoded) ? root.slice(0, -encoded.length) : root;
  return folder.startsWith(repository) ? folder : repository;
}

/** The sizes of blobs in bytes, by their hashes. */
function sizesOf(git: Git, cwd: string, hashes: ReadonlySet<string>): ReadonlyMap<string, number> | BaselineTrouble {
  if (hashes.size === 0) return new Map();
  const output = git(cwd, ['cat-file', '--batch-check', '--buffer'], lines(hashes));
  if (!output.ok) return output.trouble;
  const found = [...output.text.matchAll(/^([\da-f]+) blob (\d+)$/gm)].map(([, hash = '', size]) => [hash, Number(size)] as const);
  return found.length === hashes.size ? new Map(found) : notFetched;
}

const lines = (hashes: ReadonlySet<string>): string => [...hashes].map((hash) => `${hash}\n`).join('');

/** The contents of blobs, by their hashes. */
function readBlobs(git: Git, cwd: string, hashes: ReadonlySet<string>): Map<string, Uint8Array> | BaselineTrouble {
  const found = new Map<string, Uint8Array>();
  if (hashes.size === 0) return found;
  const output = git(cwd, ['cat-file', '--batch', '--buffer'], lines(hashes));
  if (!output.ok) return output.trouble;
  const { bytes } = output;
  for (let at = 0; at < bytes.length; ) {
    // `<hash> blob <size>\n<content>\n`, or `<hash> missing\n` where a partial clone has not fetched it.
    const end = bytes.indexOf(0x0a, at);
    const [, hash, size] = /^([\da-f]+) blob (\d+)$/.exec(bytes.toString('latin1', at, end)) ?? [];
    if (end < 0 || hash === undefined) return notFetched;
    const start = end + 1;
    found.set(hash, new Uint8Array(bytes.subarray(start, start + Number(size))));
    at = start + Number(size) + 1;
  }
  return found;
}

/** What a repository must not be able to start or to reach, whatever its configuration says. */
const guards: readonly string[] = [
  '--no-pager',
  '--no-optional-locks',
  ...[
    'core.fsmonitor=false',
    `core.hooksPath=${path.sep === '/' ? '/dev/null' : 'NUL'}`,
    'safe.bareRepository=explicit',
    'protocol.allow=never',
  ].flatMap((setting) => ['-c', setting]),
];

function run(program: string, cwd: string, args: readonly string[], input = ''): Output {
  const ran = spawnSync(program, [...guards, ...args], {
    ...{
      cwd,
      input,
      env: environment(),
      timeout: deadline,
      killSignal: 'SIGKILL',
      maxBuffer: longestListing + mostBytes,
      windowsHide: true,
      shell: false,
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  if (ran.error) {
    const late = 'code' in ran.error && ran.error.code === 'ETIMEDOUT';
    return { ok: false, trouble: { reason: 'failed', detail: late ? `it took more than ${deadline / 1000} s` : ran.error.message } };
  }
  if (ran.status === 0)
    return {
      ok: true,
      bytes: ran.stdout,
      get text() {
        return ran.stdout.toString('utf8');
      },
    };
  const said = (ran.stderr.toString('utf8').trim().split('\n')[0] ?? '').replace(/^fatal: /, '');
  return { ok: false, trouble: { reason: /not a git repository/i.test(said) ? 'no-repository' : 'failed', detail: said } };
}

/** Without what a hook or a user may have set for another repository; no network, no questions. */
function environment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(GIT_|SSH_ASKPASS$)/i.test(name));
  return {
    ...Object.fromEntries(own),
    LC_ALL: 'C',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    // A partial clone fetches what it lacks, by whatever program its configuration names. `none` is no protocol.
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: 'none',
  };
}
