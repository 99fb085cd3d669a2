import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { screenshot, webviewEnabled, webviewText } from './bridge.ts';
import { findingOf, show, write } from './editor.ts';
import { eventually, runSuite, type Test } from './harness.ts';

const tests: readonly Test[] = [
  [
    'the folder is not trusted',
    async () => {
      assert.equal(vscode.workspace.isTrusted, false);
    },
  ],
  [
    'events are checked all the same',
    async () => {
      await write('orders/order-lost.event.yaml', 'event: com.example.order.lost\nversion: one\nsummary: An order was lost.\n');
      const { document } = await show('orders/order-lost.event.yaml');
      await findingOf(document.uri, 'type-safe/invalid-definition');
    },
  ],
  [
    'sending is off, and the panel says why',
    async () => {
      await show('orders/order-placed.event.yaml');
      await vscode.commands.executeCommand('eventwright.send');
      await eventually('the banner', async () => /Sending is off in Restricted Mode/.test(await webviewText('.notices')));
      assert.match(await webviewText('.notices'), /Manage Workspace Trust/);
      assert.equal(await webviewEnabled('.actions vscode-button.main'), false);
      await screenshot('restricted');
    },
  ],
];

export const run = () => runSuite(tests);
