import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { createMemoryHost } from '../hosts/memory.ts';
import type { Sample } from '../model/sample.ts';
import { defaultSteps } from '../schema/schema.ts';
import { applyEdits, type Edits } from '../text/edits.ts';
import { createWorkspace, type WorkspaceSnapshot } from '../workspace/workspace.ts';
import { type Refactored, renameField } from './index.ts';

type Files = Readonly<Record<string, string>>;

const open = (files: Files): WorkspaceSnapshot => {
  const host = createMemoryHost(files);
  return createWorkspace(host, [host.root]).snapshot();
};

const place = (file: string, pointer: string, document = 0) => ({ uri: `file:///work/${file}`, document, pointer });

const rename = (files: Files, file: string, pointer: string, to: string) => {
  const snapshot = open(files);
  return renameField(snapshot, place(file, pointer), to, { config: snapshot.config(`file:///work/${file}`) });
};

function applied(files: Files, edits: Edits): Files {
  const after = { ...files };
  for (const [uri, own] of edits) {
    const path = decodeURIComponent(uri.slice('file:///work/'.length));
    after[path] = applyEdits(files[path] ?? '', own);
  }
  return after;
}

/** The files after the rename, those alone that changed. */
function renamed(files: Files, file: string, pointer: string, to: string): Files {
  const after = applied(files, mustEdit(rename(files, file, pointer, to)));
  for (const [uri, sample] of open(after).checkAll()) {
    // A name that tables cannot hold is the new name's own fault.
    const faults = sample.filter(({ rule }) => rule.startsWith('parseable/') && rule !== 'parseable/non-portable-name');
    assert.deepEqual(faults, [], uri);
  }
  return Object.fromEntries(Object.entries(after).filter(([path, text]) => files[path] !== text));
}

function mustEdit(result: Refactored): Edits {
  assert.ok(result.ok, result.ok ? '' : result.message);
  return result.edits;
}

const refusal = (files: Files, file: string, pointer: string, to: string): string => {
  const result = rename(files, file, pointer, to);
  return result.ok ? 'renamed' : `${result.reason}: ${result.message}`;
};

const order = `event: com.example.order.placed
data:
  type: object
  required: [site_id, 'lines']
  dependentRequired: { site_id: [lines] }
  examples:
    - { site_id: u-1, lines: [{ site_id: other }] }
  properties:
    site_id: { type: string } # where
    lines:
      type: array
      items: { type: object, properties: { site_id: { type: string } } }
  if: { properties: { site_id: { const: u-1 } } }
  then: { required: [site_id] }
samples:
  - data: { "site_id": u-1, lines: [{ site_id: other }] }
  - ./samples/a.json
`;

