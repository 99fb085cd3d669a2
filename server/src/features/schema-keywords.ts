import { escapeToken } from '../syntax/pointer.ts';
import type { Draft } from './insert.ts';

/** What completion and hover know of one keyword of JSON Schema 2020-12 (and of what draft-07 called differently). */
export interface Keyword {
  readonly name: string;
  /** In a sentence or two, for people who write events. */
  readonly description: string;
  /** What its value is at first. */
  readonly draft: Draft;
  /** The types of values that it speaks of; all of them without. */
  readonly types?: readonly string[];
  /** What stands in it: a schema, schemas by name, a list of schemas, or no schema. */
  readonly holds?: 'schema' | 'names' | 'list';
  /** The drafts that know it; every one without. */
  readonly only?: 'draft-07' | '2020-12';
  /** How early it is offered: 0 first. */
  readonly rank: 0 | 1 | 2;
}

const object = { open: 'object' } as const;
const array = { open: 'array' } as const;
const numbers = ['number', 'integer'];

export const keywords: readonly Keyword[] = [
  {
    name: 'type',
    rank: 0,
    draft: { hole: '' },
    description: 'The type of the value: `string`, `integer`, `number`, `boolean`, `object`, `array` or `null`, or a list of them.',
  },
  {
    name: 'description',
    rank: 0,
    draft: { hole: '' },
    description: 'What the value means, for people. The best place to end all doubt about a field.',
  },
  {
    name: 'properties',
    rank: 0,
    draft: object,
    types: ['object'],
    holds: 'names',
    description: 'The fields of an object, each with its own schema.',
  },
  { name: 'required', rank: 0, draft: array, types: ['object'], description: 'The names of the fields that must be there.' },
  {
    name: 'additionalProperties',
    rank: 0,
    draft: { hole: false },
    types: ['object'],
    holds: 'schema',
    description: 'Whether fields beside those in `properties` may stand here: `false` for none, or the schema of all others.',
  },
  { name: 'items', rank: 0, draft: object, types: ['array'], holds: 'schema', description: 'The schema of every item of the list.' },
  {
    name: 'format',
    rank: 0,
    draft: { hole: '' },
    types: ['string', ...numbers],
    description: 'The form of a text, such as `date-time`, `uuid` or `uri`.',
  },
  { name: 'enum', rank: 0, draft: array, description: 'The only values that are allowed.' },
  { name: 'const', rank: 1, draft: { hole: '' }, description: 'The one value that is allowed.' },
  {
    name: 'x-unit',
    rank: 0,
    draft: { hole: '' },
    types: numbers,
    description: 'The unit of a number: UCUM (`ms`, `kg`) or ISO 4217 (`EUR`, or `EUR-cent` for its hundredth).',
  },
  { name: 'minimum', rank: 1, draft: { hole: 0 }, types: numbers, description: 'The smallest number that is allowed.' },
  { name: 'maximum', rank: 1, draft: { hole: 0 }, types: numbers, description: 'The greatest number that is allowed.' },
  { name: 'exclusiveMinimum', rank: 2, draft: { hole: 0 }, types: numbers, description: 'The number must be greater than this.' },
  { name: 'exclusiveMaximum', rank: 2, draft: { hole: 0 }, types: numbers, description: 'The number must be less than this.' },
  { name: 'multipleOf', rank: 2, draft: { hole: 1 }, types: numbers, description: 'The number must be a multiple of this.' },
  { name: 'minLength', rank: 1, draft: { hole: 1 }, types: ['string'], description: 'The least number of characters.' },
  { name: 'maxLength', rank: 1, draft: { hole: 255 }, types: ['string'], description: 'The greatest number of characters.' },
  {
    name: 'pattern',
    rank: 1,
    draft: { hole: '' },
    types: ['string'],
    description: 'A regular expression that some part of the text must match; `^` and `$` hold it to the whole.',
  },
  { name: 'minItems', rank: 1, draft: { hole: 1 }, types: ['array'], description: 'The least number of items.' },
  { name: 'maxItems', rank: 1, draft: { hole: 1 }, types: ['array'], description: 'The greatest number of items.' },
  { name: 'uniqueItems', rank: 1, draft: { hole: true }, types: ['array'], description: 'Whether no two items may be equal.' },
  {
    name: 'prefixItems',
    rank: 2,
    draft: array,
    types: ['array'],
    holds: 'list',
    only: '2020-12',
    description: 'The schemas of the first items, by their position.',
  },
  {
    name: 'additionalItems',
    rank: 2,
    draft: { hole: false },
    types: ['array'],
    holds: 'schema',
    only: 'draft-07',
    description: 'The schema of the items beyond those that `items` lists.',
  },
  { name: 'contains', rank: 2, draft: object, types: ['array'], holds: 'schema', description: 'At least one item must fit this schema.' },
  {
    name: 'minContains',
    rank: 2,
    draft: { hole: 1 },
    types: ['array'],
    only: '2020-12',
    description: 'How many items must fit `contains` at least.',
  },
  { name: 'maxContains', rank: 2, draft: { hole: 1 }, types: ['array'], only: '2020-12', description: 'How many items may fit `contains` at most.' },
  { name: 'minProperties', rank: 2, draft: { hole: 1 }, types: ['object'], description: 'The least number of fields.' },
  { name: 'maxProperties', rank: 2, draft: { hole: 1 }, types: ['object'], description: 'The greatest number of fields.' },
  {
    name: 'patternProperties',
    rank: 2,
    draft: object,
    types: ['object'],
    holds: 'names',
    description: 'The schemas of fields whose names match a regular expression.',
  },
  { name: 'propertyNames', rank: 2, draft: object, types: ['object'], holds: 'schema', description: 'What the names of the fields must fit.' },
  {
    name: 'dependentRequired',
    rank: 2,
    draft: object,
    types: ['object'],
    only: '2020-12',
    description: 'Which fields must be there when another one is.',
  },
  {
    name: 'dependentSchemas',
    rank: 2,
    draft: object,
    types: ['object'],
    holds: 'names',
    only: '2020-12',
    description: 'What the object must fit when a field is there.',
  },
  {
    name: 'dependencies',
    rank: 2,
    draft: object,
    types: ['object'],
    holds: 'names',
    only: 'draft-07',
    description: 'What must hold when a field is there.',
  },
  {
    name: 'unevaluatedProperties',
    rank: 2,
    draft: { hole: false },
    types: ['object'],
    holds: 'schema',
    only: '2020-12',
    description: 'The schema of the fields that no other keyword spoke of, references included.',
  },
  {
    name: 'unevaluatedItems',
    rank: 2,
    draft: { hole: false },
    types: ['array'],
    holds: 'schema',
    only: '2020-12',
    description: 'The schema of the items that no other keyword spoke of.',
  },
  { name: '$ref', rank: 1, draft: { hole: '' }, description: 'A schema that stands elsewhere: `#/$defs/Address`, or `./address.schema.json`.' },
  { name: '$defs', rank: 1, draft: object, holds: 'names', only: '2020-12', description: 'Schemas that are referred to by `$ref`.' },
  { name: 'definitions', rank: 2, draft: object, holds: 'names', only: 'draft-07', description: 'Schemas that are referred to by `$ref`.' },
  { name: 'allOf', rank: 2, draft: array, holds: 'list', description: 'The value must fit all of these.' },
  { name: 'anyOf', rank: 2, draft: array, holds: 'list', description: 'The value must fit one of these at least.' },
  { name: 'oneOf', rank: 2, draft: array, holds: 'list', description: 'The value must fit exactly one of these.' },
  { name: 'not', rank: 2, draft: object, holds: 'schema', description: 'The value must not fit this.' },
  { name: 'if', rank: 2, draft: object, holds: 'schema', description: 'Where the value fits this, `then` holds; else `else`.' },
  { name: 'then', rank: 2, draft: object, holds: 'schema', description: 'What holds where `if` fits.' },
  { name: 'else', rank: 2, draft: object, holds: 'schema', description: 'What holds where `if` does not fit.' },
  { name: 'title', rank: 2, draft: { hole: '' }, description: 'A short name, for people.' },
  { name: 'default', rank: 2, draft: { hole: '' }, description: 'What is meant where the field is absent.' },
  { name: 'examples', rank: 2, draft: array, description: 'Values that fit, for people.' },
  { name: 'deprecated', rank: 2, draft: { hole: true }, only: '2020-12', description: 'Whether the field should not be used any more.' },
  { name: 'readOnly', rank: 2, draft: { hole: true }, description: 'Whether only the owner of the value sets it.' },
  { name: 'writeOnly', rank: 2, draft: { hole: true }, description: 'Whether the value is set and never read back.' },
  { name: 'contentEncoding', rank: 2, draft: { hole: 'base64' }, types: ['string'], description: 'How bytes are written as a text.' },
  {
    name: 'contentMediaType',
    rank: 2,
    draft: { hole: 'application/json' },
    types: ['string'],
    description: 'The media type of what the text holds.',
  },
  {
    name: 'contentSchema',
    rank: 2,
    draft: object,
    types: ['string'],
    holds: 'schema',
    only: '2020-12',
    description: 'The schema of what the text holds.',
  },
  { name: '$comment', rank: 2, draft: { hole: '' }, description: 'A note to the authors of the schema.' },
  {
    name: '$schema',
    rank: 2,
    draft: { hole: 'https://json-schema.org/draft/2020-12/schema' },
    description: 'The version of JSON Schema that this one is written in.',
  },
  { name: '$id', rank: 2, draft: { hole: '' }, description: 'The uri that names this schema.' },
  { name: '$anchor', rank: 2, draft: { hole: '' }, only: '2020-12', description: 'A name for this place, to refer to it as `#name`.' },
];

