import * as vscode from 'vscode';
import type { NewEventResult } from '../../../server/src/lsp/protocol.ts';
import type { Command } from './command.ts';

/** Asks for a type and a sentence, writes the definition and its sample, and opens both side by side. */
export const newEvent: Command = {
  id: 'eventwright.newEvent',
  async run({ server }, ...given) {
    const folder = await folderFor(given[0]);
    if (!folder) return;
    const type = await ask(1, 'e.g. com.example.order.placed', 'Event type, e.g. com.example.order.placed', badType);
    if (type === undefined) return;
    const summary = await ask(2, 'e.g. A customer placed an order.', 'What happened? e.g. A customer placed an order.', () => undefined);
    if (summary === undefined) return;
    const { files } = await server.newEvent({ type, summary, folder: folder.toString() });
    await write(files);
    await show(files);
  },
};

/** What is wrong with a typed event type, in words. */
export function badType(type: string): string | undefined {
  return /^[a-z][a-z0-9_-]*(?:\.[a-z0-9][a-z0-9_-]*)+$/u.test(type) ? undefined : 'Use lower-case words separated by dots.';
}

const ask = (step: number, placeHolder: string, prompt: string, validateInput: (value: string) => string | undefined): Thenable<string | undefined> =>
  vscode.window
    .showInputBox({
      title: `New Event (${step}/2)`,
      prompt,
      placeHolder,
      ignoreFocusOut: true,
      validateInput: (value) => (value === '' ? undefined : validateInput(value.trim())),
    })
    .then((value) => (value === undefined || value.trim() === '' || validateInput(value.trim()) !== undefined ? undefined : value.trim()));

/** The folder that was clicked in the Explorer, the only one that is open, or the one that the person picks. */
async function folderFor(clicked: unknown): Promise<vscode.Uri | undefined> {
  if (clicked instanceof vscode.Uri) return clicked;
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length > 1) return (await vscode.window.showWorkspaceFolderPick())?.uri;
  const [only] = folders;
  if (!only) throw new Error('Open a folder first: a new event is written to a file in it.');
  return only.uri;
}

/** As one edit, so that one undo takes it back. Files that are there already are never overwritten. */
async function write(files: NewEventResult['files']): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  for (const { uri, text } of files)
    edit.createFile(vscode.Uri.parse(uri), { contents: new TextEncoder().encode(text), overwrite: false, ignoreIfExists: false });
  if (!(await vscode.workspace.applyEdit(edit)))
    throw new Error(
      `The event was not written: ${files.map(({ uri }) => vscode.workspace.asRelativePath(vscode.Uri.parse(uri))).join(' or ')} cannot be created.`,
    );
}

/** The sample beside, the definition in front with the cursor where the properties are written. */
async function show([definition, sample]: NewEventResult['files']): Promise<void> {
  if (!definition) return;
  const { selection } = definition;
  const range = selection && new vscode.Range(selection.start.line, selection.start.character, selection.end.line, selection.end.character);
  await vscode.window.showTextDocument(vscode.Uri.parse(definition.uri), {
    viewColumn: vscode.ViewColumn.One,
    preview: false,
    ...(range ? { selection: range } : {}),
  });
  if (!sample) return;
  await vscode.window.showTextDocument(vscode.Uri.parse(sample.uri), { viewColumn: vscode.ViewColumn.Beside, preview: false, preserveFocus: true });
}
