import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { bundle, event, folderOf, good, node, placed, run } from './cli.testing.ts';

const range = {
  type: 'object',
  additionalProperties: false,
  required: ['start', 'end'],
  properties: { start: { $ref: '#/$defs/position' }, end: { $ref: '#/$defs/position' } },
};
const contract = {
  $defs: {
    count: { type: 'integer', minimum: 0 },
    position: {
      type: 'object',
      additionalProperties: false,
      required: ['line', 'character'],
      properties: { line: { $ref: '#/$defs/count' }, character: { $ref: '#/$defs/count' } },
    },
    range,
    finding: {
      type: 'object',
      additionalProperties: false,
      required: ['file', 'document', 'rule', 'severity', 'message', 'range', 'pointer', 'fixes', 'related'],
      properties: {
        file: { type: 'string', minLength: 1 },
        document: { $ref: '#/$defs/count' },
        rule: { type: 'string', pattern: '^(envelope|event-type|ambiguous-names|shared-names|parseable|type-safe)/[a-z0-9-]+$' },
        severity: { enum: ['error', 'warning', 'info', 'hint'] },
        message: { type: 'string', minLength: 1 },
        range: { $ref: '#/$defs/range' },
        pointer: { type: 'string', pattern: '^(/.*)?$' },
        fixes: {
          type: 'array',
          items: {
            type: 'object',
            additionalProperties: false,
            required: ['title', 'safety'],
            properties: { title: { type: 'string', minLength: 1 }, safety: { enum: ['safe', 'unsafe'] } },
          },
        },
        related: {
          type: 'array',
          items: {
            type: 'object',
            additionalProperties: false,
            required: ['file', 'document', 'pointer', 'range', 'message'],
            properties: {
              file: { type: 'string', minLength: 1 },
              document: { $ref: '#/$defs/count' },
              pointer: { type: 'string' },
              range: { $ref: '#/$defs/range' },
              message: { type: 'string', minLength: 1 },
            },
          },
        },
      },
    },
  },
  type: 'object',
  additionalProperties: false,
  required: ['version', 'files', 'definitions', 'samples', 'findings', 'durationMs'],
  properties: {
    version: { const: 1 },
    files: { $ref: '#/$defs/count' },
    definitions: { $ref: '#/$defs/count' },
    samples: { $ref: '#/$defs/count' },
    findings: { type: 'array', items: { $ref: '#/$defs/finding' } },
    durationMs: { $ref: '#/$defs/count' },
  },
};
const fitsContract = new Ajv2020({ allErrors: true }).compile(contract);

interface Report {
  readonly files: number;
  readonly definitions: number;
  readonly samples: number;
  readonly findings: readonly {
    readonly file: string;
    readonly document: number;
    readonly rule: string;
    readonly severity: string;
    readonly pointer: string;
    readonly range: {
      readonly start: { readonly line: number; readonly character: number };
      readonly end: { readonly line: number; readonly character: number };
    };
    readonly related: readonly { readonly file: string }[];
  }[];
}

function reportOf(stdout: string): Report {
  const report = JSON.parse(stdout) as Report;
  assert.equal(fitsContract(report), true, JSON.stringify(fitsContract.errors));
  return report;
}

const shop = fileURLToPath(new URL('../../examples/shop', import.meta.url));

test('the shop has nothing to be said about', async () => {
  const { code, stdout, stderr } = await run(['check', '--format', 'json'], { cwd: shop });
  const { findings, definitions, samples } = reportOf(stdout);
  assert.deepEqual(findings, []);
  assert.deepEqual({ code, definitions, samples }, { code: 0, definitions: 6, samples: 12 });
  assert.match(stderr, /^Checked \d+ files \(6 definitions, 12 samples\) in \d+\.\d\d s, formats asserted: nothing wrong\.\n$/);
});

test('JSON is the contract: zero-based, UTF-16, relative to the working directory', async () => {
  using folder = folderOf({ 'a/placed.event.yaml': placed, 'a/samples/one.json': event({ ...good, totalCents: '😀1' }, { '😀': 1 }) });
  const { code, stdout } = await folder.run(['check', '--format=json']);
  const { findings } = reportOf(stdout);
  const mismatch = findings.find(({ rule }) => rule === 'type-safe/sample-mismatch');
  assert.equal(code, 1);
  assert.equal(mismatch?.file, 'a/samples/one.json');
  assert.equal(mismatch?.pointer, '/data/totalCents');
  assert.deepEqual(mismatch?.range, { start: { line: 8, character: 18 }, end: { line: 8, character: 23 } });
  assert.equal(mismatch?.related[0]?.file, 'a/placed.event.yaml');
});