suite('renaming a field', () => {
  test('changes the schema, its examples and all samples, and no field of that name elsewhere', () => {
    const files = {
      'order.event.yaml': order,
      'samples/a.json': '{"specversion":"1.0","id":"1","source":"/a","type":"com.example.order.placed","data":{"site_id":"u","lines":[]}}',
      'samples/b.ndjson':
        '{"specversion":"1.0","id":"2","source":"/a","type":"com.example.order.placed","data":{"site_id":"u"}}\r\n{"specversion":"1.0","id":"3","source":"/a","type":"com.example.other.done","data":{"site_id":"u"}}\r\n',
      'samples/c.json':
        '[{"specversion":"1.0","id":"4","source":"/a","type":"com.example.order.placed","data":{"lines":[{"site_id":1}],"site_id":"u"}}]',
    };
    assert.deepEqual(renamed(files, 'order.event.yaml', '/data/properties/site_id', 'siteId'), {
      'order.event.yaml': `event: com.example.order.placed
data:
  type: object
  required: [siteId, 'lines']
  dependentRequired: { siteId: [lines] }
  examples:
    - { siteId: u-1, lines: [{ site_id: other }] }
  properties:
    siteId: { type: string } # where
    lines:
      type: array
      items: { type: object, properties: { site_id: { type: string } } }
  if: { properties: { siteId: { const: u-1 } } }
  then: { required: [siteId] }
samples:
  - data: { "siteId": u-1, lines: [{ site_id: other }] }
  - ./samples/a.json
`,
      'samples/a.json': files['samples/a.json'].replace('site_id', 'siteId'),
      'samples/b.ndjson': files['samples/b.ndjson'].replace('site_id', 'siteId'),
      'samples/c.json': files['samples/c.json'].replace('"site_id":"u"', '"siteId":"u"'),
    });
  });

  test('follows a reference to the file that has it, and from there to all events that use it', () => {
    const files = {
      'shared/address.schema.json': '{ "type": "object", "required": ["zip"], "properties": { "zip": { "type": "string" } } }',
      'a.event.yaml':
        'event: com.example.a.done\ndata:\n  properties:\n    to: { $ref: ./shared/address.schema.json, required: [zip] }\nsamples:\n  - data: { to: { zip: "1" }, zip: 2 }\n',
      'b.event.json':
        '{ "event": "com.example.b.done", "data": { "properties": { "all": { "items": { "allOf": [{ "$ref": "shared/address.schema.json" }, { "properties": { "zip": { "minLength": 2 } } }] } } } }, "samples": [{ "data": { "all": [{ "zip": "12" }] } }] }',
      'c.event.yaml': 'event: com.example.c.done\ndata: { properties: { zip: { type: string } } }\n',
    };
    assert.deepEqual(renamed(files, 'shared/address.schema.json', '/properties/zip', 'postal code'), {
      'shared/address.schema.json': files['shared/address.schema.json'].replaceAll('"zip"', '"postal code"'),
      'a.event.yaml':
        'event: com.example.a.done\ndata:\n  properties:\n    to: { $ref: ./shared/address.schema.json, required: [postal code] }\nsamples:\n  - data: { to: { postal code: "1" }, zip: 2 }\n',
      'b.event.json': files['b.event.json'].replaceAll('"zip"', '"postal code"'),
    });
  });

  test('keeps the references that lead through it', () => {
    const files = {
      'a.event.yaml':
        'event: com.example.a.done\ndata:\n  properties:\n    a/b: { properties: { city: { type: string } } }\n    other: { $ref: "#/properties/a~1b/properties/city" }\n  $defs: { unused: { $ref: "#/properties/a~1b" } }\n',
      'b.event.yaml': 'event: com.example.b.done\ndata: "./a.event.yaml#/data/properties/a~1b"\n',
      'c.event.yaml': 'event: com.example.c.done\ndata: { items: { $ref: "a.event.yaml#/data/properties/a%7E1b/properties/city" } }\n',
    };
    assert.deepEqual(renamed(files, 'a.event.yaml', '/data/properties/a~1b', 'à~c'), {
      'a.event.yaml':
        'event: com.example.a.done\ndata:\n  properties:\n    "à~c": { properties: { city: { type: string } } }\n    other: { $ref: "#/properties/%C3%A0~0c/properties/city" }\n  $defs: { unused: { $ref: "#/properties/%C3%A0~0c" } }\n',
      'b.event.yaml': 'event: com.example.b.done\ndata: "./a.event.yaml#/data/properties/%C3%A0~0c"\n',
      'c.event.yaml': 'event: com.example.c.done\ndata: { items: { $ref: "a.event.yaml#/data/properties/%C3%A0~0c/properties/city" } }\n',
    });
  });

  test('changes what YAML aliases share once, wherever it counts, and a repeated key each time', () => {
    const files = {
      'a.event.yaml':
        'event: com.example.a.done\ndata:\n  properties:\n    from: &place { properties: { zip: { type: string } }, required: [zip] }\n    to: *place\nsamples:\n  - data: { from: { zip: "1" }, to: { zip: "1", zip: "2" } }\n',
    };
    const after = open(applied(files, mustEdit(rename(files, 'a.event.yaml', '/data/properties/from/properties/zip', 'code'))));
    assert.equal(after.tree('file:///work/a.event.yaml')?.source.text, files['a.event.yaml'].replaceAll('zip', 'code'));
  });

  test('works in schemas that refer to themselves', () => {
    const files = {
      'a.event.yaml':
        'event: com.example.a.done\ndata: { properties: { id: { type: integer }, children: { items: { $ref: "#" } } } }\nsamples:\n  - data: { id: 1, children: [{ id: 2, children: [{ id: 3 }] }], other: { id: 4 } }\n',
    };
    assert.deepEqual(renamed(files, 'a.event.yaml', '/data/properties/id', 'no'), {
      'a.event.yaml':
        'event: com.example.a.done\ndata: { properties: { "no": { type: integer }, children: { items: { $ref: "#" } } } }\nsamples:\n  - data: { "no": 1, children: [{ "no": 2, children: [{ "no": 3 }] }], other: { id: 4 } }\n',
    });
  });

  test('renames in the dictionary where that speaks of no other field of the name', () => {
    const files = {
      'eventwright.yaml': 'dictionary: ./fields.yaml\n',
      'fields.yaml': 'zip: { type: string }\n/zip: { type: string }\n"*ip": { type: string }\ncity: { type: string }\n/town: { type: string }\n',
      'a.event.yaml': 'event: com.example.a.done\ndata: { properties: { zip: { type: string }, city: { type: string } } }\n',
      'b.event.yaml': 'event: com.example.b.done\ndata: { properties: { city: { type: string } } }\n',
    };
    assert.equal(
      renamed(files, 'a.event.yaml', '/data/properties/zip', 'postcode')['fields.yaml'],
      files['fields.yaml'].replaceAll('zip', 'postcode'),
    );
    assert.equal(renamed(files, 'a.event.yaml', '/data/properties/city', 'town')['fields.yaml'], undefined);
  });

  test('works in a schema that no event uses', () => {
    const files = { 'eventwright.yaml': '', 'a.json': '{ "$defs": { "x": { "properties": { "a": {} }, "required": ["a"] } } }' };
    assert.equal(
      renamed(files, 'a.json', '/$defs/x/properties/a', 'b')['a.json'],
      '{ "$defs": { "x": { "properties": { "b": {} }, "required": ["b"] } } }',
    );
  });
});

