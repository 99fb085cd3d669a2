import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, runSuite, type Test } from './harness.ts';

const tests: readonly Test[] = [
  [
    'the extension is here',
    async () => {
      assert.ok(vscode.extensions.getExtension('eventwright.eventwright'));
      await eventually('folder', () => vscode.workspace.workspaceFolders?.[0]);
    },
  ],
];

export const run = () => runSuite('shop', tests);
