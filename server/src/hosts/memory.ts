import { matcher } from '../workspace/glob.ts';
import type { Host } from '../workspace/host.ts';
import { canonicalUri, relativePath } from '../workspace/uris.ts';

export interface MemoryHost extends Host {
  readonly root: string;
  uri(path: string): string;
  /** Writes a file, or takes it away. */
  set(path: string, content: string | Uint8Array | undefined): void;
  /** How often each question was asked, so that tests can assert I/O. */
  readonly asked: { list: number; read: number };
}

/** A host that holds a few files below `file:///work/`. Ids and the clock stand still, so that every run is the same. */
export function createMemoryHost(files: Readonly<Record<string, string | Uint8Array>>, options: { today?: string; root?: string } = {}): MemoryHost {
  const root = options.root ?? 'file:///work/';
  const today = options.today ?? '2026-01-15';
  const uri = (path: string) => canonicalUri(root + path.split('/').map(encodeURIComponent).join('/'));
  const contents = new Map(Object.entries(files).map(([path, content]) => [uri(path), encoded(content)]));
  const asked = { list: 0, read: 0 };
  let ids = 0;
  return {
    root,
    uri,
    asked,
    set(path, content) {
      if (content === undefined) contents.delete(uri(path));
      else contents.set(uri(path), encoded(content));
    },
    list(from, globs, exclude) {
      asked.list++;
      const wanted = matcher(globs);
      const unwanted = matcher(exclude);
      return [...contents.keys()].filter((candidate) => {
        const path = relativePath(from, candidate);
        return path !== undefined && wanted(path) && !unwanted(path);
      });
    },
    read(file) {
      asked.read++;
      return contents.get(file);
    },
    contains: (from, file) => file.startsWith(from),
    today: () => today,
    now: () => `${today}T10:00:00Z`,
    newId: () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`,
  };
}

function encoded(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : content;
}
