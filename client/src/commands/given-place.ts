import * as vscode from 'vscode';
import type { Wanted } from '../panel/composing.ts';

/**
 * The event that a command was called for: by a code lens (`uri, pointer, document`), by a row of the Events view, or by what
 * the editor shows. Arguments come from anywhere, so they are looked at.
 */
export function givenPlace(given: readonly unknown[]): Wanted | undefined {
  const [first, pointer, document] = given;
  if (typeof first === 'string')
    return {
      uri: first,
      ...(typeof pointer === 'string' ? { pointer } : {}),
      ...(Number.isSafeInteger(document) ? { document: Number(document) } : {}),
    };
  if (isRow(first)) return first.place;
  const editor = vscode.window.activeTextEditor;
  if (first instanceof vscode.Uri && editor?.document.uri.toString() !== first.toString()) return { uri: first.toString() };
  if (!editor) return undefined;
  const { line, character } = editor.selection.active;
  return { uri: editor.document.uri.toString(), position: { line, character } };
}

/** A row of the Events view, or anything else that carries a place. */
export interface PlacedRow {
  readonly place: Wanted;
}

function isRow(value: unknown): value is PlacedRow {
  if (typeof value !== 'object' || value === null || !('place' in value)) return false;
  const { place } = value;
  return typeof place === 'object' && place !== null && 'uri' in place && typeof place.uri === 'string';
}