suite('a rename is refused', () => {
  const files = {
    'a.event.yaml':
      'event: com.example.a.done\ndata: { properties: { a: { type: string }, b: { type: string } }, patternProperties: { "^x-": {} } }\n',
    'b.event.yaml':
      'event: com.example.b.done\ndata: { properties: { one: { properties: { a: {} } }, two: { properties: { c: {} } } } }\nsamples:\n  - data: { one: { a: 1, d: 2 } }\n  - data: { one: &x { a: 1 }, two: *x }\n',
    'eventwright.yaml': 'definitions: ["*.event.yaml", { files: whole.json, format: json-schema, describes: event }]\n',
    'whole.json':
      '{ "properties": { "specversion": { "const": "1.0" }, "type": { "const": "com.example.whole.done" }, "source": {}, "data": { "properties": { "source": {} } } } }',
  };
  const cases: readonly (readonly [file: string, pointer: string, to: string, said: RegExp])[] = [
    ['a.event.yaml', '/data/properties/a', '', /^bad-name: A field needs a name/],
    ['a.event.yaml', '/data/properties/a', ' a', /^bad-name: .* space/],
    ['a.event.yaml', '/data/properties/a', 'a\nb', /^bad-name: .* line breaks/],
    ['a.event.yaml', '/data/properties/a', '\ud800', /^bad-name/],
    ['a.event.yaml', '/data/properties/a', 'x'.repeat(201), /^bad-name: .* 200/],
    ['a.event.yaml', '/data/properties/a', 'a', /^bad-name: `a` is its name already/],
    ['a.event.yaml', '/data/properties/a', 'b', /^taken: `b` is there already/],
    ['a.event.yaml', '/data/properties/a', 'x-a', /^pattern: The pattern `\^x-`/],
    ['a.event.yaml', '/data/properties/a/type', 'x', /^not-here/],
    ['a.event.yaml', '/data/properties/nothing', 'x', /^not-here/],
    ['a.event.yaml', '/event', 'x', /^not-here/],
    ['none.event.yaml', '/data/properties/a', 'x', /^not-here/],
    ['b.event.yaml', '/data/properties/one/properties/a', 'd', /^taken: A sample has `d`/],
    ['b.event.yaml', '/data/properties/one/properties/a', 'e', /^entangled: .* anchor/],
    ['whole.json', '/properties/source', 'from', /^envelope: `source` belongs to the envelope/],
    ['whole.json', '/properties/data/properties/source', 'from', /^renamed/],
  ];
  for (const [file, pointer, to, said] of cases)
    test(`${file} ${pointer} to ${JSON.stringify(to)}`, () => assert.match(refusal(files, file, pointer, to), said));

  test('where a draft of JSON Schema itself is meant', () => {
    const files = {
      'a.event.yaml':
        'event: com.example.a.done\ndata: { $ref: "http://json-schema.org/draft-07/schema", properties: { minimum: { type: number } } }\n',
    };
    assert.match(refusal(files, 'a.event.yaml', '/data/properties/minimum', 'least'), /^outside: .* outside of this workspace/);
  });
});

