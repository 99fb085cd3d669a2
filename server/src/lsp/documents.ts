import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createSource, type Source } from '../text/source.ts';
import { canonicalUri } from '../workspace/uris.ts';

/** The texts that the client has open, by the engine's own spelling of their uris. */
export interface Documents {
  open(uri: string, languageId: string, version: number, text: string): Source;
  /** Undefined for a document that is not open: then there is nothing that the change could apply to. */
  change(uri: string, version: number, changes: readonly TextDocumentContentChangeEvent[]): Source | undefined;
  close(uri: string): string;
  /** The current text; undefined where the document is not open. */
  source(uri: string): Source | undefined;
  sources(): Iterable<Source>;
  /** A uri as the client spells it. */
  spell(uri: string): string;
}

export function createDocuments(): Documents {
  const documents = new Map<string, { readonly document: TextDocument; readonly source: Source }>();
  const spelled = new Map<string, string>();
  const keep = (uri: string, document: TextDocument): Source => {
    const source = createSource(uri, document.getText(), document.version);
    // The one that was touched last comes last.
    documents.delete(uri);
    documents.set(uri, { document, source });
    return source;
  };
  return {
    open(given, languageId, version, text) {
      const uri = canonicalUri(given);
      if (uri !== given) spelled.set(uri, given);
      return keep(uri, TextDocument.create(given, languageId, version, text));
    },
    change(given, version, changes) {
      const uri = canonicalUri(given);
      const entry = documents.get(uri);
      return entry && keep(uri, TextDocument.update(entry.document, [...changes], version));
    },
    close(given) {
      const uri = canonicalUri(given);
      documents.delete(uri);
      return uri;
    },
    source: (uri) => documents.get(uri)?.source,
    sources: () => [...documents.values()].map(({ source }) => source),
    spell: (uri) => spelled.get(uri) ?? uri,
  };
}
