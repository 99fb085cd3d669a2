import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createMemoryHost } from '../../server/src/hosts/memory.ts';
import { createWorkspace, type WorkspaceSnapshot } from '../../server/src/workspace/workspace.ts';
import { type Corpus, corpus } from './corpora.testing.ts';

/** Events of others as a workspace of ours: their files, and an `eventwright.yaml` as somebody who takes them over would write it. */
export interface EventCorpus extends Corpus {
  readonly name: string;
  /** What its rules are well kept enough for that a flood of warnings is our mistake. */
  readonly wellKept: boolean;
  files(): Readonly<Record<string, string | Uint8Array>>;
}

export const eventCorpora: readonly EventCorpus[] = [
  {
    name: 'cdevents',
    ...corpus('cdevents', 'the folders `schemas` and `conformance` of https://github.com/cdevents/spec'),
    wellKept: true,
    files() {
      return {
        ...filesBelow(this.path, /\.json$/),
        'eventwright.yaml':
          'definitions: [{ files: ["schemas/*.json"], format: json-schema, describes: event }]\nsamples: ["conformance/*.json"]\nenvelope: cdevents\n',
      };
    },
  },
  {
    name: 'cloudevents',
    ...corpus('cloudevents', 'the JSON events of the pages of https://github.com/cloudevents/spec, and the payloads of its SDK for JavaScript'),
    wellKept: true,
    files() {
      const shown = JSON.parse(readFileSync(join(this.path, 'cloudevents-spec-md-events.json'), 'utf8')) as readonly { readonly event: unknown }[];
      return {
        ...Object.fromEntries(shown.map(({ event }, index) => [`samples/page-${index}.json`, JSON.stringify(event, undefined, 2)])),
        ...renamed(filesBelow(join(this.path, 'sdk-javascript-payloads')), (file) => `samples/${file}`),
      };
    },
  },
  {
    name: 'iglu-central',
    ...corpus('iglu-central', 'https://github.com/snowplow/iglu-central'),
    wellKept: true,
    files() {
      return {
        // Their files are called by their version, `1-0-0`, without an ending.
        ...renamed(filesBelow(join(this.path, 'schemas')), (file) => `${file}.json`),
        'eventwright.yaml': 'definitions: [{ files: ["**/jsonschema/*.json"], format: json-schema, describes: data }]\n',
      };
    },
  },
  {
    name: 'asyncapi',
    ...corpus('asyncapi', 'the folder `examples` of https://github.com/asyncapi/spec'),
    wellKept: false,
    files() {
      return {
        ...filesBelow(this.path, /\.ya?ml$/),
        'eventwright.yaml': 'definitions: [{ files: ["**/*.yml", "**/asyncapi.yaml"], format: asyncapi }]\n',
      };
    },
  },
  {
    name: 'avro',
    ...corpus('avro', 'the folder `share` of https://github.com/apache/avro'),
    wellKept: false,
    files() {
      return { ...filesBelow(this.path, /\.avsc$/), 'eventwright.yaml': 'definitions: [{ files: ["**/*.avsc"], format: avro }]\n' };
    },
  },
  {
    name: 'json-schema',
    ...corpus('json-schema-test-suite', 'https://github.com/json-schema-org/JSON-Schema-Test-Suite'),
    wellKept: false,
    files() {
      return { ...schemasOfSuite(this.path), 'eventwright.yaml': 'definitions: [{ files: ["**/*.json"], format: json-schema, describes: data }]\n' };
    },
  },
];

export function snapshotOf({ files }: { files(): Readonly<Record<string, string | Uint8Array>> }): WorkspaceSnapshot {
  const host = createMemoryHost(files());
  return createWorkspace(host, [host.root]).snapshot();
}

/** Each schema of the suite's required tests as a file: hardly events, but every keyword in every way it may be written. */
function schemasOfSuite(path: string): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const draft of ['draft7', 'draft2020-12']) {
    const folder = join(path, 'tests', draft);
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
      const groups = JSON.parse(readFileSync(join(folder, file), 'utf8')) as readonly { readonly schema: unknown }[];
      groups.forEach(({ schema }, index) => {
        if (typeof schema === 'object') found[`${draft}/${file.replace(/\.json$/, '')}-${index}.json`] = JSON.stringify(schema, undefined, 2);
      });
    }
  }
  return found;
}

export function filesBelow(root: string, names = /(?:)/): Readonly<Record<string, Uint8Array>> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && names.test(entry.name));
  return Object.fromEntries(
    files
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((file) => [file.slice(root.length + 1).replaceAll('\\', '/'), readFileSync(file)] as const),
  );
}

const renamed = (files: Readonly<Record<string, Uint8Array>>, name: (file: string) => string): Readonly<Record<string, Uint8Array>> =>
  Object.fromEntries(Object.entries(files).map(([file, bytes]) => [name(file), bytes]));
