import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { uriOf } from './node.ts';
import { createGit } from './git.ts';
import { findProgram } from './program.ts';
import { createRepository, type Repository, trap } from './repository.testing.ts';

const folderUri = (folder: string): string => `${uriOf(folder)}/`;

function look(repository: Repository, name: string, below = '') {
  const root = folderUri(path.join(repository.folder, below));
  return createGit()(root, root, name);
}

/** The files of a revision with their texts, by their paths below the workspace. */
function filesAt(repository: Repository, name: string, below = ''): Readonly<Record<string, string>> {
  const found = look(repository, name, below);
  assert.ok(found.ok, JSON.stringify(found));
  const files = found.open();
  assert.ok('list' in files, JSON.stringify(files));
  const root = folderUri(path.join(repository.folder, below));
  return Object.fromEntries(
    files.list(root, ['**/*'], []).map((uri) => [decodeURIComponent(uri.slice(root.length)), Buffer.from(files.read(uri) ?? []).toString()]),
  );
}

const troubleOf = (repository: Repository, name: string): string | undefined => {
  const found = look(repository, name);
  return found.ok ? undefined : found.trouble.reason;
};

test('the files of a revision are read as they were', () => {
  using repository = createRepository({ 'a.yaml': 'one\n', 'b c/ü.json': '{}' });
  const first = repository.git('rev-parse', 'HEAD');
  repository.commit({ 'a.yaml': 'two\n', 'b c/ü.json': undefined });
  repository.git('tag', '-a', 'v1.0.0', '-m', 'A release');
  repository.write({ 'a.yaml': 'not committed\n' });
  assert.deepEqual(filesAt(repository, 'HEAD'), { 'a.yaml': 'two\n' });
  assert.deepEqual(filesAt(repository, 'v1.0.0'), { 'a.yaml': 'two\n' });
  for (const name of ['HEAD~1', first, first.slice(0, 10)]) assert.deepEqual(filesAt(repository, name), { 'a.yaml': 'one\n', 'b c/ü.json': '{}' });
});

test('a workspace may be a folder of the repository', () => {
  using repository = createRepository({ 'services/shop/a.yaml': 'a', 'services/b.yaml': 'b', 'other.yaml': 'c' });
  assert.deepEqual(filesAt(repository, 'HEAD', 'services/shop'), { 'a.yaml': 'a' });
  const root = folderUri(path.join(repository.folder, 'services/shop'));
  const found = createGit()(root, folderUri(path.dirname(repository.folder)), 'HEAD');
  const files = found.ok ? found.open() : undefined;
  assert.ok(files && 'folder' in files);
  // What is open is a folder above the repository: no more than the repository is read.
  assert.equal(files.folder, folderUri(repository.folder));
  assert.ok(files.read(folderUri(repository.folder) + 'services/b.yaml'));
});

test('of a branch, what it was where this one has left it', () => {
  using repository = createRepository({ 'a.yaml': 'one' });
  repository.git('checkout', '-q', '-b', 'mine');
  repository.git('checkout', '-q', 'main');
  repository.commit({ 'theirs.yaml': 'new on main' });
  repository.git('tag', 'released');
  repository.git('checkout', '-q', 'mine');
  assert.deepEqual(filesAt(repository, 'main'), { 'a.yaml': 'one' });
  // A tag is meant as it is.
  assert.deepEqual(Object.keys(filesAt(repository, 'released')), ['a.yaml', 'theirs.yaml']);
});

test('links and submodules are no files', () => {
  using repository = createRepository({ 'a.yaml': 'a' });
  const target = repository.git('hash-object', '-w', '--stdin-paths').concat('');
  assert.equal(target, '');
  repository.git('update-index', '--add', '--cacheinfo', `120000,${repository.git('rev-parse', 'HEAD:a.yaml')},link.yaml`);
  repository.git('update-index', '--add', '--cacheinfo', `160000,${repository.git('rev-parse', 'HEAD')},module`);
  repository.git('commit', '-q', '-m', 'Links');
  assert.deepEqual(filesAt(repository, 'HEAD'), { 'a.yaml': 'a' });
});

test('what is no revision says why', () => {
  using repository = createRepository({ 'a.yaml': 'a' });
  for (const name of ['nothing', '-h', '--all', '--output=x', 'HEAD:a.yaml', ':/step', 'a\nb', 'HEAD..HEAD', '']) {
    assert.equal(troubleOf(repository, name), 'unknown', name);
  }
  assert.equal(troubleOf(repository, 'HEAD^{tree}'), 'failed');
  const bare = realpathSync(mkdtempSync(path.join(tmpdir(), 'eventwright-none-')));
  const found = createGit()(folderUri(bare), folderUri(bare), 'HEAD');
  assert.equal(found.ok ? '' : found.trouble.reason, 'no-repository');
  rmSync(bare, { recursive: true });
});