const byName: ReadonlyMap<string, Keyword> = new Map(keywords.map((keyword) => [keyword.name, keyword]));

export const keywordOf = (name: string): Keyword | undefined => byName.get(name);

export const types: Readonly<Record<string, string>> = {
  string: 'A text.',
  integer: 'A whole number. Readers keep 53 bits of it for sure; write greater ones as texts.',
  number: 'Any number.',
  boolean: '`true` or `false`.',
  object: 'Fields by their names.',
  array: 'A list.',
  null: 'Nothing: `null`.',
};

export const formats: Readonly<Record<string, string>> = {
  'date-time': 'Date and time with an offset, RFC 3339: `2026-01-07T10:00:00Z`.',
  date: 'A day, RFC 3339: `2026-01-07`.',
  time: 'A time of day with an offset, RFC 3339: `10:00:00Z`.',
  duration: 'A length of time, ISO 8601: `P1DT2H`.',
  uuid: 'A UUID, RFC 9562.',
  uri: 'A URI with its scheme, RFC 3986.',
  'uri-reference': 'A URI, or a path relative to one.',
  email: 'An address of electronic mail.',
  hostname: 'The name of a host.',
  ipv4: 'An address of IP version 4.',
  ipv6: 'An address of IP version 6.',
  'json-pointer': 'A JSON Pointer, RFC 6901: `/data/orderId`.',
  regex: 'A regular expression of ECMA-262.',
  int32: 'A whole number of 32 bits.',
  int64: 'A whole number of 64 bits.',
};

