import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { applyEdits } from '../text/edits.ts';
import { type Files, sceneOf, shop } from './check.testing.ts';
import { refactoringsAt } from './refactorings.ts';

const offered = (files: Files) => {
  const { snapshot, uri, offset } = sceneOf(files);
  return refactoringsAt(snapshot, uri, { start: offset, end: offset });
};
const titles = (files: Files): readonly string[] => offered(files).map(({ title }) => title);

/** The files that a refactoring changed or made. It brings no error and no warning. */
function after(files: Files, title: RegExp): Files {
  const chosen = offered(files).find((one) => title.test(one.title));
  assert.ok(chosen, `${title} is not among ${titles(files).join(', ')}`);
  assert.equal(chosen.obstacle?.(), undefined);
  const { snapshot, host } = sceneOf(files);
  const changed = Object.fromEntries(
    [...chosen.edits()].map(([uri, edits]) => [
      decodeURIComponent(uri.slice(host.root.length)),
      applyEdits(snapshot.tree(uri)?.source.text ?? '', edits),
    ]),
  );
  const serious = (some: Files): string[] =>
    [...sceneOf(some).snapshot.checkAll().values()]
      .flat()
      .flatMap(({ rule, severity }) => (severity === 'error' || severity === 'warning' ? [rule] : []));
  const before = serious(files);
  for (const rule of serious({ ...files, ...changed })) {
    assert.ok(before.includes(rule), `brings ${rule}`);
    before.splice(before.indexOf(rule), 1);
  }
  return changed;
}

const obstacle = (files: Files, title: RegExp): string | undefined =>
  offered(files)
    .find((one) => title.test(one.title))
    ?.obstacle?.();

const event = (type: string, data: string) => `{ "specversion": "1.0", "id": "a", "source": "/a", "type": "${type}", "data": ${data} }\n`;
const definition = (name: string, data: string) =>
  `event: com.example.${name}\nversion: 1.0.0\nsummary: It happened.\ndata:\n  type: object\n  additionalProperties: false\n  properties:\n${data}`;

