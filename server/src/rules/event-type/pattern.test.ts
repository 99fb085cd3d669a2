import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMemoryHost } from '../../hosts/memory.ts';
import { createWorkspace } from '../../workspace/workspace.ts';

test('a pattern that is called like a member of every object is a pattern of the own', () => {
  const host = createMemoryHost({ 'eventwright.yaml': 'typePattern: constructor\n', 'a.event.yaml': 'event: com.example.order.placed\n' });
  const messages = createWorkspace(host, [host.root])
    .snapshot()
    .check(host.uri('a.event.yaml'))
    .map(({ message }) => message);
  assert.ok(messages.includes(`"com.example.order.placed" does not match the workspace's \`typePattern\`: constructor`), messages.join('\n'));
});
