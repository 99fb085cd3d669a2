import { parse } from '../syntax/index.ts';
import { get, type Node, textOf } from '../syntax/node.ts';
import { createSource, type Source } from '../text/source.ts';

/** More versions than any registry that people look at holds. */
const most = 20_000;

/**
 * The JSON Schemas of a registry's export, each as a definition file: a list of `{ subject, version, schema, schemaType }`, which is
 * what Confluent's registry answers to `GET /schemas`. Undefined for what is no such list. A schema without `schemaType` is Avro.
 *
 * The event type is the schema's `title` where that looks like a type (the record's name), else the subject without the `-value`
 * of its topic. The versions of a registry only count up, so they are no semantic versions and stand in the file's name alone.
 */
export function readRegistry(source: Source, root: string): readonly Source[] | undefined {
  const list = parse(source, 'json').documents[0];
  if (list?.kind !== 'array') return undefined;
  const entries = list.items.slice(0, most).map(entryOf);
  if (list.items.length > 0 && entries.every((entry) => entry === undefined)) return undefined;
  return entries.flatMap((entry) => {
    if (entry?.language !== 'JSON' || entry.subject.endsWith('-key')) return [];
    const uri = `${root}${encodeURIComponent(entry.subject)}/${entry.version.padStart(9, '0')}.event.json`;
    const schema = parse(createSource(uri, entry.schema), 'json');
    const [node] = schema.documents;
    if (!node || schema.faults.some(({ kind }) => kind === 'syntax')) return [];
    return [createSource(uri, `{"event":${JSON.stringify(typeOf(entry.subject, node))},"data":${entry.schema}}`)];
  });
}

/** What a file of such a definition was in the registry. */
export function registryName(uri: string): string {
  const [subject = '', file = ''] = uri.split('/').slice(-2);
  return `version ${Number.parseInt(file, 10)} of ${decodeURIComponent(subject)}`;
}

function entryOf(node: Node): { readonly subject: string; readonly version: string; readonly schema: string; readonly language: string } | undefined {
  const [subject, schema, version, deleted] = [textOf(get(node, 'subject')), textOf(get(node, 'schema')), get(node, 'version'), get(node, 'deleted')];
  if (subject === undefined || schema === undefined || (deleted?.kind === 'boolean' && deleted.value)) return undefined;
  const written = version?.kind === 'number' && Number.isSafeInteger(version.value) && version.value >= 0 ? String(version.value) : '0';
  return { subject, schema, version: written, language: textOf(get(node, 'schemaType')) ?? 'AVRO' };
}

function typeOf(subject: string, schema: Node): string {
  const title = textOf(get(schema, 'title'));
  return title !== undefined && /^[\w-]+(\.[\w-]+)+$/.test(title) ? title : subject.replace(/-value$/, '');
}
