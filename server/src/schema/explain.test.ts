import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explain } from './explain.ts';
import { defaultSteps, type Problem } from './schema.ts';
import { open, problems, rootOf, treeOf } from './schema.testing.ts';

/** A schema, a value, and what a person reads; a reason stands in brackets. */
const golden: readonly (readonly [schema: string, value: string, ...sentences: string[]])[] = [
  [
    '{properties: {totalCents: {type: integer}}}',
    'totalCents: "42"',
    '`totalCents` must be a whole number; this is the text "42". Remove the quotes.',
  ],
  ['{properties: {totalCents: {type: integer}}}', 'totalCents: "forty"', '`totalCents` must be a whole number; this is the text "forty".'],
  ['{properties: {totalCents: {type: integer}}}', 'totalCents: 4.5', '`totalCents` must be a whole number; this is the number 4.5.'],
  ['{properties: {totalCents: {type: integer}}}', 'totalCents:', '`totalCents` must be a whole number; nothing is written here.'],
  [
    '{properties: {totalCents: {type: integer}}}',
    'totalCents: null',
    '`totalCents` must be a whole number; this is null. Where there is no value, leave it out, or let the schema allow null.',
  ],
  [
    '{properties: {id: {type: integer}}}',
    'id: "9223372036854775807"',
    '`id` must be a whole number; this is the text "9223372036854775807". Remove the quotes. [9223372036854775807 is beyond 2^53, where many readers of JSON lose digits. If it has to stay exact everywhere, let the schema ask for a text, as Protobuf does for 64-bit integers.]',
  ],
  [
    '{properties: {version: {type: string}}}',
    'version: 1.10',
    '`version` must be a text; this is the number 1.10. Put it in quotes. [Without quotes YAML reads 1.10 as the number 1.1.]',
  ],
  ['{properties: {version: {type: string}}}', 'version: 2', '`version` must be a text; this is the number 2. Put it in quotes.'],
  [
    '{properties: {country: {type: string}}}',
    'country: true',
    '`country` must be a text; this is true. Put it in quotes. [Without quotes YAML reads true as a truth value.]',
  ],
  [
    '{properties: {gift: {type: boolean}}}',
    'gift: no',
    '`gift` must be true or false; this is the text no. Write false. [YAML 1.2 reads no as a text; only true and false are truth values.]',
  ],
  ['{properties: {gift: {type: boolean}}}', 'gift: "true"', '`gift` must be true or false; this is the text "true". Remove the quotes.'],
  ['{properties: {gift: {type: boolean}}}', 'gift: "yes"', '`gift` must be true or false; this is the text "yes". Write true.'],
  ['{properties: {tags: {type: array}}}', 'tags: red', '`tags` must be a list; this is the text "red". Put it into a list.'],
  ['{properties: {order: {type: object}}}', 'order: []', '`order` must be an object; this is an empty list.'],
  ['{properties: {a: {type: [string, "null"]}}}', 'a: 5', '`a` must be a text or null; this is the number 5. Put it in quotes.'],
  ['{type: object}', '[]', 'The value must be an object; this is an empty list.'],
  ['{required: [orderId]}', '{}', '`orderId` is missing.'],
  ['{properties: {lines: {items: {required: [sku]}}}}', 'lines: [{sku: 1}, {}]', '`sku` is missing in item 2 of `lines`.'],
  ['{properties: {order: {required: [sku]}}}', 'order: {}', '`sku` is missing in `order`.'],
  ['{properties: {orderId: true}, additionalProperties: false}', 'ordrId: 1', '`ordrId` is not known here. Did you mean `orderId`?'],
  [
    '{properties: {orderId: true}, additionalProperties: false}',
    '{orderId: 1, ordrId: 1}',
    '`ordrId` is not known here. Remove it, or add it to the schema.',
  ],
  [
    '{properties: {orderId: true, placedAt: true}, additionalProperties: false}',
    'colour: red',
    '`colour` is not known here. What may stand here besides: `orderId`, `placedAt`.',
  ],
  [
    '{properties: {customer: {properties: {name: true}, unevaluatedProperties: false}}}',
    'customer: {nmae: x}',
    '`nmae` is not known in `customer`. Did you mean `name`?',
  ],
  ['{properties: {s: {enum: [placed, shipped]}}}', 's: shiped', '"shiped" is not one of: placed, shipped. Did you mean "shipped"?'],
  ['{properties: {s: {enum: [placed, shipped]}}}', 's: lost', '"lost" is not one of: placed, shipped.'],
  ['{properties: {s: {enum: [placed, shipped]}}}', 's:', '`s` has no value; it must be one of: "placed", "shipped".'],
  ['{properties: {s: {enum: ["1", "2"]}}}', 's: 1', '1 is not one of: "1", "2". Did you mean "1"?'],
  ['{properties: {s: {enum: [a,b,c,d,e,f,g,h,i,j]}}}', 's: zzzz', '"zzzz" is not one of: a, b, c, d, e, f, g, h and 2 more.'],
  ['{properties: {kind: {const: card}}}', 'kind: crd', '`kind` must be "card"; this is the text "crd".'],
  ['{properties: {n: {minimum: 0}}}', 'n: -5', '`n` must be at least 0; this is -5.'],
  ['{properties: {n: {maximum: 10}}}', 'n: 10.5', '`n` must be at most 10; this is 10.5.'],
  ['{properties: {n: {exclusiveMinimum: 0}}}', 'n: 0', '`n` must be more than 0; this is 0.'],
  ['{properties: {n: {exclusiveMaximum: 10}}}', 'n: 10', '`n` must be less than 10; this is 10.'],
  ['{properties: {n: {multipleOf: 0.01}}}', 'n: 4.355', '`n` must have at most 2 decimal places; this is 4.355.'],
  ['{properties: {s: {minLength: 1}}}', 's: ""', '`s` must not be empty.'],
  ['{properties: {s: {minLength: 3}}}', 's: ab', '`s` must have at least 3 characters; the text "ab" has 2.'],
  [
    '{properties: {s: {maxLength: 5}}}',
    's: abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz',
    '`s` must have at most 5 characters; the text "abcdefghijklmnopqrstuvwxyzabcdefghijklm…" has 52.',
  ],
  [
    '{properties: {s: {pattern: "^[A-Z]+$"}}}',
    's: abc',
    '`s` must have only capital letters (`^[A-Z]+$`); this is "abc". Write it in capital letters: ABC.',
  ],
  ['{properties: {s: {format: date-time}}}', 's: yesterday', '`s` must be a date and time such as 2026-01-07T10:00:00Z; this is "yesterday".'],
  [
    '{properties: {s: {format: date-time}}}',
    's: "2026-01-07"',
    '`s` must be a date and time such as 2026-01-07T10:00:00Z; this is "2026-01-07". The time of day is missing.',
  ],
  [
    '{properties: {s: {format: date-time}}}',
    's: "2026-01-07T10:00:00"',
    '`s` must be a date and time such as 2026-01-07T10:00:00Z; this is "2026-01-07T10:00:00". The zone is missing: Z, or an offset such as +02:00.',
  ],
  [
    '{properties: {s: {format: date-time}}}',
    's: "2026-01-07 10:00:00Z"',
    '`s` must be a date and time such as 2026-01-07T10:00:00Z; this is "2026-01-07 10:00:00Z". Between date and time stands a T: 2026-01-07T10:00:00Z.',
  ],
  [
    '{properties: {s: {format: date-time}}}',
    's: "2026-02-30T10:00:00Z"',
    '`s` must be a date and time such as 2026-01-07T10:00:00Z; this is "2026-02-30T10:00:00Z". There is no such day.',
  ],
  ['{properties: {s: {format: uuid}}}', 's: 42x', '`s` must be a UUID such as 123e4567-e89b-12d3-a456-426614174000; this is "42x".'],
  ['{properties: {s: {format: email}}}', 's: nobody', '`s` must be an e-mail address; this is "nobody". The `@` is missing.'],
  ['{properties: {l: {minItems: 1}}}', 'l: []', '`l` must not be empty.'],
  ['{properties: {l: {maxItems: 2}}}', 'l: [1, 2, 3]', '`l` must have at most 2 items; it has 3.'],
  [
    '{properties: {l: {uniqueItems: true}}}',
    'l: [red, blue, red]',
    'Item 3 of `l` is the same as item 1, and each may stand there only once: "red". Remove it.',
  ],
  ['{properties: {l: {contains: {type: string}}}}', 'l: [1]', '`l` must have an item that is a text; it has none.'],
  ['{properties: {l: {contains: {type: string}, maxContains: 1}}}', 'l: [a, b]', '`l` must have at most 1 item that is a text.'],
  [
    '{properties: {l: {prefixItems: [true, true], items: false}}}',
    'l: [1, 2, 3]',
    'Item 3 of `l` is one too many: no item may stand here. Remove it.',
  ],
  ['{minProperties: 1}', '{}', 'The value must have at least 1 property; it has 0.'],
  ['{maxProperties: 1}', '{a: 1, b: 2}', 'The value must have at most 1 property; it has 2.'],
  ['{dependentRequired: {card: [billing]}}', 'card: 1', '`billing` is missing, and `card` needs it.'],
  ['{properties: {old: false}}', 'old: 1', '`old` is not allowed here. Remove it.'],
  ['{not: {required: [a, b]}}', '{a: 1, b: 2}', 'The value must not have `a` and `b` together.'],
  ['{properties: {a: {not: {const: x}}}}', 'a: x', '`a` must not be "x".'],
  ['{properties: {a: {not: {properties: {b: true}}}}}', 'a: {}', '`a` is what the schema forbids (`not`): an empty object.'],
  ['{propertyNames: {pattern: "^[a-z]+$"}}', 'Foo: 1', 'The name `Foo` must have only small letters (`^[a-z]+$`).'],
  ['{propertyNames: {enum: [orderId, name]}}', 'orderID: 1', '`orderID` is not a name that may stand here. Did you mean `orderId`?'],
  ['{propertyNames: {maxLength: 3}}', 'abcdef: 1', 'The name `abcdef` must have at most 3 characters.'],
  [
    '{properties: {a: {anyOf: [{type: string}, {type: number}]}}}',
    'a: true',
    '`a` must be a text or a number; this is true. Put it in quotes. [Without quotes YAML reads true as a truth value.]',
  ],
  ['{properties: {a: {oneOf: [{const: red}, {const: blue}]}}}', 'a: bleu', '"bleu" is not one of: red, blue. Did you mean "blue"?'],
  ['{anyOf: [{required: [a]}, {required: [b]}]}', 'c: 1', '`a` or `b` is missing.'],
  [
    '{oneOf: [{required: [a]}, {required: [b]}]}',
    '{a: 1, b: 1}',
    'The value fits 2 alternatives of the schema (the 1st, the 2nd), and must fit just one.',
  ],
  [
    '{properties: {pay: {oneOf: [{properties: {kind: {const: card}, number: {type: string}}, required: [kind, number]}, {properties: {kind: {const: cash}, given: {type: integer}}, required: [kind, given]}]}}}',
    'pay: {kind: cash, given: "5"}',
    '`given` must be a whole number; this is the text "5". Remove the quotes.',
  ],
  [
    '{properties: {pay: {oneOf: [{properties: {kind: {const: card}, number: {type: string}}, required: [kind, number]}, {properties: {kind: {const: cash}, given: {type: integer}}, required: [kind, given]}]}}}',
    'pay: {kind: coin, given: 5}',
    '"coin" is not one of: card, cash.',
  ],
  ['{properties: {pay: {anyOf: [{type: "null"}, {type: object, required: [number]}]}}}', 'pay: {}', '`number` is missing in `pay`.'],
  ['{properties: {a: {$ref: "#/$defs/x"}}}', 'a: 1', 'This was not checked as a whole, because the schema\'s reference "#/$defs/x" leads nowhere.'],
];

