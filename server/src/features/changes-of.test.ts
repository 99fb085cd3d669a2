import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sceneOf } from './check.testing.ts';
import { changesOf } from './changes-of.ts';
import { hoverAt } from './hover.ts';

const definition = (version: string, type: string) =>
  `event: com.example.order.placed\nversion: ${version}\ndata:\n  type: object\n  properties:\n    total: { type: ${type}, x-unit: EUR-cent }\n`;

const scene = (version: string, type: string) =>
  sceneOf({
    'eventwright.yaml': 'compatibility: { against: ./released, mode: full }\n',
    'released/order.event.yaml': definition('1.0.0', 'integer'),
    'order.event.yaml': definition(version, type),
  });

test('a version tells what changed since the one before', () => {
  const words = (version: string, type: string): string | undefined => {
    const { snapshot, uri, text } = scene(version, type);
    return hoverAt(snapshot, uri, text.indexOf('version:') + 10)?.markdown;
  };
  assert.equal(words('1.0.0', 'integer'), 'Since 1.0.0 (./released): nothing changed.');
  assert.equal(
    words('1.1.0', 'number'),
    'Since 1.0.0 (./released):\n- `total` may be a number now, and consumers of 1.0.0 (./released) expect a whole number.',
  );
  assert.equal(words('2.0.0', 'number'), undefined);
});

test('changes have places in the text as it is now', () => {
  const { snapshot, uri } = scene('1.1.0', 'number');
  const [event] = snapshot.facts(uri)?.defines ?? [];
  assert.ok(event);
  const [comparison] = changesOf(snapshot, event);
  assert.deepEqual(
    comparison?.changes.map(({ breaks, certain, path, location }) => ({ breaks, certain, path, start: location.range.start })),
    [{ breaks: 'forward', certain: true, path: 'total', start: { line: 5, character: 19 } }],
  );
});