export const dialects: readonly string[] = ['https://json-schema.org/draft/2020-12/schema', 'http://json-schema.org/draft-07/schema#'];

/** What a place inside of a schema is, told by the names that lead to it from the schema's root. */
export type SchemaPlace =
  | { readonly is: 'schema' }
  | { readonly is: 'names' }
  | { readonly is: 'list' }
  | { readonly is: 'value'; readonly of: string };

export function schemaPlaceOf(path: readonly string[]): SchemaPlace {
  let place: SchemaPlace = { is: 'schema' };
  for (const token of path) {
    if (place.is === 'names' || place.is === 'list') place = { is: 'schema' };
    else if (place.is === 'schema') {
      const keyword = byName.get(token);
      if (token === 'items') place = { is: 'schema' };
      else place = keyword?.holds ? { is: keyword.holds } : { is: 'value', of: token };
    }
  }
  return place;
}

/** The path of the fields in an object, ending in a slash, from the path of its `properties` in the schema. */
export function fieldPathOf(path: readonly string[]): string {
  let fields = '';
  for (let at = 0; at < path.length - 1; at++) {
    const keyword = path[at];
    if (keyword === 'properties') fields += `${escapeToken(path[++at] ?? '')}/`;
    else if (keyword === 'items' || keyword === 'prefixItems') fields += '[]/';
    // What stands below these has a name that is no field's.
    else if (keyword === '$defs' || keyword === 'definitions' || keyword === 'patternProperties') at++;
  }
  return fields;
}