suite('extracting a shared schema', () => {
  const address = `    shipTo:
      # Where the parcel goes.
      type: object
      additionalProperties: false
      description: The address.
      required: [city]
      properties:
        city: { type: string, description: The city. } # in letters
`;

  test('makes a file beside, with the comments, and refers to it', () => {
    const files = { 'orders/a.event.yaml': definition('order.placed', address).replace('shipTo', 'ship┆To') };
    assert.deepEqual(after(files, /^Extract to the shared schema ship-to\.schema\.yaml$/), {
      'orders/shared/ship-to.schema.yaml': `$schema: "https://json-schema.org/draft/2020-12/schema"
type: object
additionalProperties: false
description: The address.
required: [city]
properties:
  city: { type: string, description: The city. } # in letters
`,
      'orders/a.event.yaml': definition('order.placed', '    shipTo:\n      # Where the parcel goes.\n      $ref: ./shared/ship-to.schema.yaml\n'),
    });
  });

  test('goes where others are shared, in their syntax, and uses what is there already', () => {
    const other = definition('order.other', '    to: { $ref: ../shared/other.schema.json }\n');
    const files = {
      'orders/b.event.yaml': other,
      'shared/other.schema.json': '{ "$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object", "additionalProperties": false }',
      'orders/a.event.yaml': definition('order.placed', address).replace('shipTo', 'ship┆To'),
    };
    assert.deepEqual(Object.keys(after(files, /^Extract/)), ['shared/ship-to.schema.json', 'orders/a.event.yaml']);
    const same = {
      ...files,
      'shared/other.schema.json':
        '{ "properties": { "city": { "type": "string" } }, "required": ["city"], "additionalProperties": false, "type": "object", "description": "Somewhere." }',
    };
    assert.deepEqual(after(same, /^Use the shared schema other\.schema\.json/), {
      'orders/a.event.yaml': definition(
        'order.placed',
        '    shipTo:\n      # Where the parcel goes.\n      $ref: ../shared/other.schema.json\n      description: The address. # in letters\n',
      ),
    });
  });

  test('is for all events that write out the same', () => {
    const alike = '    shipTo: { type: object, properties: { city: { type: string } }, required: [city], additionalProperties: false }\n';
    const files = {
      'orders/a.event.yaml': definition('order.placed', address).replace('shipTo', 'ship┆To'),
      'orders/b.event.yaml': definition('order.moved', `${alike}    note: { type: string }\n`),
      'parcels/c.event.yaml': definition('parcel.sent', alike.replace('properties: { city', 'properties: { town')),
      'parcels/d.event.yaml': definition('parcel.lost', alike),
    };
    const changed = after(files, /^Extract to the shared schema ship-to\.schema\.yaml, here and in 2 other places$/);
    assert.deepEqual(Object.keys(changed).sort(), [
      'orders/a.event.yaml',
      'orders/b.event.yaml',
      'parcels/d.event.yaml',
      'shared/ship-to.schema.yaml',
    ]);
    assert.equal(
      changed['orders/b.event.yaml'],
      definition('order.moved', '    shipTo: { $ref: ../shared/ship-to.schema.yaml }\n    note: { type: string }\n'),
    );
    assert.equal(titles({ ...files, 'orders/b.event.yaml': '', 'parcels/d.event.yaml': '' }).length, 1);
  });

  test('is not for what `#` makes another thing of', () => {
    const own = (type: string, limit: number) =>
      definition(type, `    a: { type: object, properties: { x: { $ref: "#/$defs/x" } } }\n  $defs: { x: { type: integer, maximum: ${limit} } }\n`);
    const files = { 'a.event.yaml': `${own('a.done', 1).replace('a: {', 'a┆: {')}---\n${own('b.done', 2)}` };
    assert.deepEqual(titles(files), ['Extract to the shared schema a.schema.yaml']);
  });

  test('brings along what it refers to', () => {
    const files = {
      'a.event.json': JSON.stringify({
        event: 'com.example.order.placed',
        version: '1.0.0',
        data: {
          type: 'object',
          additionalProperties: false,
          properties: {
            line: { type: 'object', additionalProperties: false, properties: { a: { $ref: '#/$defs/big' }, b: { $ref: './b.json#/x' } } },
          },
          $defs: { big: { type: 'integer', anyOf: [{ $ref: '#/$defs/other' }] }, other: { type: 'integer', maximum: 0 }, unused: {} },
        },
      })
        .replace('"maximum":0', '"maximum":12345678901234567890')
        .replace('"line"', '"li┆ne"'),
      'b.json': '{ "x": { "type": "string" } }',
    };
    assert.deepEqual(
      after(files, /^Extract/)['shared/line.schema.json'],
      `{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "type": "object",
  "additionalProperties": false,
  "properties": {
    "a": {
      "$ref": "#/$defs/big"
    },
    "b": {
      "$ref": "../b.json#/x"
    }
  },
  "$defs": {
    "big": {
      "type": "integer",
      "anyOf": [
        {
          "$ref": "#/$defs/other"
        }
      ]
    },
    "other": {
      "type": "integer",
      "maximum": 12345678901234567890
    }
  }
}
`,
    );
  });

  test('is refused where the schema is tied to its place', () => {
    for (const inner of ['$ref: "#/properties/b"', '$ref: "#"', '$anchor: x', '$id: x', 'type: &t string']) {
      const files = { 'a.event.yaml': definition('a.done', `    a┆: { type: object, properties: { x: { ${inner} } } }\n    b: { type: string }\n`) };
      assert.match(obstacle(files, /^Extract/) ?? 'nothing', /only where it stands/, inner);
    }
  });

  test('is offered for objects that are written out, and nothing else', () => {
    const at = (field: string) => titles({ 'a.event.yaml': definition('a.done', field) }).filter((title) => /^(Extract|Use)/.test(title));
    assert.deepEqual(at('    a┆: { type: string }\n'), []);
    assert.deepEqual(at('    a┆: { $ref: ./x.json, properties: {} }\n'), []);
    assert.equal(at('    a┆: { properties: {} }\n').length, 1);
    assert.equal(at('    a: { type: object, prop┆erties: {} }\n').length, 1);
    assert.deepEqual(titles({ 'a.event.yaml': 'event: com.example.a.done\nx-note: { prop┆erties: {} }\n' }), []);
  });
});

