import { formatOf, formats } from '../formats/index.ts';
import type { Format } from '../formats/format.ts';
import type { ReadDefinitions } from '../model/event-definition.ts';
import type { Facts } from '../model/facts.ts';
import type { SourceEntry } from '../model/config.ts';
import { parse } from '../syntax/index.ts';
import type { Tree } from '../syntax/tree.ts';
import { memo } from '../text/memo.ts';
import type { Source } from '../text/source.ts';
import { decodeSource } from '../text/utf8.ts';
import { factsOf } from './facts.ts';
import type { Host } from './host.ts';

/**
 * One file at one version. Its identity stands for its content: what is derived from it is right as long as it is the same
 * object. An open file holds its editor's text; a closed one reads the host's bytes when somebody asks.
 */
export interface File {
  readonly uri: string;
  readonly open: boolean;
  /** Undefined when the file cannot be read. */
  source(): Source | undefined;
}

export const openFile = (source: Source): File => Object.freeze({ uri: source.uri, open: true, source: () => source });

export function closedFile(uri: string, host: Host): File {
  let source: Source | undefined;
  let asked = false;
  return Object.freeze({
    uri,
    open: false,
    source() {
      if (!asked) {
        asked = true;
        const bytes = host.read(uri);
        source = bytes && decodeSource(uri, bytes);
      }
      return source;
    },
  });
}

export function treeOf(file: File | undefined): Tree | undefined {
  const source = file?.source();
  return source && parse(source);
}

/** The definitions of a tree by the format that its entry names, or that recognises it. */
export const readDefinitions: (tree: Tree, entry: SourceEntry | undefined, claimed: boolean) => ReadDefinitions = memo(
  (tree: Tree, entry: SourceEntry | undefined, claimed: boolean): ReadDefinitions => {
    const format = formatFor(tree, entry, claimed);
    return format ? format.read(tree, entry) : { definitions: [], faults: [] };
  },
);

/** What a file is when nothing recognises its content but its name is ours: our own format tells what is missing. */
function formatFor(tree: Tree, entry: SourceEntry | undefined, claimed: boolean): Format | undefined {
  if (entry?.format !== undefined) return formatOf(entry.format);
  // A format without names of its own, such as plain JSON Schema, counts only where `eventwright.yaml` names the file.
  const recognised = formats.find(
    (format) => (entry !== undefined || format.claims.length + format.candidates.length > 0) && format.recognises(tree),
  );
  return recognised ?? (claimed ? formats[0] : undefined);
}

export const readFacts: (tree: Tree, entry: SourceEntry | undefined, claimed: boolean) => Facts = memo(
  (tree: Tree, entry: SourceEntry | undefined, claimed: boolean): Facts => factsOf(tree, readDefinitions(tree, entry, claimed).definitions),
);
