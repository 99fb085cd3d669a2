/*
 * `npm run bench`: how the engine compares with the least that one can imagine, in the same run and on the same texts. Machines are
 * noisy, so the ratio is what counts; each figure is the median of the rounds.
 */
import { parseAllDocuments } from 'yaml';
import { createMemoryHost } from '../../server/src/hosts/memory.ts';
import { createSource } from '../../server/src/text/source.ts';
import { createWorkspace } from '../../server/src/workspace/workspace.ts';

const rounds = Number(process.argv[2] ?? 5);

const definition = (index: number, fields = 12): string => `event: com.example.shop${index % 20}.thing${index}.changed
version: 1.0.0
summary: Thing ${index} of the shop changed.
data:
  type: object
  additionalProperties: false
  required: [thing${index}Id, changedAt]
  properties:
    thing${index}Id: { type: string, format: uuid, description: The thing that changed. }
    changedAt: { type: string, format: date-time, description: When it changed by the clock of the shop. }
${Array.from({ length: fields }, (_, field) => `    part${index}x${field}: { type: integer, minimum: 0, description: How many of part ${field} there are in it. }\n`).join('')}samples:
  - data: { thing${index}Id: 8d3c1f0e-5b7a-4a53-9d0e-6f1f6a2f7c11, changedAt: "2026-01-07T10:00:00Z" }
`;

const event = (index: number): string =>
  `{"specversion":"1.0","id":"${index}","source":"/shop","type":"com.example.shop${index % 20}.thing${index % 20}.changed","time":"2026-01-07T10:00:00Z","data":{"thing${index % 20}Id":"8d3c1f0e-5b7a-4a53-9d0e-6f1f6a2f7c11","changedAt":"2026-01-07T10:00:00Z"}}`;

interface Case {
  readonly title: string;
  readonly floor: { readonly title: string; run(): void };
  run(): void;
}

function checkAll(files: Readonly<Record<string, string>>): void {
  const host = createMemoryHost(files);
  createWorkspace(host, [host.root]).snapshot().checkAll();
}

/** One keystroke after another in one open file among others: what a person waits for. */
function keystroke(fields: number): () => void {
  const text = definition(0, fields);
  const host = createMemoryHost({
    ...Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`${index + 1}.event.yaml`, definition(index + 1)])),
  });
  const workspace = createWorkspace(host, [host.root]);
  const uri = host.uri('0.event.yaml');
  let version = 0;
  return () => {
    version++;
    workspace.open(createSource(uri, text.replace('of the shop', `of the shop ${'x'.repeat(version % 40)}`), version));
    workspace.snapshot().checkAll();
  };
}

const definitions = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`${index}.event.yaml`, definition(index)]));
const samples = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`samples/${index}.json`, event(index)]));
const few = Object.fromEntries(Object.entries(definitions).slice(0, 20));

const parseYaml = (text: string): void => void parseAllDocuments(text, { uniqueKeys: false }).map((document) => document.toJS());

const cases: readonly Case[] = [
  {
    title: '1,000 definitions, all rules',
    run: () => checkAll(definitions),
    floor: { title: 'yaml to values', run: () => Object.values(definitions).forEach(parseYaml) },
  },
  {
    title: '5,000 samples, 20 definitions',
    run: () => checkAll({ ...few, ...samples }),
    floor: { title: 'JSON.parse', run: () => Object.values(samples).forEach((text) => void JSON.parse(text)) },
  },
  ...[100, 1000, 10_000].map((fields) => ({
    title: `keystroke, YAML of ${Math.round(definition(0, fields).length / 1024)} KB`,
    run: keystroke(fields),
    floor: { title: 'yaml to values', run: () => parseYaml(definition(0, fields)) },
  })),
];

function median(run: () => void): number {
  run();
  const times = Array.from({ length: rounds }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[times.length >> 1] ?? Number.NaN;
}

for (const { title, run, floor } of cases) {
  const own = median(run);
  const least = median(floor.run);
  console.log(
    `${title.padEnd(34)} ${own.toFixed(1).padStart(8)} ms   ${floor.title.padEnd(16)} ${least.toFixed(1).padStart(8)} ms   × ${(own / least).toFixed(1)}`,
  );
}