// The law of renaming: whatever fitted before fits afterwards, and whatever did not fails in the same way.
test('after any rename every sample has the verdict that it had', () => {
  let done = 0;
  const name = fc.constantFrom('a', 'b', 'c', 'a b', 'x/y', '~', '404', 'true', '__proto__', 'constructor', "it's", '"q"', 'ü%20');
  const leaf = fc.constantFrom({ type: 'string' }, { type: 'integer' }, true, {});
  const { schema } = fc.letrec<{ schema: unknown }>((tie) => ({
    schema: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      leaf,
      fc.constantFrom({ $ref: 'shared.json' }, { $ref: 'shared.json#/$defs/d' }),
      fc.record(
        {
          properties: fc.dictionary(name, tie('schema'), { minKeys: 1, maxKeys: 3 }),
          required: fc.uniqueArray(name, { maxLength: 2 }),
          additionalProperties: fc.constantFrom(false, { type: 'integer' }),
          unevaluatedProperties: fc.constant(false),
          dependentRequired: fc.dictionary(name, fc.uniqueArray(name, { maxLength: 2 }), { maxKeys: 1 }),
          items: tie('schema'),
          allOf: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }),
          oneOf: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }),
          if: tie('schema'),
          then: tie('schema'),
          not: tie('schema'),
          $ref: fc.constant('shared.json'),
        },
        { requiredKeys: ['properties'] },
      ),
    ),
  }));
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom(1, 'x', null),
      fc.dictionary(name, tie('value'), { maxKeys: 3 }),
      fc.array(tie('value'), { maxLength: 2 }),
    ),
  }));
  const to = fc.constantFrom('renamed', 'null', 'a: b', '#x', 'é/~', '-', '{z}', '1.0');
  const data = fc.record({
    one: schema,
    two: schema,
    shared: schema,
    d: schema,
    values: fc.array(value, { minLength: 1, maxLength: 4 }),
    to,
    pick: fc.nat(),
  });
  fc.assert(
    fc.property(data, ({ one, two, shared, d, values, to: wanted, pick }) => {
      const json = JSON.stringify;
      const both = typeof shared === 'object' ? { ...shared, $defs: { d } } : shared;
      const files = {
        'shared.json': json(both),
        'one.event.yaml': stringify({ event: 'com.example.one.done', data: one, samples: values.map((each) => ({ data: each })) }),
        'two.event.json': json({ event: 'com.example.two.done', data: two }, null, 1),
        'samples/all.ndjson': values
          .map((each) => json({ specversion: '1.0', id: 'i', source: '/a', type: 'com.example.two.done', data: each }))
          .join('\n'),
      };
      const snapshot = open(files);
      const fields = snapshot
        .fieldNames()
        .flatMap((own) => snapshot.fields(own))
        .filter(({ field }) => field.name !== '[]');
      const field = fields[pick % Math.max(1, fields.length)]?.field;
      const result = field && renameField(snapshot, field.place, wanted);
      if (!field || !result?.ok) return;
      done++;
      const after = open(applied(files, result.edits));
      assert.deepEqual(verdicts(after), verdicts(snapshot));
      for (const [file, text] of Object.entries(applied(files, result.edits))) {
        if (file.endsWith('.json')) assert.doesNotThrow(() => JSON.parse(text), file);
        assert.deepEqual(after.tree(`file:///work/${file}`)?.faults, [], text);
      }
    }),
    { numRuns: 60 },
  );
  assert.ok(done > 20, `only ${done} renames were tried`);
});

/** What is wrong with each sample, by keywords: the names in it are other ones. */
const verdicts = (snapshot: WorkspaceSnapshot): readonly unknown[] =>
  ['one.event.yaml', 'samples/all.ndjson'].flatMap((file) => snapshot.samples(`file:///work/${file}`).map((sample) => problemsOf(snapshot, sample)));

function problemsOf(snapshot: WorkspaceSnapshot, sample: Sample): unknown {
  const judge = snapshot.judge(sample);
  const problems = judge?.value && judge.schema?.check(judge.value.node, { steps: defaultSteps });
  return problems?.map(({ keyword, pointer }) => `${keyword} ${pointer.split('/').length}`).sort();
}