test('documents count, and lines after CRLF and a byte order mark are right', async () => {
  const second = placed.replace('order.placed', 'order.paid').replace('type: object', 'type: objekt');
  using folder = folderOf({ 'two.event.yaml': `\ufeff${placed}---\n${second}`.replaceAll('\n', '\r\n') });
  const { stdout } = await folder.run(['check', '--format', 'json']);
  const finding = reportOf(stdout).findings.find(({ severity }) => severity === 'error');
  assert.equal(finding?.document, 1);
  assert.deepEqual(finding?.range.start, { line: 15, character: 8 });
});

test('paths choose what is reported, not what is analysed', async () => {
  using folder = folderOf({
    'eventwright.yaml': 'envelope: cloudevents\n',
    'defs/placed.event.yaml': placed,
    'out/samples/bad.json': event({}),
    'out/samples/worse.json': event({ orderId: 1 }),
  });
  const all = reportOf((await folder.run(['check', '--format', 'json'])).stdout);
  assert.deepEqual([...new Set(all.findings.map(({ file }) => file))], ['out/samples/bad.json', 'out/samples/worse.json']);
  const one = await folder.run(['check', 'out/samples/bad.json', '--format', 'json']);
  const { findings, files } = reportOf(one.stdout);
  assert.deepEqual([one.code, files, findings.map(({ rule }) => rule)], [1, 1, ['type-safe/sample-mismatch']]);
  assert.equal((await folder.run(['check', 'defs'])).code, 0);
});

test('without eventwright.yaml and repository, the working directory is the workspace', async () => {
  using folder = folderOf({ 'defs/placed.event.yaml': placed, 'out/samples/bad.json': event({}) });
  assert.equal((await folder.run(['check', 'out/samples/bad.json'])).code, 1);
});

test('the order is the same every time', async () => {
  const bad = Object.fromEntries(
    Array.from({ length: 20 }, (_, index) => [`samples/${index}.json`, event({ x: 1, b: 2, orderId: 3 }, { BAD: 1, time: 'x' })]),
  );
  using folder = folderOf({ 'placed.event.yaml': placed, ...bad });
  const runs = await Promise.all(
    [['.'], ['samples', '.'], ['.', 'samples/7.json']].map((paths) => folder.run(['check', ...paths, '--format', 'json'])),
  );
  const [first, ...others] = runs.map(({ stdout }) => JSON.stringify(reportOf(stdout).findings));
  for (const other of others) assert.equal(other, first);
  const places = reportOf(runs[0]?.stdout ?? '').findings.map(({ file, range: { start } }) => [file, start.line, start.character] as const);
  assert.ok(places.length > 60);
  const sorted = places.toSorted((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[1] - b[1] || a[2] - b[2]));
  assert.deepEqual(places, sorted);
});

test('text for people: where, what, and the text underlined', async () => {
  using folder = folderOf({ 'placed.event.yaml': placed, 'samples/one.json': event({ ...good, totalCents: '12' }) });
  const { code, stdout, stderr } = await folder.run(['check']);
  assert.equal(code, 1);
  assert.match(stdout, /^samples\/one\.json:8:19 error type-safe\/sample-mismatch\n {2}\S.*\n {2}8 \| {5}"totalCents": "12"\n {4}\| {19}~~~~\n/);
  assert.match(stdout, /\n {2}placed\.event\.yaml:10:\d+: /);
  assert.match(stderr, /: 1 error\.\n$/);
  assert.equal(stdout.includes('\u001b'), false);
});

test('a text from a file never reaches the terminal as a command', async () => {
  using folder = folderOf({
    'placed.event.yaml': placed,
    'samples/one.json': event({ ...good, 'a\u202e\u001b[2J': 1 }).replace('\\u001b', '\u001b'),
  });
  const { code, stdout } = await folder.run(['check']);
  assert.equal(code, 1);
  assert.equal(/[\u001b\u202e]/.test(stdout), false);
});

test('warnings fail only beyond --max-warnings', async () => {
  using folder = folderOf({ 'placed.event.yaml': placed.replaceAll('com.example.order.placed', 'Order Placed') });
  assert.equal((await folder.run(['check'])).code, 0);
  assert.equal((await folder.run(['check', '--max-warnings', '9'])).code, 0);
  const { code, stderr } = await folder.run(['check', '--max-warnings=0']);
  assert.equal(code, 1);
  assert.match(stderr, /warning.*--max-warnings allows 0/);
});

