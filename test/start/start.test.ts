import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { test } from 'node:test';
import { isOpen } from '../../scripts/processes.ts';
import { root } from '../../scripts/root.ts';

test('without a window: checks, sends, receives, compares, and ends with 0', async () => {
  const { output, code } = await collect(start(['--headless']));
  assert.equal(code, 0, output);
  for (const words of [/checked shop: 0 errors/, /acknowledged by Embedded broker/, /byte for byte/, /matches com\.example\.order\.placed 1\.2\.0/])
    assert.match(output, words);
});

test('in a browser: the door is shut without the password, and Ctrl-C ends all of it', { timeout: 300_000 }, async () => {
  const child = start([], { EVENTWRIGHT_E2E: 'code-server' });
  const ended = collect(child);
  try {
    const output = await printed(child, /Password\s+\S+/);
    const address = /http:\/\/127\.0\.0\.1:(\d+)\S+/.exec(output);
    const password = /Password\s+(\S+)/.exec(output)?.[1] ?? '';
    assert.ok(address?.[1] !== undefined && password.length >= 20, output);
    const { origin } = new URL(address[0]);

    const stranger = await fetch(address[0], { redirect: 'manual' });
    assert.equal(stranger.status, 302);
    assert.match(stranger.headers.get('location') ?? '', /login/);

    assert.equal((await login(origin, 'a guess')).cookie, undefined);
    const { cookie } = await login(origin, password);
    assert.ok(cookie !== undefined);
    const page = await fetch(address[0], { headers: { cookie } });
    assert.equal(page.status, 200);
    assert.match(await page.text(), /workbench/);

    child.kill('SIGINT');
    assert.equal((await ended).code, 0);
    assert.equal(await isOpen(Number(address[1])), false);
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
});

function start(args: readonly string[], env: NodeJS.ProcessEnv = {}): ChildProcess {
  return spawn(process.execPath, [path.join(root, 'scripts/start.ts'), ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
}

async function login(origin: string, password: string): Promise<{ readonly cookie: string | undefined }> {
  const answer = await fetch(`${origin}/login`, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ password }) });
  await answer.arrayBuffer();
  return { cookie: answer.headers.get('set-cookie')?.split(';')[0] };
}

function collect(child: ChildProcess): Promise<{ readonly output: string; readonly code: number | null }> {
  let output = '';
  child.stdout?.on('data', (bytes) => (output += String(bytes)));
  child.stderr?.on('data', (bytes) => (output += String(bytes)));
  return new Promise((resolve) => child.once('close', (code) => resolve({ output, code })));
}

function printed(child: ChildProcess, words: RegExp): Promise<string> {
  let output = '';
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (bytes) => {
      output += String(bytes);
      if (words.test(output)) resolve(output);
    });
    child.stderr?.on('data', (bytes) => (output += String(bytes)));
    child.once('close', (code) => reject(new Error(`ended with ${code}:\n${output}`)));
  });
}
