import { genericName } from './ambiguous-names/generic-name.ts';
import { missingDescription } from './ambiguous-names/missing-description.ts';
import { mixedCasing } from './ambiguous-names/mixed-casing.ts';
import { quantityWithoutUnit } from './ambiguous-names/quantity-without-unit.ts';
import { timeWithoutFormat } from './ambiguous-names/time-without-format.ts';
import { twins } from './ambiguous-names/twins.ts';
import { attributeFormat } from './envelope/attribute-format.ts';
import { attributeName } from './envelope/attribute-name.ts';
import { attributeNameStyle } from './envelope/attribute-name-style.ts';
import { attributeType } from './envelope/attribute-type.ts';
import { dataAndBase64 } from './envelope/data-and-base64.ts';
import { knownExtension } from './envelope/known-extension.ts';
import { missingAttribute } from './envelope/missing-attribute.ts';
import { nearMiss } from './envelope/near-miss.ts';
import { unknownVersion } from './envelope/unknown-version.ts';
import { yamlNumber } from './envelope/yaml-number.ts';
import { deprecated } from './event-type/deprecated.ts';
import { duplicateDefinition } from './event-type/duplicate-definition.ts';
import { missing } from './event-type/missing.ts';
import { notPastTense } from './event-type/not-past-tense.ts';
import { pattern } from './event-type/pattern.ts';
import { unknown } from './event-type/unknown.ts';
import { aliasBomb } from './parseable/alias-bomb.ts';
import { ambiguousScalar } from './parseable/ambiguous-scalar.ts';
import { bom } from './parseable/bom.ts';
import { duplicateKey } from './parseable/duplicate-key.ts';
import { invalidConfig } from './parseable/invalid-config.ts';
import { invalidUtf8 } from './parseable/invalid-utf8.ts';
import { loneSurrogate } from './parseable/lone-surrogate.ts';
import { mergeKey } from './parseable/merge-key.ts';
import { nonTextKey } from './parseable/non-text-key.ts';
import { notStrictJson } from './parseable/not-strict-json.ts';
import { syntax } from './parseable/syntax.ts';
import { tooDeep } from './parseable/too-deep.ts';
import { tornLine } from './parseable/torn-line.ts';
import { unknownTag } from './parseable/unknown-tag.ts';
import { unsafeInteger } from './parseable/unsafe-integer.ts';
import { conflictingFormat } from './shared-names/conflicting-format.ts';
import { conflictingType } from './shared-names/conflicting-type.ts';
import { oneThingManyNames } from './shared-names/one-thing-many-names.ts';
import { cyclicReference } from './type-safe/cyclic-reference.ts';
import { floatMoney } from './type-safe/float-money.ts';
import { impossibleSchema } from './type-safe/impossible-schema.ts';
import { incompatibleChange } from './type-safe/incompatible-change.ts';
import { invalidDefinition } from './type-safe/invalid-definition.ts';
import { invalidPattern } from './type-safe/invalid-pattern.ts';
import { invalidSchema } from './type-safe/invalid-schema.ts';
import { nullableBoolean } from './type-safe/nullable-boolean.ts';
import { openObject } from './type-safe/open-object.ts';
import { refSiblingsIgnored } from './type-safe/ref-siblings-ignored.ts';
import { remoteReference } from './type-safe/remote-reference.ts';
import { removedDefinition } from './type-safe/removed-definition.ts';
import { sampleMismatch } from './type-safe/sample-mismatch.ts';
import { slowPattern } from './type-safe/slow-pattern.ts';
import { unknownDialect } from './type-safe/unknown-dialect.ts';
import { unknownKeyword } from './type-safe/unknown-keyword.ts';
import { unreadableBaseline } from './type-safe/unreadable-baseline.ts';
import { unresolvedReference } from './type-safe/unresolved-reference.ts';
import { untypedField } from './type-safe/untyped-field.ts';
import { versionNotBumped } from './type-safe/version-not-bumped.ts';
import type { Rule } from './rule.ts';

/** Every rule, sorted by id. One import and one line each; `npm run new -- rule <id>` writes both. */
export const rules: readonly Rule[] = [
  genericName,
  missingDescription,
  mixedCasing,
  quantityWithoutUnit,
  timeWithoutFormat,
  twins,
  attributeFormat,
  attributeName,
  attributeNameStyle,
  attributeType,
  dataAndBase64,
  knownExtension,
  missingAttribute,
  nearMiss,
  unknownVersion,
  yamlNumber,
  deprecated,
  duplicateDefinition,
  missing,
  notPastTense,
  pattern,
  unknown,
  aliasBomb,
  ambiguousScalar,
  bom,
  duplicateKey,
  invalidConfig,
  invalidUtf8,
  loneSurrogate,
  mergeKey,
  nonTextKey,
  notStrictJson,
  syntax,
  tooDeep,
  tornLine,
  unknownTag,
  unsafeInteger,
  conflictingFormat,
  conflictingType,
  oneThingManyNames,
  cyclicReference,
  floatMoney,
  impossibleSchema,
  incompatibleChange,
  invalidDefinition,
  invalidPattern,
  invalidSchema,
  nullableBoolean,
  openObject,
  refSiblingsIgnored,
  remoteReference,
  removedDefinition,
  sampleMismatch,
  slowPattern,
  unknownDialect,
  unknownKeyword,
  unreadableBaseline,
  unresolvedReference,
  untypedField,
  versionNotBumped,
];

export const ruleOf = (id: string): Rule | undefined => rules.find((rule) => rule.id === id);

/** Where a person reads what a rule is about. */
export const pageUrl = (id: string): string => `https://github.com/eventwright/eventwright/blob/main/server/src/rules/${id}.md`;