test('standard input is judged as a file of the working directory', async () => {
  using folder = folderOf({ 'placed.event.yaml': placed });
  const lines = [event(good), event({})].map((text) => JSON.stringify(JSON.parse(text))).join('\n');
  for (const [input, line, code] of [
    [event({ orderId: 'x' }), 6, 1],
    [lines, 1, 1],
    [event(good), 0, 0],
  ] as const) {
    const ran = await folder.run(['check', '-', '--format', 'json'], { input });
    const [first] = reportOf(ran.stdout).findings;
    assert.deepEqual([ran.code, first?.file, first?.range.start.line ?? 0], [code, code === 0 ? undefined : '-', line], ran.stdout);
  }
  const definition = await folder.run(['check', '-'], { input: 'event: com.example.order.paid\ndata: { type: objekt }\n' });
  assert.match(definition.stdout, /^-:2:\d+ error type-safe\//m);
});

test('what is wrong with the call is told in one line, with exit code 2', async () => {
  using folder = folderOf({ 'placed.event.yaml': placed });
  for (const [args, message] of [
    [[], /Usage: eventwright COMMAND/],
    [['chekc'], /no command `chekc`\. Did you mean `check`\?/],
    [['--versoin'], /no option `--versoin`/],
    [['check', '--fromat', 'json'], /no option --fromat\. Did you mean --format\?/],
    [['check', '--format', 'jsn'], /one of json, text, not `jsn`\. Did you mean `json`\?/],
    [['check', '--format'], /--format needs a value/],
    [['check', '--format', 'json', '--format', 'text'], /given twice/],
    [['check', '--max-warnings', 'many'], /whole number/],
    [['check', '--describes', 'data'], /belongs to --as/],
    [['check', 'nowhere.yaml'], /no file or folder nowhere\.yaml/],
    [['check', '--as', 'placed.event.yaml'], /needs samples/],
    [['check', '--score', '--as', 'placed.event.yaml', 'placed.event.yaml'], /--score .* does not go with --as/],
    [['explain', 'type-safe/sample-mismach'], /Did you mean `type-safe\/sample-mismatch`\?/],
    [['send'], /takes one file/],
    [['lsp', '--stdoi'], /Did you mean --stdio\?/],
  ] as const) {
    const { code, stdout, stderr } = await folder.run(args);
    assert.deepEqual([code, stdout], [2, ''], args.join(' '));
    assert.match(stderr, message);
    assert.equal(/internal error:|\n {4}at \S+ \(/.test(stderr), false, stderr);
  }
});

test('help and version go to standard output', async () => {
  for (const args of [
    ['--help'],
    ['-h'],
    ['help'],
    ['check', '--help'],
    ['help', 'send'],
    ['--version'],
    ['explain'],
    ['explain', 'sample-mismatch'],
  ]) {
    const { code, stdout, stderr } = await run(args);
    assert.deepEqual([code, stderr], [0, ''], args.join(' '));
    assert.ok(stdout.length > 4);
  }
});

test('a file that is not ours is left alone, and said to be so when it is named', async () => {
  using folder = folderOf({
    'package.json': '{"event": "x", "version": "1.0.0"',
    'pod.yaml': 'kind: Pod\n',
    'events/asyncapi.yaml': 'asyncapi: 3.0.0\n',
  });
  const { code, stdout, stderr } = await folder.run(['check', '.', 'pod.yaml']);
  assert.deepEqual([code, stdout], [0, '']);
  assert.match(stderr, /^pod\.yaml: not checked: .*eventwright\.yaml/);
});

test('hostile files give findings, not a crash', async () => {
  const deep = 3000;
  const hostile: Record<string, string | Uint8Array> = {
    'brackets.event.yaml': '['.repeat(100_000),
    'braces.event.yaml': `event: com.example.a.opened\ndata: ${'{a: '.repeat(deep)}`,
    'dashes.event.yaml': '- '.repeat(50_000),
    'samples/deep.json': `${'{"specversion":"1.0","data":'.repeat(deep)}`,
    'samples/array.json': `{"specversion":"1.0","id":"1","source":"/a","type":"com.example.a.opened","data":${'['.repeat(deep)}${']'.repeat(deep)}}`,
    'samples/bytes.json': new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x00, 0x22, 0x3a, 0x31, 0x7d]),
    'bomb.event.yaml': `event: com.example.b.opened\nx-a: &a [1,1,1,1,1,1,1,1,1]\n${Array.from({ length: 9 }, (_, i) => `x-${i}: &${'bcdefghij'[i]} [${`*${'abcdefghij'[i]},`.repeat(9)}]`).join('\n')}\n`,
    'loop.event.yaml': `${placed.replace('placed', 'looped')}  $ref: "#"\n`,
    'pattern.event.yaml': `event: com.example.p.opened\ndata: { type: string, pattern: "(a+)+$" }\nsamples: [{ data: "${'a'.repeat(40)}!" }]\n`,
    'eventwright.yaml': 'samples: ["samples/**"]\nrules: { no-such/rule: error }\n',
  };
  using folder = folderOf(hostile);
  const { code, signal, stdout, stderr } = await folder.run(['check', '--format', 'json']);
  assert.deepEqual([code, signal], [1, null], stderr);
  const { findings } = reportOf(stdout);
  const silent = Object.keys(hostile).filter((file) => !findings.some((finding) => finding.file === file));
  assert.deepEqual(silent, []);
});

