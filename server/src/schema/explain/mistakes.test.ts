import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultSteps } from '../schema.ts';
import { open, rootOf, treeOf } from '../schema.testing.ts';
import { explain } from '../explain.ts';
import { mistakesOf } from './mistakes.ts';

/** What schemas ask for, what people write instead, and what they are told; a reason stands in brackets. */
const table: readonly (readonly [schema: string, value: string, ...sentences: string[]])[] = [
  [
    '{properties: {id: {type: integer, format: int64}}}',
    'id: "9007199254740993"',
    '`id` must be a whole number; this is the text "9007199254740993". Remove the quotes. [Protobuf writes 64-bit integers as texts in JSON (int64-as-string). If that is where it comes from, let the schema allow a text as well.]',
  ],
  [
    '{properties: {id: {type: [integer, "null"], format: int64}}}',
    'id: "12"',
    '`id` must be a whole number or null; this is the text "12". Remove the quotes. [Protobuf writes 64-bit integers as texts in JSON (int64-as-string). If that is where it comes from, let the schema allow a text as well.]',
  ],
  [
    '{properties: {n: {type: number}}}',
    'n: "1,234.50"',
    '`n` must be a number; this is the text "1,234.50". Thousands are not set apart: write 1234.50.',
  ],
  ['{properties: {n: {type: number}}}', 'n: "12,50"', '`n` must be a number; this is the text "12,50". Numbers are written with a point: 12.50.'],
  [
    '{properties: {n: {type: number}}}',
    'n: "12.50 EUR"',
    '`n` must be a number; this is the text "12.50 EUR". A unit or a currency belongs into a field of its own, or into the name.',
  ],
  [
    '{properties: {n: {type: number}}}',
    'n: "€12.50"',
    '`n` must be a number; this is the text "€12.50". A unit or a currency belongs into a field of its own, or into the name.',
  ],
  ['{properties: {n: {type: number}}}', 'n: 1_000', '`n` must be a number; this is the text 1_000. Numbers have no `_` in them: write 1000.'],
  [
    '{properties: {n: {type: integer}}}',
    'n: "007"',
    '`n` must be a whole number; this is the text "007". Numbers have no zeros in front: write 7; or let the schema ask for a text if the zeros count, as in a code.',
  ],
  [
    '{properties: {n: {type: number}}}',
    'n: "NaN"',
    '`n` must be a number; this is the text "NaN". JSON has no such number: leave it out, or let the schema allow null.',
  ],
  ['{properties: {n: {type: number}}}', 'n: ""', '`n` must be a number; this is an empty text. Where there is no value, leave it out.'],
  [
    '{properties: {b: {type: boolean}}}',
    'b: yes',
    '`b` must be true or false; this is the text yes. Write true. [YAML 1.2 reads yes as a text; only true and false are truth values.]',
  ],
  ['{properties: {b: {type: boolean}}}', 'b: "true"', '`b` must be true or false; this is the text "true". Remove the quotes.'],
  ['{properties: {b: {type: boolean}}}', 'b: 1', '`b` must be true or false; this is the number 1. Write true.'],
  ['{properties: {b: {type: boolean}}}', 'b: "Y"', '`b` must be true or false; this is the text "Y". Write true.'],
  [
    '{properties: {c: {type: string}}}',
    'c: 1.10',
    '`c` must be a text; this is the number 1.10. Put it in quotes. [Without quotes YAML reads 1.10 as the number 1.1.]',
  ],
  [
    '{properties: {c: {type: string}}}',
    'c: 0x1F',
    '`c` must be a text; this is the number 0x1F. Put it in quotes. [Without quotes YAML reads 0x1F as the number 31.]',
  ],
  [
    '{properties: {c: {type: string}}}',
    'c: 1e3',
    '`c` must be a text; this is the number 1e3. Put it in quotes. [Without quotes YAML reads 1e3 as the number 1000.]',
  ],
  [
    '{properties: {c: {type: string}}}',
    'c: ~',
    '`c` must be a text; this is null. Where there is no value, leave it out, or let the schema allow null.',
  ],
  ['{properties: {c: {type: string, enum: [NO, SE, DK]}}}', 'c: no', '"no" is not one of: NO, SE, DK. Did you mean "NO"?'],
  ['{properties: {c: {type: string, enum: [NO, SE, DK]}}}', 'c: false', 'false is not one of: "NO", "SE", "DK". Did you mean "NO"?'],
  ['{properties: {c: {enum: ["on", "off"]}}}', 'c: true', 'true is not one of: "on", "off". Did you mean "on"?'],
  [
    '{properties: {c: {type: string, format: date-time}}}',
    'c: 1767780000',
    '`c` must be a text; this is the number 1767780000. It looks like seconds since 1970: write "2026-01-07T10:00:00Z".',
  ],
  [
    '{properties: {c: {type: string, format: date-time}}}',
    'c: "1767780000000"',
    '`c` must be a date and time such as 2026-01-07T10:00:00Z; this is "1767780000000". It looks like milliseconds since 1970: 2026-01-07T10:00:00Z.',
  ],
  [
    '{properties: {c: {type: string, format: date-time}}}',
    'c: "07.01.2026 10:00"',
    '`c` must be a date and time such as 2026-01-07T10:00:00Z; this is "07.01.2026 10:00". The year comes first, then month and day: 2026-01-07T10:00:00Z.',
  ],
  [
    '{properties: {c: {type: string, format: date-time}}}',
    'c: "2026-01-07T10:00:00+0100"',
    '`c` must be a date and time such as 2026-01-07T10:00:00Z; this is "2026-01-07T10:00:00+0100". An offset is written with a colon: 2026-01-07T10:00:00+01:00.',
  ],
  [
    '{properties: {c: {type: string, format: date}}}',
    'c: "2026-01-07T10:00:00Z"',
    '`c` must be a date such as 2026-01-07; this is "2026-01-07T10:00:00Z". Only the day stands here, without a time: 2026-01-07.',
  ],
  [
    '{properties: {c: {type: string, format: date}}}',
    'c: "2026/1/7"',
    '`c` must be a date such as 2026-01-07; this is "2026/1/7". Month and day have two digits, with hyphens between: 2026-01-07.',
  ],
  [
    '{properties: {c: {type: string, format: uuid}}}',
    'c: "{123e4567-e89b-12d3-a456-426614174000}"',
    '`c` must be a UUID such as 123e4567-e89b-12d3-a456-426614174000; this is "{123e4567-e89b-12d3-a456-426614174000}". Only the UUID itself stands here: 123e4567-e89b-12d3-a456-426614174000.',
  ],
  [
    '{properties: {c: {type: string, format: uuid}}}',
    'c: 123e4567e89b12d3a456426614174000',
    '`c` must be a UUID such as 123e4567-e89b-12d3-a456-426614174000; this is "123e4567e89b12d3a456426614174000". The hyphens stand elsewhere: 123e4567-e89b-12d3-a456-426614174000.',
  ],
  [
    '{properties: {c: {type: string, format: uuid}}}',
    'c: 123e4567-e89b-12d3-a456-42661417400',
    '`c` must be a UUID such as 123e4567-e89b-12d3-a456-426614174000; this is "123e4567-e89b-12d3-a456-42661417400". It has 31 hexadecimal digits instead of 32.',
  ],
  [
    '{properties: {c: {type: string, format: uri}}}',
    'c: www.example.com/a',
    '`c` must be a URI with its scheme, such as https://example.com/orders/1; this is "www.example.com/a". The scheme is missing, such as `https:`.',
  ],
  [
    '{properties: {c: {type: string, format: email}}}',
    'c: "Ann <ann@example.com>"',
    '`c` must be an e-mail address; this is "Ann <ann@example.com>". Only the address itself stands here: ann@example.com.',
  ],
  [
    '{properties: {c: {type: string, format: duration}}}',
    'c: 30s',
    '`c` must be a duration such as P1DT2H; this is "30s". A duration begins with P, and its times with PT: PT30S.',
  ],
  [
    '{properties: {c: {type: string, format: ipv4}}}',
    'c: "10.0.0.256"',
    '`c` must be an IPv4 address such as 192.0.2.1; this is "10.0.0.256". 256 is more than 255.',
  ],
  [
    '{properties: {c: {pattern: "^[A-Z]{3}$"}}}',
    'c: eur',
    '`c` must be 3 capital letters (`^[A-Z]{3}$`); this is "eur". Write it in capital letters: EUR.',
  ],
  ['{properties: {c: {pattern: "^ORD-\\\\d{6}$"}}}', 'c: ORD-12', '`c` must be "ORD-", then 6 digits (`^ORD-\\d{6}$`); this is "ORD-12".'],
  [
    '{properties: {c: {pattern: "^(red|green|blue)$"}}}',
    'c: Red',
    '`c` must be "red", "green" or "blue" (`^(red|green|blue)$`); this is "Red". Write it in small letters: red.',
  ],
  ['{properties: {l: {type: array}}}', 'l: a, b', '`l` must be a list; this is the text "a, b". Write its parts as a list.'],
  ['{properties: {l: {type: array, items: {type: string}}}}', 'l: a', '`l` must be a list; this is the text "a". Put it into a list.'],
  ['{properties: {l: {type: array, items: {type: string}}}}', 'l: [a, 1]', 'Item 2 of `l` must be a text; this is the number 1. Put it in quotes.'],
  ['{properties: {l: {type: string}}}', 'l: [a]', '`l` must be a text; this is a list. Take it out of the list.'],
  [
    '{properties: {o: {type: object}}}',
    'o: "{\\"a\\": 1}"',
    '`o` must be an object; this is the text "{"a": 1}". It is JSON, written into a text: put it here as it is.',
  ],
  ['{properties: {o: {type: object}}}', 'o: [{a: 1}]', '`o` must be an object; this is a list. Take it out of the list.'],
  ['{properties: {o: {type: object}}}', 'o: []', '`o` must be an object; this is an empty list.'],
  ['{properties: {o: {type: object}}}', 'o:', '`o` must be an object; nothing is written here.'],
  [
    '{properties: {orderId: {type: string}}, required: [orderId], additionalProperties: false}',
    'order_id: x',
    '`order_id` is not known here. Did you mean `orderId`?',
  ],
  ['{properties: {orderId: {type: string}}, required: [orderId]}', 'order_id: x', '`orderId` is missing. Is `order_id` meant to be it?'],
  [
    '{properties: {orderId: {type: string}}, required: [orderId], additionalProperties: false}',
    'OrderID: x',
    '`OrderID` is not known here. Did you mean `orderId`?',
  ],
  ['{properties: {s: {enum: [placed, paid, shipped]}}}', 's: Placed', '"Placed" is not one of: placed, paid, shipped. Did you mean "placed"?'],
  ['{properties: {s: {enum: [placed, paid, shipped]}}}', 's: payed', '"payed" is not one of: placed, paid, shipped.'],
  ['{properties: {s: {enum: [1, 2, 3]}}}', 's: "2"', '"2" is not one of: 1, 2, 3. Did you mean 2?'],
  [
    '{properties: {p: {oneOf: [{type: string}, {type: object, required: [id], properties: {id: {type: string}}}]}}}',
    'p: {id: 5}',
    '`id` must be a text; this is the number 5. Put it in quotes.',
  ],
  [
    '{properties: {p: {oneOf: [{type: string}, {type: object, required: [id], properties: {id: {type: string}}}]}}}',
    'p: 5',
    '`p` must be a text or an object; this is the number 5. Put it in quotes.',
  ],
  [
    '{properties: {p: {anyOf: [{type: string, format: date-time}, {type: "null"}]}}}',
    'p: "2026-01-07"',
    '`p` must be a date and time such as 2026-01-07T10:00:00Z; this is "2026-01-07". The time of day is missing.',
  ],
  [
    '{properties: {p: {anyOf: [{$ref: "#/$defs/a"}, {type: "null"}]}}, $defs: {a: {type: object, required: [x]}}}',
    'p: {y: 1}',
    '`x` is missing in `p`.',
  ],
  [
    '{oneOf: [{properties: {kind: {const: card}, number: {type: string}}, required: [kind, number], additionalProperties: false}, {properties: {kind: {const: iban}, iban: {type: string}}, required: [kind, iban], additionalProperties: false}]}',
    '{kind: iban, number: "1"}',
    '`number` is not known here. What may stand here besides: `iban`. (And 1 more problem with what this seems to be.)',
  ],
  [
    '{oneOf: [{properties: {kind: {const: card}}, required: [kind]}, {properties: {kind: {const: iban}}, required: [kind]}]}',
    '{number: "1"}',
    '`kind` is missing: it tells which of the alternatives this is. It may be "card" or "iban".',
  ],
  [
    '{oneOf: [{properties: {kind: {enum: [card, debit]}}, required: [kind]}, {properties: {kind: {const: iban}}, required: [kind]}]}',
    '{kind: Debit}',
    '"Debit" is not one of: card, debit, iban. Did you mean "debit"?',
  ],
  [
    '{anyOf: [{properties: {a: {type: string}, b: {type: string}}, required: [a, b]}, {properties: {c: {type: string}}, required: [c]}]}',
    '{a: x, b: 5}',
    '`b` must be a text; this is the number 5. Put it in quotes.',
  ],
  [
    '{if: {properties: {method: {const: card}}, required: [method]}, then: {required: [cardNumber]}}',
    'method: card',
    '`cardNumber` is missing. [The schema asks for this where `method` is "card".]',
  ],
  [
    '{if: {properties: {method: {const: card}}}, else: {required: [iban]}}',
    'method: bank',
    '`iban` is missing. [The schema asks for this where `method` is not "card".]',
  ],
  ['{dependentSchemas: {card: {required: [billing]}}}', 'card: 1', '`billing` is missing. [The schema asks for this where `card` is there.]'],
  ['{properties: {tags: {type: array, contains: {const: main}}}}', 'tags: [x]', '`tags` must have an item that is "main"; it has none.'],
  [
    '{properties: {lines: {type: array, contains: {properties: {kind: {const: main}}, required: [kind]}}}}',
    'lines: [{kind: sub}]',
    '`lines` must have an item whose `kind` is "main"; it has none.',
  ],
  ['{not: {required: [a]}}', 'a: 1', 'The value must not have `a`.'],
  ['{type: array}', 'a: 1', 'The value must be a list; this is an object. Put it into a list.'],
  ['{items: {type: object, required: [sku]}}', '[{sku: 1}, {}]', '`sku` is missing in item 2.'],
  ['{properties: {p: {multipleOf: 0.01}}}', 'p: 1.005', '`p` must have at most 2 decimal places; this is 1.005.'],
  ['{properties: {p: {type: integer, minimum: 1}}}', 'p: 0', '`p` must be at least 1; this is 0.'],
  ['{properties: {s: {maxLength: 3, minLength: 3}}}', 's: EURO', '`s` must have exactly 3 characters; the text "EURO" has 4.'],
  ['{properties: {a: {type: string}}, unevaluatedProperties: false}', 'b: 1', '`b` is not known here. What may stand here besides: `a`.'],
  [
    '{properties: {a: {oneOf: [{type: integer}, {type: string, pattern: "^\\\\d+$"}]}}}',
    'a: x1',
    '`a` must have only digits (`^\\d+$`); this is "x1".',
  ],
  ['{properties: {a: {anyOf: [{enum: [auto]}, {type: number}]}}}', 'a: atuo', '`a` must be "auto"; this is the text "atuo".'],
  [
    '{properties: {a: {anyOf: [{enum: [auto]}, {type: number}]}}}',
    'a: "5"',
    '`a` must be "auto" or a number; this is the text "5". Remove the quotes.',
  ],
  ['{properties: {a: {const: 1}}}', 'a: "1"', '`a` must be 1; this is the text "1".'],
  ['{properties: {a: {type: "null"}}}', 'a: 1', '`a` must be null; this is the number 1.'],
  ['{anyOf: [{type: array, items: {type: string}}, {type: string}]}', '[a, 2]', 'Item 2 must be a text; this is the number 2. Put it in quotes.'],
  [
    '{oneOf: [{properties: {a: {type: string}}, required: [a]}, {properties: {b: {type: string}}, required: [b]}]}',
    '{a: x, b: y}',
    'The value fits 2 alternatives of the schema (the 1st, the 2nd), and must fit just one.',
  ],
  [
    '{properties: {a: {oneOf: [{type: integer}, {type: number}]}}}',
    'a: 5',
    '`a` fits 2 alternatives of the schema (the 1st, the 2nd), and must fit just one.',
  ],
  ['{allOf: [{required: [a]}, {required: [b]}]}', '{}', '`a` is missing.', '`b` is missing.'],
  [
    '{properties: {price: {type: object, required: [amount, currency], properties: {amount: {type: string}, currency: {type: string}}}}}',
    'price: 12.5',
    '`price` must be an object; this is the number 12.5.',
  ],
];

test('what people write by mistake is told once, in words that say what to do', () => {
  for (const [schema, value, ...sentences] of table) assert.deepEqual(told(schema, value), sentences, `${schema} ${value}`);
});

test('no mistake is explained by the bare name of a keyword', () => {
  const keywords = /\b(?:anyOf|oneOf|allOf|additionalProperties|minLength|enum|const)\b/;
  for (const [schema, value] of table) for (const sentence of told(schema, value)) assert.doesNotMatch(sentence, keywords);
});

test('what a merge key of YAML may bring is not missing, and the key itself is told elsewhere', () => {
  const schema = '{properties: {a: {type: string}}, required: [a], additionalProperties: false}';
  assert.deepEqual(told(schema, '<<: {a: x}'), []);
  assert.deepEqual(told(schema, '{a: x, "<<": {}}'), ['`<<` is not known here. Remove it, or add it to the schema.']);
});

function told(schema: string, value: string): readonly string[] {
  const tree = treeOf(value);
  return mistakesOf(open(schema).check(rootOf(tree), { steps: defaultSteps })).map((problem) => {
    const { message, why } = explain(problem, tree);
    return why === undefined ? message : `${message} [${why}]`;
  });
}
