import assert from 'node:assert/strict';
import { createMemoryHost, type MemoryHost } from '../hosts/memory.ts';
import { parse } from '../syntax/index.ts';
import { applyEdits } from '../text/edits.ts';
import { createSource } from '../text/source.ts';
import { createWorkspace, type Workspace, type WorkspaceSnapshot } from '../workspace/workspace.ts';
import { type Completion, complete } from './completion/index.ts';
import { plainText } from './insert.ts';

/** Files by their paths; `┆` in one of them is the cursor. */
export type Files = Readonly<Record<string, string>>;

export interface Scene {
  readonly host: MemoryHost;
  readonly workspace: Workspace;
  readonly snapshot: WorkspaceSnapshot;
  readonly uri: string;
  readonly offset: number;
  readonly text: string;
}

/** A workspace of these files, and where the cursor is; without one the last file is meant. */
export function sceneOf(files: Files): Scene {
  const marked = Object.entries(files).find(([, text]) => text.includes('┆'));
  const plain = Object.fromEntries(Object.entries(files).map(([path, text]) => [path, text.replace('┆', '')]));
  const host = createMemoryHost(plain);
  const workspace = createWorkspace(host, [host.root]);
  const [path, text] = marked ?? Object.entries(files).at(-1) ?? ['', ''];
  const uri = host.uri(path);
  workspace.open(createSource(uri, text.replace('┆', ''), 1));
  return { host, workspace, snapshot: workspace.snapshot(), uri, offset: Math.max(0, text.indexOf('┆')), text: text.replace('┆', '') };
}

/** What is offered at the cursor, best first. */
export function offered(files: Files): readonly Completion[] {
  const { snapshot, uri, offset, host } = sceneOf(files);
  return [...complete(snapshot, uri, offset, host)].sort((a, b) => a.rank - b.rank || (a.label < b.label ? -1 : 1));
}

export const labels = (files: Files): readonly string[] => offered(files).map(({ label }) => label);

/** The text after the choice of a label; it must have no fault that it did not have before. */
export function chosen(files: Files, label: string): string {
  const { uri, text } = sceneOf(files);
  const completion = offered(files).find((candidate) => candidate.label === label);
  assert.ok(completion, `${label} is not among ${labels(files).join(', ')}`);
  const result = applyEdits(text, [{ span: completion.replace, text: plainText(completion.insert) }, ...completion.extra]);
  const faults = parse(createSource(uri, result)).faults;
  assert.deepEqual(faults, [], `${label} breaks the text:\n${result}`);
  return result;
}

/** A workspace with one order event, for what is asked in other files. */
export const shop: Files = {
  'orders/order-placed.event.yaml': `event: com.example.order.placed
version: 1.2.0
summary: A customer placed an order.
source: /shop/orders
data:
  type: object
  additionalProperties: false
  required: [orderId, totalCents]
  properties:
    orderId: { type: string, format: uuid, description: The order that was placed. }
    totalCents: { type: integer, minimum: 0, x-unit: EUR-cent, description: Order total. }
    channel: { type: string, enum: [web, app], description: Where it was placed. }
    gift: { type: boolean, description: Whether it is a present. }
    address: { $ref: '#/$defs/Address' }
  $defs:
    Address:
      type: object
      required: [city]
      properties:
        city: { type: string, description: The city. }
reply: com.example.order.confirmed
`,
  'orders/order-confirmed.event.yaml': `event: com.example.order.confirmed
version: 1.0.0
summary: The shop confirmed an order.
data:
  type: object
  required: [orderId]
  properties:
    orderId: { type: string, format: uuid, description: The order that was confirmed. }
`,
};
