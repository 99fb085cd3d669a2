import { get, type Node, textOf } from '../syntax/node.ts';
import type { Envelope } from './envelope.ts';

/**
 * Self-describing JSON as Snowplow and others write it (Iglu, Self-describing JSONs): data beside the address of its schema.
 * The event type is `vendor.name` of that address, the version its SchemaVer with dots: `1-0-2` is `1.0.2`.
 */
export const selfDescribing: Envelope = {
  id: 'self-describing',
  title: 'Self-describing JSON',
  url: 'https://docs.snowplow.io/docs/fundamentals/schemas/',
  roles: { type: '/schema', version: '/schema', data: '/data' },
  derived: {
    type: {
      read: (event) => parts(event)?.type,
      write: (type, version) => {
        const dot = type.lastIndexOf('.');
        return `iglu:${dot < 0 ? `com.example/${type}` : `${type.slice(0, dot)}/${type.slice(dot + 1)}`}/jsonschema/${schemaVersion(version)}`;
      },
    },
    version: { read: (event) => parts(event)?.version },
  },
  attributes: [
    {
      name: 'schema',
      pointer: '/schema',
      type: 'Text',
      required: true,
      nonEmpty: true,
      description: 'The address of the schema of the data: `iglu:vendor/name/format/model-revision-addition`.',
      form: {
        matches: (text) => igluUri.test(text),
        says: 'must be the address of a schema in Iglu',
        advice: 'For example: iglu:com.example/order_placed/jsonschema/1-0-0.',
      },
      generate: 'type',
      example: 'iglu:com.example/order_placed/jsonschema/1-0-0',
      kind: 'core',
    },
    {
      name: 'data',
      pointer: '/data',
      type: 'JSON',
      required: true,
      description: 'What the event has to tell, as its schema has it.',
      generate: 'data',
      kind: 'core',
    },
  ],
  extensible: false,
  recognises: (value) => textOf(get(value, 'schema'))?.startsWith('iglu:') === true && get(value, 'data') !== undefined,
};

/** Iglu Core, SchemaKey: vendor, name, format and a SchemaVer whose model begins at 1. */
const igluUri = /^iglu:([a-zA-Z0-9-_.]+)\/([a-zA-Z0-9-_]+)\/([a-zA-Z0-9-_]+)\/([1-9]\d*)-(0|[1-9]\d*)-(0|[1-9]\d*)$/;

function parts(event: Node): { readonly type: string; readonly version: string } | undefined {
  const [, vendor, name, , model, revision, addition] = igluUri.exec(textOf(get(event, 'schema')) ?? '') ?? [];
  return vendor === undefined ? undefined : { type: `${vendor}.${name}`, version: `${model}.${revision}.${addition}` };
}

/** A semantic version as a SchemaVer; its model is never 0. */
function schemaVersion(version: string | undefined): string {
  const [, model, revision, addition] = /^([1-9]\d*)\.(\d+)\.(\d+)$/.exec(version ?? '') ?? [];
  return model === undefined ? '1-0-0' : `${model}-${revision}-${addition}`;
}
