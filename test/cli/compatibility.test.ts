import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRepository } from '../../server/src/hosts/repository.testing.ts';
import { run } from './cli.testing.ts';

const definition = (version: string, type: string) => `event: com.example.parcel.sent
version: ${version}
summary: A parcel went out.
data:
  type: object
  additionalProperties: false
  required: [parcelId]
  properties:
    parcelId: { type: ${type}, description: The number on its label. }
samples: [{ data: { parcelId: ${type === 'string' ? 'a-1' : 1} } }]
`;

interface Report {
  readonly findings: readonly { readonly rule: string; readonly file: string; readonly severity: string; readonly message: string }[];
}

test('check compares with a revision, in a folder of the repository', async () => {
  using repository = createRepository({
    'services/parcels/eventwright.yaml': 'compatibility: { against: v1.0.0, mode: full }\n',
    'services/parcels/parcel.event.yaml': definition('1.0.0', 'string'),
    'services/parcels/old.event.yaml': definition('1.0.0', 'string').replace('parcel.sent', 'parcel.lost'),
  });
  repository.git('tag', 'v1.0.0');
  repository.write({
    'services/parcels/parcel.event.yaml': definition('1.0.1', 'integer, format: int32'),
    'services/parcels/old.event.yaml': undefined,
  });
  const { code, stdout } = await run(['check', 'services/parcels', '--format', 'json'], { cwd: repository.folder });
  assert.equal(code, 1);
  const { findings } = JSON.parse(stdout) as Report;
  assert.deepEqual(
    findings.map(({ rule, file, severity, message }) => `${file} ${severity} ${rule} ${message.split('\n')[0]}`),
    [
      'services/parcels/eventwright.yaml error type-safe/removed-definition com.example.parcel.lost is no longer defined; in `v1.0.0` it was, in old.event.yaml. Put it back, and deprecate it before it goes.',
      'services/parcels/parcel.event.yaml error type-safe/incompatible-change `parcelId` may be a whole number now, and consumers of 1.0.0 (v1.0.0) expect a text.',
      'services/parcels/parcel.event.yaml error type-safe/incompatible-change `parcelId` must be a whole number now, and events of 1.0.0 (v1.0.0) may hold a text.',
    ],
  );
  assert.equal(repository.git('status', '--porcelain').split('\n').length, 2);
});

test('check fails where there is nothing to compare with', async () => {
  using repository = createRepository({
    'eventwright.yaml': 'compatibility: { against: origin/main }\n',
    'parcel.event.yaml': definition('1.0.0', 'string'),
  });
  const { code, stdout } = await run(['check'], { cwd: repository.folder });
  assert.equal(code, 1);
  assert.match(stdout, /There is no git revision `origin\/main`\. Correct it, or get it by `git fetch origin main`/);
});
