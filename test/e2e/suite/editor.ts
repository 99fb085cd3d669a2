import * as vscode from 'vscode';
import { eventually } from './harness.ts';

export function workspaceUri(file: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (folder === undefined) throw new Error('no folder is open');
  return vscode.Uri.joinPath(folder.uri, file);
}

export async function show(file: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(workspaceUri(file), { preview: false });
}

export async function write(file: string, text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(workspaceUri(file), new TextEncoder().encode(text));
}

/** What this extension says of a file. */
export function findings(uri: vscode.Uri): readonly vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'eventwright');
}

export function ruleOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** Waits until a rule has said something of a file. */
export function findingOf(uri: vscode.Uri, rule: string): Promise<vscode.Diagnostic> {
  return eventually(`a finding of ${rule}`, () => {
    const all = findings(uri);
    const found = all.find((finding) => ruleOf(finding) === rule);
    if (found === undefined) throw new Error(`there are: ${all.map((finding) => `${ruleOf(finding)} ${finding.message}`).join('; ') || 'none'}`);
    return found;
  });
}

/** Waits until nothing above a hint is said of a file. */
export async function clean(uri: vscode.Uri): Promise<void> {
  await eventually('no findings', () => {
    const all = findings(uri).filter(({ severity }) => severity <= vscode.DiagnosticSeverity.Warning);
    if (all.length > 0) throw new Error(`there are: ${all.map((finding) => `${ruleOf(finding)} ${finding.message}`).join('; ')}`);
    return true;
  });
}

/** The position right after the first occurrence of a text. */
export function after(document: vscode.TextDocument, text: string): vscode.Position {
  const at = document.getText().indexOf(text);
  if (at < 0) throw new Error(`${document.fileName} has no ${text}`);
  return document.positionAt(at + text.length);
}

export async function replace(editor: vscode.TextEditor, old: string, fresh: string): Promise<void> {
  const end = after(editor.document, old);
  const start = editor.document.positionAt(editor.document.offsetAt(end) - old.length);
  await editor.edit((edit) => edit.replace(new vscode.Range(start, end), fresh));
}
