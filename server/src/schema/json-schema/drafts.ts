import type { Keyword } from './keyword.ts';
import { constant, enumeration, type, typeByNotation } from './keywords/any.ts';
import { allOf, anyOf, ifThenElse, not, oneOf } from './keywords/applicators.ts';
import * as arrays from './keywords/arrays.ts';
import * as numbers from './keywords/numbers.ts';
import * as objects from './keywords/objects.ts';
import { dynamicRef, recursiveRef, ref } from './keywords/references.ts';
import * as strings from './keywords/strings.ts';

/** What a draft makes of one keyword. */
export interface Entry {
  /** Absent for annotations, and for keywords that another one reads. */
  readonly check?: Keyword;
  /** Where schemas stand in its value. */
  readonly holds?: 'schema' | 'list' | 'map' | 'schema or list';
  /** Runs after all others, since it asks what they have looked at. */
  readonly last?: boolean;
}

export type Vocabulary = Readonly<Record<string, Entry>>;

export interface Draft {
  readonly name: string;
  /** The URI of its meta-schema, without an empty fragment. */
  readonly id: string;
  readonly idKeyword: 'id' | '$id';
  /** Up to draft 7 the keywords beside a `$ref` mean nothing. */
  readonly refAlone: boolean;
  /** By URI; a meta-schema of one's own chooses among them with `$vocabulary`. Before 2019-09 there is just one. */
  readonly vocabularies: Readonly<Record<string, Vocabulary>>;
  /** Those that hold where nobody chooses. */
  readonly usual: Vocabulary;
}

const annotation: Entry = {};
const schema = (check?: Keyword): Entry => ({ holds: 'schema', ...(check && { check }) });
const list = (check?: Keyword): Entry => ({ holds: 'list', ...(check && { check }) });
const map = (check?: Keyword): Entry => ({ holds: 'map', ...(check && { check }) });

const inPlace = { allOf: list(allOf), anyOf: list(anyOf), oneOf: list(oneOf), not: schema(not) };
const conditional = { if: schema(ifThenElse), then: schema(), else: schema() };
const forObjects = {
  properties: map(objects.properties),
  patternProperties: map(objects.patternProperties),
  additionalProperties: schema(objects.additionalProperties),
};
const itemsAsList = { items: { check: arrays.itemsOrTuple, holds: 'schema or list' }, additionalItems: schema(arrays.additionalItems) } as const;
const texts = { minLength: { check: strings.minLength }, maxLength: { check: strings.maxLength }, pattern: { check: strings.pattern } };
const counts = {
  minItems: { check: arrays.minItems },
  maxItems: { check: arrays.maxItems },
  uniqueItems: { check: arrays.uniqueItems },
  minProperties: { check: objects.minProperties },
  maxProperties: { check: objects.maxProperties },
  required: { check: objects.required },
  multipleOf: { check: numbers.multipleOf },
};
const bounds = {
  minimum: { check: numbers.minimum },
  maximum: { check: numbers.maximum },
  exclusiveMinimum: { check: numbers.exclusiveMinimum },
  exclusiveMaximum: { check: numbers.exclusiveMaximum },
};
const plain = { type: { check: type }, enum: { check: enumeration }, const: { check: constant } };
const metaData = {
  title: annotation,
  description: annotation,
  default: annotation,
  examples: annotation,
  readOnly: annotation,
  writeOnly: annotation,
};
const content = { contentMediaType: annotation, contentEncoding: annotation };
const format = { format: { check: strings.format } };

const draft04: Vocabulary = {
  id: annotation,
  $schema: annotation,
  $ref: { check: ref },
  title: annotation,
  description: annotation,
  default: annotation,
  definitions: map(),
  ...inPlace,
  ...forObjects,
  ...itemsAsList,
  dependencies: map(objects.dependencies),
  ...texts,
  ...counts,
  minimum: { check: numbers.minimumWithFlag },
  maximum: { check: numbers.maximumWithFlag },
  exclusiveMinimum: annotation,
  exclusiveMaximum: annotation,
  type: { check: typeByNotation },
  enum: { check: enumeration },
  ...format,
};

const { id: _, ...shared } = draft04;
const draft06: Vocabulary = {
  ...shared,
  $id: annotation,
  examples: annotation,
  contains: schema(arrays.containsOne),
  propertyNames: schema(objects.propertyNames),
  ...bounds,
  ...plain,
};

const draft07: Vocabulary = { ...draft06, $comment: annotation, ...conditional, readOnly: annotation, writeOnly: annotation, ...content };

