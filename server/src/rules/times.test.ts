import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isUnexplainedTime } from './times.ts';

test('a name may say itself what is counted', () => {
  assert.deepEqual(['placedAt', 'timestamp', 'placedAtMs', 'timestamp_seconds', 'epochTime', 'basedOn'].map(isUnexplainedTime), [
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
});
