import { BrowserMessageReader, BrowserMessageWriter, createConnection, ProposedFeatures } from 'vscode-languageserver/browser';
import { createDocumentsHost } from './hosts/documents.ts';
import { startServer } from './lsp/server.ts';

// In a worker of the browser there are no files but those that the client sends: for now the ones that are open. Files that are
// closed will come from the client by requests of our own.
const worker = globalThis as unknown as ConstructorParameters<typeof BrowserMessageReader>[0];
startServer(createConnection(ProposedFeatures.all, new BrowserMessageReader(worker), new BrowserMessageWriter(worker)), (_, documents) =>
  createDocumentsHost(documents),
);