const core = {
  $id: annotation,
  $schema: annotation,
  $anchor: annotation,
  $vocabulary: annotation,
  $comment: annotation,
  $ref: { check: ref },
  $defs: map(),
};
/** Not keywords any more; schemas still stand in them, and references lead there. */
const former = { definitions: map(), dependencies: map() };
const validation: Vocabulary = {
  ...plain,
  ...texts,
  ...counts,
  ...bounds,
  dependentRequired: { check: objects.dependentRequired },
  minContains: annotation,
  maxContains: annotation,
};
const applicator = {
  ...inPlace,
  ...conditional,
  ...forObjects,
  dependentSchemas: map(objects.dependentSchemas),
  propertyNames: schema(objects.propertyNames),
};
const contentOfBoth: Vocabulary = { ...content, contentSchema: schema() };
const metaDataOfBoth: Vocabulary = { ...metaData, deprecated: annotation };
const unevaluated: Vocabulary = {
  unevaluatedItems: { ...schema(arrays.unevaluatedItems), last: true },
  unevaluatedProperties: { ...schema(objects.unevaluatedProperties), last: true },
};

const v2019 = 'https://json-schema.org/draft/2019-09/vocab/';
const vocabularies2019: Readonly<Record<string, Vocabulary>> = {
  [`${v2019}core`]: { ...core, ...former, $recursiveRef: { check: recursiveRef }, $recursiveAnchor: annotation },
  [`${v2019}applicator`]: { ...applicator, ...itemsAsList, contains: schema(arrays.containsUnseen), ...unevaluated },
  [`${v2019}validation`]: validation,
  [`${v2019}meta-data`]: metaDataOfBoth,
  [`${v2019}format`]: format,
  [`${v2019}content`]: contentOfBoth,
};

const v2020 = 'https://json-schema.org/draft/2020-12/vocab/';
const vocabularies2020: Readonly<Record<string, Vocabulary>> = {
  [`${v2020}core`]: { ...core, ...former, $dynamicRef: { check: dynamicRef }, $dynamicAnchor: annotation },
  [`${v2020}applicator`]: { ...applicator, prefixItems: list(arrays.prefixItems), items: schema(arrays.items), contains: schema(arrays.contains) },
  [`${v2020}unevaluated`]: unevaluated,
  [`${v2020}validation`]: validation,
  [`${v2020}meta-data`]: metaDataOfBoth,
  [`${v2020}format-annotation`]: format,
  [`${v2020}content`]: contentOfBoth,
};

/** A draft is a row: what it calls itself, and its keywords. */
export const drafts: readonly Draft[] = [
  { name: 'draft-04', id: 'http://json-schema.org/draft-04/schema', idKeyword: 'id', refAlone: true, vocabularies: {}, usual: draft04 },
  { name: 'draft-06', id: 'http://json-schema.org/draft-06/schema', idKeyword: '$id', refAlone: true, vocabularies: {}, usual: draft06 },
  { name: 'draft-07', id: 'http://json-schema.org/draft-07/schema', idKeyword: '$id', refAlone: true, vocabularies: {}, usual: draft07 },
  modern('2019-09', vocabularies2019),
  modern('2020-12', { ...vocabularies2020, [`${v2020}format-assertion`]: { format: { check: strings.assertedFormat } } }, vocabularies2020),
];

/** What is assumed where nothing tells. */
export const usualDraft = 'https://json-schema.org/draft/2020-12/schema';

/** The meta-schema of self-describing schemas (Snowplow's Iglu): draft 4, and a `self` that names the schema. */
const selfDescribing = /^\/\/iglucentral\.com\/schemas\/com\.snowplowanalytics\.self-desc\/schema\/jsonschema\/1-\d+-\d+$/;

/** The draft of a `$schema`: with or without an empty fragment, over http or https. */
export function draftOf(uri: string): Draft | undefined {
  const name = uri.replace(/^https?:/, '').replace(/#$/, '');
  if (selfDescribing.test(name)) return drafts.find(({ id }) => id.includes('draft-04'));
  return drafts.find(({ id }) => id.replace(/^https?:/, '') === name);
}

function modern(name: string, vocabularies: Draft['vocabularies'], usual = vocabularies): Draft {
  const all = Object.assign({}, ...Object.values(usual)) as Vocabulary;
  return { name, id: `https://json-schema.org/draft/${name}/schema`, idKeyword: '$id', refAlone: false, vocabularies, usual: all };
}
