import * as vscode from 'vscode';

const scheme = 'eventwright-event';
const most = 50;

/** Events of the timeline as read-only documents. They live in memory and are gone with the window. */
export interface EventDocuments {
  open(name: string, text: string): Promise<void>;
  dispose(): void;
}

export function createEventDocuments(): EventDocuments {
  const texts = new Map<string, string>();
  let next = 1;
  const registered = vscode.workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: (uri) => texts.get(uri.toString()) ?? '',
  });
  return {
    async open(name, text) {
      const uri = vscode.Uri.from({ scheme, path: `/${next++}/${name}` });
      texts.set(uri.toString(), text);
      for (const oldest of texts.keys().take(Math.max(0, texts.size - most))) texts.delete(oldest);
      await vscode.window.showTextDocument(uri, { preview: true });
    },
    dispose: () => registered.dispose(),
  };
}
