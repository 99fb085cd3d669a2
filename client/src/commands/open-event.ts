import * as vscode from 'vscode';
import type { Command } from './command.ts';
import { givenPlace } from './given-place.ts';

/** Opens the definition or the sample of a row of the Events view. */
export const openEvent: Command = {
  id: 'eventwright.openEvent',
  async run(_, ...given) {
    const place = givenPlace(given);
    if (!place) return;
    const at = place.position && new vscode.Position(place.position.line, place.position.character);
    await vscode.window.showTextDocument(vscode.Uri.parse(place.uri), { preview: true, ...(at ? { selection: new vscode.Range(at, at) } : {}) });
  },
};