test('--as: by type, by file, by schema, by a part of a schema', async () => {
  const schema = { $defs: { Order: { type: 'object', required: ['orderId'], properties: { orderId: { type: 'string' } } } }, $ref: '#/$defs/Order' };
  const whole = { type: 'object', required: ['type'], properties: { type: { const: 'com.example.order.placed' }, data: { $ref: 'order.json' } } };
  using folder = folderOf({
    'placed.event.yaml': placed,
    'order.json': JSON.stringify(schema),
    'whole.json': JSON.stringify(whole),
    'good.json': event(good),
    'bad.json': event({ orderId: 1 }),
    'other.json': event(good, { type: 'com.example.order.paid' }),
    'bare.json': JSON.stringify(good),
  });
  const codes = async (as: string, ...more: readonly string[]) =>
    Promise.all(['good.json', 'bad.json', 'bare.json'].map(async (file) => (await folder.run(['check', '--as', as, file, ...more])).code));
  assert.deepEqual(await codes('com.example.order.placed'), [0, 1, 0]);
  assert.deepEqual(await codes('placed.event.yaml'), [0, 1, 0]);
  assert.deepEqual(await codes('order.json'), [0, 1, 0]);
  assert.deepEqual(await codes('order.json#/$defs/Order'), [0, 1, 0]);
  assert.deepEqual(await codes('./order.json#/%24defs/Order'), [0, 1, 0]);
  assert.deepEqual(await codes('order.json', '--describes', 'event'), [1, 1, 0]);
  assert.deepEqual(await codes('whole.json'), [0, 1, 1]);
  const other = await folder.run(['check', '--as', 'whole.json', 'other.json', '--format', 'json']);
  assert.equal(other.code, 1);
  assert.equal(reportOf(other.stdout).findings[0]?.pointer, '/type');
  const piped = await folder.run(['check', '--as', 'order.json', '-'], { input: event({}) });
  assert.match(piped.stdout, /^-:\d+:\d+ error type-safe\/sample-mismatch/);
  for (const [as, message] of [
    ['order.json#/$defs/Nothing', /no schema at order\.json#/],
    ['com.example.order.placd', /Did you mean `com\.example\.order\.placed`\?/],
    ['nowhere.json', /no file nowhere\.json/],
    ['good.json', /good\.json holds neither an event definition nor a JSON Schema/],
  ] as const) {
    const { code, stderr } = await folder.run(['check', '--as', as, 'good.json']);
    assert.equal(code, 2);
    assert.match(stderr, message);
  }
});

test('a reader that goes away ends it quietly', async () => {
  const many = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`samples/${index}.json`, event({ a: 1, b: 2, c: 3, d: 4 })]));
  using folder = folderOf({ 'placed.event.yaml': placed, ...many });
  const child = spawn(node, [bundle, 'check'], { cwd: folder.path });
  let stderr = '';
  child.stderr.on('data', (chunk) => (stderr += String(chunk)));
  child.stdout.once('data', () => child.stdout.destroy());
  const [code, signal] = await new Promise<readonly [number | null, string | null]>((resolve) => child.on('close', (...ended) => resolve(ended)));
  assert.equal(signal, null);
  assert.ok(code === 0 || code === 1, `exit ${code}`);
  assert.equal(/EPIPE|at /.test(stderr), false, stderr);
});
