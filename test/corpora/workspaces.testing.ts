import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createMemoryHost } from '../../server/src/hosts/memory.ts';
import { createWorkspace, type Workspace } from '../../server/src/workspace/workspace.ts';
import { type Corpus, corpus } from './corpora.testing.ts';

type Files = Readonly<Record<string, string | Uint8Array>>;

/** Events of others as a workspace of ours: their files, and an `eventwright.yaml` as somebody who takes them over would write it. */
export interface EventCorpus extends Corpus {
  readonly name: string;
  /** Whether people take such care of it that a flood of warnings would be our mistake. */
  readonly wellKept: boolean;
  files(): Files;
}

export const cdevents: EventCorpus = {
  name: 'cdevents',
  ...corpus('cdevents', 'the folders `schemas` and `conformance` of https://github.com/cdevents/spec'),
  wellKept: true,
  files: () => ({
    ...filesBelow(cdevents.path, /\.json$/),
    // The definitions of the events, whole, envelope included; what they share lies in folders below.
    'eventwright.yaml': `definitions:
  - files: ["schemas/*.json"]
    format: json-schema
    describes: event
samples: ["conformance/*.json"]
envelope: cdevents
`,
  }),
};

const cloudevents: EventCorpus = {
  name: 'cloudevents',
  ...corpus('cloudevents', 'the JSON events of the pages of https://github.com/cloudevents/spec, and the payloads of its SDK for JavaScript'),
  wellKept: true,
  files() {
    const shown = JSON.parse(readFileSync(join(cloudevents.path, 'cloudevents-spec-md-events.json'), 'utf8')) as readonly {
      readonly event: unknown;
    }[];
    return {
      ...Object.fromEntries(shown.map(({ event }, index) => [`samples/page-${index}.json`, JSON.stringify(event, undefined, 2)])),
      ...renamed(filesBelow(join(cloudevents.path, 'sdk-javascript-payloads')), (file) => `samples/${file}`),
    };
  },
};

const iglu: EventCorpus = {
  name: 'iglu-central',
  ...corpus('iglu-central', 'https://github.com/snowplow/iglu-central'),
  wellKept: true,
  files: () => ({
    // Their files are called by their version, `1-0-0`, without an ending.
    ...renamed(filesBelow(join(iglu.path, 'schemas')), (file) => `${file}.json`),
    'eventwright.yaml': 'definitions: [{ files: ["**/jsonschema/*.json"], format: json-schema, describes: data }]\n',
  }),
};

const asyncapi: EventCorpus = {
  name: 'asyncapi',
  ...corpus('asyncapi', 'the folder `examples` of https://github.com/asyncapi/spec'),
  wellKept: false,
  files: () => ({
    ...filesBelow(asyncapi.path, /\.ya?ml$/),
    'eventwright.yaml': 'definitions: [{ files: ["**/*.yml", "**/asyncapi.yaml"], format: asyncapi }]\n',
  }),
};

const avro: EventCorpus = {
  name: 'avro',
  ...corpus('avro', 'the folder `share` of https://github.com/apache/avro'),
  wellKept: false,
  files: () => ({ ...filesBelow(avro.path, /\.avsc$/), 'eventwright.yaml': 'definitions: [{ files: ["**/*.avsc"], format: avro }]\n' }),
};

/** The schemas of the official tests: hardly events, but every keyword in every way in which it may be written. */
const jsonSchema: EventCorpus = {
  name: 'json-schema',
  ...corpus('json-schema-test-suite', 'https://github.com/json-schema-org/JSON-Schema-Test-Suite'),
  wellKept: false,
  files() {
    const found: Record<string, string> = {
      'eventwright.yaml': 'definitions: [{ files: ["**/*.json"], format: json-schema, describes: data }]\n',
    };
    for (const draft of ['draft7', 'draft2020-12']) {
      const folder = join(jsonSchema.path, 'tests', draft);
      for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
        const groups = JSON.parse(readFileSync(join(folder, file), 'utf8')) as readonly { readonly schema: unknown }[];
        groups.forEach(({ schema }, index) => {
          if (typeof schema !== 'object') return;
          const marked = draft === 'draft7' ? { $schema: 'http://json-schema.org/draft-07/schema#', ...schema } : schema;
          found[`${draft}/${file.replace(/\.json$/, '')}-${index}.json`] = JSON.stringify(marked, undefined, 2);
        });
      }
    }
    return found;
  },
};

export const eventCorpora: readonly EventCorpus[] = [cdevents, cloudevents, iglu, asyncapi, avro, jsonSchema];

/** Why tests of all of them are skipped, if they are. */
export const skipped: string | false = eventCorpora.map(({ skip }) => skip).find((reason) => reason !== false) ?? false;

export function workspaceOf(files: Files): Workspace {
  const host = createMemoryHost(files);
  return createWorkspace(host, [host.root]);
}

/** The files of a folder by their path in it, in the order of their paths. */
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