test('nothing is written into the repository', () => {
  using repository = createRepository({ 'a.yaml': 'a' });
  const stamps = () =>
    readdirSync(path.join(repository.folder, '.git'), { recursive: true, withFileTypes: true }).map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      return `${file} ${statSync(file).mtimeMs}`;
    });
  repository.write({ 'a.yaml': 'touched' });
  const before = stamps();
  filesAt(repository, 'HEAD');
  assert.deepEqual(stamps(), before);
});

test('a git that lies in the workspace is not run', { skip: process.platform === 'win32' }, () => {
  using repository = createRepository({ 'a.yaml': 'a' });
  const marker = path.join(repository.folder, 'marker');
  trap(repository.folder, 'git', marker);
  trap(path.join(repository.folder, 'bin'), 'git', marker);
  const usual = process.env.PATH;
  const here = process.cwd();
  try {
    process.chdir(repository.folder);
    process.env.PATH = ['', '.', 'bin', repository.folder, path.join(repository.folder, 'bin'), usual].join(path.delimiter);
    assert.deepEqual(Object.keys(filesAt(repository, 'HEAD')), ['a.yaml']);
    process.env.PATH = ['.', 'bin', path.join(repository.folder, 'bin')].join(path.delimiter);
    assert.equal(troubleOf(repository, 'HEAD'), 'no-git');
    assert.equal(findProgram('git', [repository.folder], { PATH: `${repository.folder}/bin/../bin` }), undefined);
  } finally {
    process.chdir(here);
    process.env.PATH = usual;
  }
  assert.equal(existsSync(marker), false);
});

test('what the configuration of a repository would start is not started', { skip: process.platform === 'win32' }, () => {
  using repository = createRepository({ 'a.yaml': 'a', '.gitattributes': '*.yaml diff=evil filter=evil\n' });
  const marker = path.join(repository.folder, '.git', 'marker');
  const evil = trap(path.join(repository.folder, '.git'), 'evil', marker);
  for (const hook of ['post-checkout', 'reference-transaction', 'post-index-change', 'fsmonitor-watchman'])
    trap(path.join(repository.folder, '.git/hooks'), hook, marker);
  const settings = {
    ...{ 'core.fsmonitor': evil, 'core.pager': evil, 'core.sshCommand': evil, 'core.gitProxy': evil, 'core.askPass': evil, 'core.editor': evil },
    ...{
      'diff.external': evil,
      'diff.evil.textconv': evil,
      'diff.evil.command': evil,
      'filter.evil.smudge': evil,
      'filter.evil.clean': evil,
      'filter.evil.process': evil,
    },
    ...{
      'core.alternateRefsCommand': evil,
      'credential.helper': evil,
      'gpg.program': evil,
      'alias.rev-parse': `!${evil}`,
      'alias.cat-file': `!${evil}`,
    },
    ...{ 'pager.rev-parse': evil, 'pager.ls-tree': evil, 'pager.cat-file': evil },
  };
  for (const [name, value] of Object.entries(settings)) repository.git('config', name, value);
  assert.deepEqual(Object.keys(filesAt(repository, 'main')).sort(), ['.gitattributes', 'a.yaml']);
  assert.equal(existsSync(marker), false);
});

test('a partial clone does not fetch what it lacks', { skip: process.platform === 'win32' }, () => {
  using repository = createRepository({ 'a.yaml': 'a', 'b.yaml': 'b' });
  const marker = path.join(repository.folder, '.git', 'marker');
  const evil = trap(path.join(repository.folder, '.git'), 'evil', marker);
  const hash = repository.git('rev-parse', 'HEAD:b.yaml');
  for (const [name, value] of Object.entries({
    ...{
      'core.repositoryFormatVersion': '1',
      'extensions.partialClone': 'far',
      'remote.far.promisor': 'true',
      'remote.far.url': 'ssh://example.invalid/x',
    },
    ...{ 'core.sshCommand': evil, 'protocol.allow': 'always', 'protocol.ssh.allow': 'always', 'protocol.ext.allow': 'always' },
  })) {
    repository.git('config', name, value);
  }
  rmSync(path.join(repository.folder, '.git/objects', hash.slice(0, 2), hash.slice(2)));
  for (const url of ['ssh://example.invalid/x', `ext::${evil}`]) {
    repository.git('config', 'remote.far.url', url);
    const found = look(repository, 'HEAD');
    const files = found.ok ? found.open() : found.trouble;
    assert.equal('reason' in files ? files.reason : 'read', 'failed', url);
    assert.equal(existsSync(marker) && readFileSync(marker, 'utf8'), false, url);
  }
});

test('what a hook has set for another repository is left out', () => {
  using repository = createRepository({ 'a.yaml': 'a' });
  using other = createRepository({ 'other.yaml': 'b' });
  process.env.GIT_DIR = path.join(other.folder, '.git');
  try {
    assert.deepEqual(Object.keys(filesAt(repository, 'HEAD')), ['a.yaml']);
  } finally {
    delete process.env.GIT_DIR;
  }
});
