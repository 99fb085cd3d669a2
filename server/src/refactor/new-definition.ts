import type { Sample } from '../model/sample.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { textOf } from '../syntax/node.ts';
import type { Edits } from '../text/edits.ts';
import { emptySpan } from '../text/span.ts';
import { relativeUri } from '../text/uri.ts';
import { freeName, nameOfType } from './file-names.ts';
import { inferSchema } from './infer-schema.ts';
import { newFileLayout } from './layout.ts';
import { yamlText } from './scalar.ts';
import { asWritten, writeBlock } from './write.ts';

/** More samples than that are not listed: those of its type are found without. */
const mostListed = 10;

/** A new definition of a type that has samples and nothing else yet, beside the first of them. What the samples do not tell is not made up. */
export function definitionFromSamples(snapshot: Snapshot, type: string, samples: readonly Sample[]): Edits {
  const [first] = samples;
  if (!first) return new Map();
  const folder = first.place.uri.replace(/(?:\/samples)?\/[^/]*$/, '/');
  const uriOf = (name: string): string => `${folder}${encodeURIComponent(name)}.event.yaml`;
  const uri = uriOf(freeName(nameOfType(type), (name) => snapshot.tree(uriOf(name)) !== undefined));
  const data = dataOf(samples);
  const files = [...new Set(samples.map(({ place }) => place.uri))].filter((file) => holdsOnly(snapshot, file, samples)).slice(0, mostListed);
  const definition = {
    event: type,
    version: asWritten(versionOf(samples) ?? '1.0.0'),
    summary: summaryOf(type),
    ...(data.length > 0 && { data: inferSchema(data) }),
  };
  const listed = files.map((file) => `  - ${yamlText(relativeUri(uri, file), 'plain', false)}\n`);
  const text = `${writeBlock(definition, newFileLayout(false), '')}\n${listed.length > 0 ? 'samples:\n' : ''}${listed.join('')}`;
  return new Map([[uri, [{ span: emptySpan(0), text }]]]);
}

/** The data of some samples, as far as they have any. */
export const dataOf = (samples: readonly Sample[]) => samples.flatMap(({ roles }) => roles.data ?? []);

/** The version that all samples say. */
function versionOf(samples: readonly Sample[]): string | undefined {
  const [version, ...others] = new Set(samples.map(({ roles }) => textOf(roles.version)));
  return version !== undefined && others.length === 0 && /^\d+\.\d+\.\d+$/.test(version) ? version : undefined;
}

/** A file that is listed is judged as a whole, so one with events of other types is not. */
function holdsOnly(snapshot: Snapshot, uri: string, samples: readonly Sample[]): boolean {
  const own = samples.filter(({ place }) => place.uri === uri);
  if ((snapshot.facts(uri)?.defines.length ?? 0) > 0) return false;
  const documents = snapshot.tree(uri)?.documents.filter((document) => document !== undefined) ?? [];
  const events = documents.reduce((sum, document) => sum + (document.kind === 'array' ? document.items.length : 1), 0);
  return events === own.length;
}

/** The type in words, until somebody says better: `com.example.order.placed` is `Order placed.` */
function summaryOf(type: string): string {
  const words = type.split(/[./:_-]+/).filter((word) => word !== '' && !/^v?\d+$/.test(word));
  const said = words.slice(-2).join(' ');
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}.`;
}
