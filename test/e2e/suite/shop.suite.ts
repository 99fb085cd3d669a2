import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { answerQuickInput, ask, clickInWebview, screenshot, webviewText, workbenchCount } from './bridge.ts';
import { after, clean, findingOf, findings, replace, ruleOf, show, write } from './editor.ts';
import { eventually, runSuite, type Test } from './harness.ts';

const themes = { dark: 'Default Dark Modern', light: 'Default Light Modern', 'high-contrast': 'Default High Contrast' };

const cancelled = `event: com.example.order.cancelled
version: 1.0.0
summary: A customer cancelled an order.
data:
  type: object
  additionalProperties: false
  required: [orderId, date]
  properties:
    orderId: { type: strng, description: The order that was cancelled. }
    date: { type: string, description: When it was cancelled. }
    status: { description: Where it stands. }
samples:
  - { data: { orderId: 1, dat: "2026-01-07T10:00:00Z" } }
`;

const tests: readonly Test[] = [
  [
    'the shop has nothing to complain of',
    async () => {
      const { document } = await show('orders/order-placed.event.yaml');
      await eventually('a score', async () => (await lenses(document.uri)).some(({ command }) => command?.title === '6 of 6 properties'));
      await clean(document.uri);
    },
  ],
  [
    'a mistake is marked at its smallest span, and gone when it is mended',
    async () => {
      await write('orders/order-cancelled.event.yaml', cancelled);
      const editor = await show('orders/order-cancelled.event.yaml');
      const { uri } = editor.document;
      const fault = await findingOf(uri, 'type-safe/invalid-schema');
      assert.equal(editor.document.getText(fault.range), 'strng');
      assert.equal(fault.severity, vscode.DiagnosticSeverity.Error);
      await replace(editor, 'strng', 'string');
      await eventually('gone', () => !findings(uri).some((finding) => ruleOf(finding) === 'type-safe/invalid-schema'));
      await vscode.commands.executeCommand('undo');
      await findingOf(uri, 'type-safe/invalid-schema');
    },
  ],
  [
    'a quick fix removes what it is offered for',
    async () => {
      const sample = 'orders/samples/order-placed.json';
      const editor = await show(sample);
      await replace(editor, '"totalCents": 12750', '"totalCents": "12750"');
      const { uri } = editor.document;
      const fault = await findingOf(uri, 'type-safe/sample-mismatch');
      assert.ok(
        (fault.relatedInformation ?? []).some(({ location }) => location.uri.path.endsWith('order-placed.event.yaml')),
        'no way to the definition',
      );
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        uri,
        fault.range,
        vscode.CodeActionKind.QuickFix.value,
      );
      const fix = actions.find(({ edit }) => edit !== undefined);
      assert.ok(fix?.edit, `no fix among ${actions.map(({ title }) => title).join(', ')}`);
      assert.ok(await vscode.workspace.applyEdit(fix.edit));
      await clean(uri);
      assert.match(editor.document.getText(), /"totalCents": 12750,/);
      await vscode.commands.executeCommand('workbench.action.files.revert');
    },
  ],
  [
    'completion knows the keys of a definition',
    async () => {
      await write('orders/order-archived.event.yaml', 'event: com.example.order.archived\nversion: 1.0.0\nsu\n');
      const { document } = await show('orders/order-archived.event.yaml');
      const labels = await eventually('completions', async () => {
        const list = await vscode.commands.executeCommand<vscode.CompletionList>(
          'vscode.executeCompletionItemProvider',
          document.uri,
          after(document, '\nsu'),
        );
        const found = list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
        return found.includes('summary') && found;
      });
      assert.ok(!labels.includes('version'), 'a key that is there is offered again');
      await vscode.workspace.fs.delete(document.uri);
      await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    },
  ],
  [
    "a sample's type leads to its definition, and hovering tells of it",
    async () => {
      const { document } = await show('orders/samples/order-placed.json');
      const at = after(document, '"com.example.order');
      const places = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
        'vscode.executeDefinitionProvider',
        document.uri,
        at,
      );
      const targets = places.map((place) => ('targetUri' in place ? place.targetUri : place.uri).path);
      assert.ok(
        targets.some((target) => target.endsWith('/orders/order-placed.event.yaml')),
        `it leads to ${targets.join(', ')}`,
      );
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, at);
      const words = hovers.flatMap(({ contents }) => contents.map((content) => (typeof content === 'string' ? content : content.value))).join('\n');
      assert.match(words, /A customer placed an order/);
    },
  ],
  [
    'New Event… writes a definition and a sample that are sound',
    async () => {
      const done = vscode.commands.executeCommand('eventwright.newEvent');
      await answerQuickInput('New Event (1/2)', 'com.example.order.returned');
      await answerQuickInput('New Event (2/2)', 'A customer returned an order: all of it.');
      await done;
      const editor = vscode.window.activeTextEditor;
      assert.match(editor?.document.uri.path ?? '', /order-?.?returned\.event\.yaml$/);
      assert.match(editor?.document.getText() ?? '', /event: com\.example\.order\.returned/);
      const all = vscode.window.visibleTextEditors.map(({ document }) => document.uri);
      assert.ok(
        all.some(({ path }) => path.endsWith('.json')),
        'no sample is shown beside',
      );
      for (const uri of all) {
        assert.deepEqual(
          findings(uri)
            .filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error)
            .map(({ message }) => message),
          [],
        );
      }
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    },
  ],
  [
    'Send… sends to the embedded broker, and the event arrives',
    async () => {
      await openPanelByLens();
      await screenshot('send-before');
      await clickInWebview('.actions vscode-button.main');
      const row = await eventually('an arrival', async () => {
        const text = await webviewText('.timeline');
        return /Acknowledged/.test(text) && /same \d+ bytes/.test(text) && text;
      });
      assert.match(row, /order\.placed/);
    },
  ],
  [
    'squiggles and the Send panel can be read in every theme',
    async () => {
      await show('orders/order-cancelled.event.yaml');
      for (const [name, theme] of Object.entries(themes)) {
        await vscode.workspace.getConfiguration('workbench').update('colorTheme', theme, vscode.ConfigurationTarget.Global);
        await new Promise((resolve) => setTimeout(resolve, 800));
        await eventually('squiggles', async () => (await workbenchCount('.squiggly-error')) > 0);
        assert.equal(await ask({ do: 'element', where: 'webview', selector: '#page', action: 'overflow' }), 0, 'the panel is wider than its place');
        await screenshot(`editor-and-panel-${name}`);
      }
      await ask({ do: 'resize', width: 760, height: 900 });
      await new Promise((resolve) => setTimeout(resolve, 500));
      await screenshot('narrow');
      await ask({ do: 'resize', width: 1400, height: 900 });
    },
  ],
  [
    'Ctrl+Enter sends once, also after the panel was hidden',
    async () => {
      const count = async () => Number(await webviewText('.timeline vscode-badge'));
      for (const expected of [2, 3]) {
        await vscode.commands.executeCommand('workbench.action.closePanel');
        await openPanelByLens();
        await eventually(
          'the focus on Send',
          async () => (await ask({ do: 'element', where: 'webview', selector: '.actions vscode-button.main:focus', action: 'count' })) === 1,
        );
        await ask({ do: 'keys', keys: 'Control+Enter' });
        await eventually('one entry more', async () => (await count()) >= expected);
        // A second send would need no longer than the first one.
        await new Promise((resolve) => setTimeout(resolve, 1000));
        assert.equal(await count(), expected);
      }
    },
  ],
  [
    'the content security policy of the panel stopped nothing',
    async () => {
      assert.deepEqual(await ask({ do: 'complaints' }), []);
    },
  ],
];

async function openPanelByLens(): Promise<void> {
  const { document } = await show('orders/order-placed.event.yaml');
  const send = (await lenses(document.uri)).find(({ command }) => command?.title.startsWith('Send'));
  assert.ok(send?.command, 'there is no lens to send');
  await vscode.commands.executeCommand(send.command.command, ...(send.command.arguments ?? []));
  await eventually('the check of the sample', async () => /Matches\s+order\.placed 1\.2\.0/.test(await webviewText('.check')));
}

function lenses(uri: vscode.Uri): Thenable<vscode.CodeLens[]> {
  return vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 20);
}

export const run = () => runSuite(tests);
