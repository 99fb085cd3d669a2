import type { Source } from '../text/source.ts';
import { matcher } from '../workspace/glob.ts';
import type { Host } from '../workspace/host.ts';
import { relativePath } from '../workspace/uris.ts';

/** A host for where there is no file system, as in a browser: its only files are the documents that the client has open. */
export function createDocumentsHost(documents: { sources(): Iterable<Source> }): Host {
  const encoder = new TextEncoder();
  return {
    list(root, globs, exclude) {
      const wanted = matcher(globs);
      const unwanted = matcher(exclude);
      return [...documents.sources()].flatMap(({ uri }) => {
        const path = relativePath(root, uri);
        return path !== undefined && wanted(path) && !unwanted(path) ? [uri] : [];
      });
    },
    read(uri) {
      for (const source of documents.sources()) if (source.uri === uri) return encoder.encode(source.text);
      return undefined;
    },
    contains: (root, uri) => uri.startsWith(root),
    today: () => new Date().toISOString().slice(0, 10),
    now: () => new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
    newId: () => crypto.randomUUID(),
  };
}