test('explains in the words a person uses', () => {
  for (const [schema, value, ...sentences] of golden) {
    const tree = treeOf(value);
    const found = open(schema)
      .check(rootOf(tree), { steps: defaultSteps })
      .map((problem) => sentence(problem, tree));
    assert.deepEqual(found, sentences, `${schema} ${value}`);
  }
});

test('points to the key where the name is wrong, and to the value else', () => {
  const [unknown] = problems(open('{properties: {orderId: true}, additionalProperties: false}'), 'ordrId: 1');
  const told = explain(unknown ?? assert.fail());
  assert.ok(told.key && told.at.kind === 'string' && told.at.value === 'ordrId');
  assert.equal(told.suggestion, 'orderId');
  const [type] = problems(open('{properties: {a: {type: string}}}'), 'a: 5');
  assert.ok(type && explain(type).at === type.node && !explain(type).key);
});

test('speaks for branches that stand behind references', () => {
  const schema = open(`{
    oneOf: [{$ref: '#/$defs/card'}, {$ref: '#/$defs/cash'}],
    $defs: {card: {properties: {kind: {const: card}}, required: [kind]}, cash: {properties: {kind: {const: cash}}, required: [kind]}}
  }`);
  assert.deepEqual(
    problems(schema, 'kind: cahs').map((problem) => sentence(problem)),
    ['"cahs" is not one of: card, cash. Did you mean "cash"?'],
  );
});

test('says that a judgement is not whole', () => {
  const [stopped] = open('{items: {type: string}}').check(rootOf(treeOf('[a, b, c]')), { steps: 2 });
  assert.match(sentence(stopped ?? assert.fail()), /^This was not checked as a whole/);
});

function sentence(problem: Problem, tree?: ReturnType<typeof treeOf>): string {
  const { message, why } = explain(problem, tree);
  return why ? `${message} [${why}]` : message;
}