suite('writing out what is shared', () => {
  const shared =
    '{ "$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object", "additionalProperties": false, "properties": { "x": { "$ref": "other.json" } } }';
  const files = { 'shared/x.json': shared, 'shared/other.json': '{ "type": "string" }' };

  test('puts the schema in the place of the reference', () => {
    assert.deepEqual(
      after({ ...files, 'a.event.yaml': definition('a.done', '    a┆: { $ref: ./shared/x.json, description: Mine. }\n') }, /^Write out/),
      {
        'a.event.yaml': definition(
          'a.done',
          '    a: { type: object, additionalProperties: false, properties: { x: { $ref: ./shared/other.json } }, description: Mine. }\n',
        ),
      },
    );
    const local = definition(
      'a.done',
      '    a┆: { $ref: "#/$defs/d" }\n  $defs:\n    d: { type: object, properties: { again: { $ref: "#/$defs/d" } } }\n',
    );
    assert.match(
      after({ 'a.event.yaml': local }, /^Write out/)['a.event.yaml'] ?? '',
      /a: \{ type: object, properties: \{ again: \{ \$ref: "#\/\$defs\/d" \} \} \}/,
    );
  });

  test('is refused where it would mean something else', () => {
    const at = (field: string, schema = shared) =>
      obstacle({ ...files, 'shared/x.json': schema, 'a.event.yaml': definition('a.done', `    ${field}\n`) }, /^Write out/);
    assert.match(at('a┆: { $ref: ./shared/x.json, required: [x] }') ?? '', /Other keywords/);
    assert.match(at('a┆: { $ref: ./shared/none.json }') ?? '', /leads to no schema/);
    assert.match(
      at('a┆: { $ref: ./shared/x.json }', '{ "$defs": { "y": {} }, "properties": { "x": { "$ref": "#/$defs/y" } } }') ?? '',
      /only where it stands/,
    );
    assert.match(at('a┆: { $ref: ./shared/x.json }', '{ "$schema": "http://json-schema.org/draft-07/schema#" }') ?? '', /another draft/);
  });
});

suite('what samples tell', () => {
  const samples = {
    'parcels/samples/lost.json': event(
      'com.example.parcel.lost',
      '{ "parcelId": "8d3c2b1a-5f0e-4c7d-9a6b-1e2f3a4b5c6d", "weightGrams": 12 }',
    ).replace('"type"', '"ty┆pe"'),
    'parcels/samples/all.ndjson': `${event('com.example.parcel.lost', '{ "parcelId": "8d3c2b1a-5f0e-4c7d-9a6b-1e2f3a4b5c6d", "note": null, "at": { "lat": 1.5 } }')}${event('com.example.parcel.found', '{}')}`,
  };

  test('makes the definition of a type that has none', () => {
    assert.deepEqual(after({ ...shop, ...samples }, /^Create the definition of com\.example\.parcel\.lost from its 2 samples$/), {
      'parcels/parcel-lost.event.yaml': `event: com.example.parcel.lost
version: 1.0.0
summary: Parcel lost.
data:
  type: object
  required: [parcelId]
  properties:
    parcelId: { type: string, format: uuid }
    note: { type: "null" }
    at:
      type: object
      required: [lat]
      properties:
        lat: { type: number }
    weightGrams: { type: integer }
samples:
  - ./samples/lost.json
`,
    });
    assert.deepEqual(titles({ ...shop, 'samples/a.json': event('com.example.order.placed', '{}').replace('"type"', '"ty┆pe"') }), []);
  });

  test('is the data of a definition that has none yet', () => {
    const files = {
      'a.event.yaml': 'event: com.example.a.done┆\nsummary: It happened.\nsamples:\n  - data: { one: 1 }\n',
      'samples/a.json': event('com.example.a.done', '{ "one": 2, "two": true }'),
    };
    assert.deepEqual(after(files, /^Infer `data` from its 2 samples$/), {
      'a.event.yaml':
        'event: com.example.a.done\nsummary: It happened.\ndata:\n  type: object\n  required: [one]\n  properties:\n    one: { type: integer }\n    two: { type: boolean }\nsamples:\n  - data: { one: 1 }\n',
    });
    assert.deepEqual(titles({ 'a.event.yaml': 'event: com.example.a.done┆\n' }), []);
  });
});

test('what is to be filled in is inserted empty, and its finding stays', () => {
  const files = { 'a.event.yaml': definition('a.done', '    delay┆: { type: integer }\n') };
  assert.deepEqual(titles(files), ['Add `x-unit`']);
  const inserted = after(files, /x-unit/);
  assert.deepEqual(inserted, { 'a.event.yaml': definition('a.done', '    delay: { type: integer, x-unit: "" }\n') });
  const rules = sceneOf({ ...files, ...inserted }).snapshot.check('file:///work/a.event.yaml');
  assert.ok(rules.some(({ rule }) => rule === 'ambiguous-names/quantity-without-unit'));
});
