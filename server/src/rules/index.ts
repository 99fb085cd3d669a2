import { abbreviation } from './ambiguous-names/abbreviation.ts';
import { genericName } from './ambiguous-names/generic-name.ts';
import { missingDescription } from './ambiguous-names/missing-description.ts';
import { mixedCasing } from './ambiguous-names/mixed-casing.ts';
import { nameIsNamespace } from './ambiguous-names/name-is-namespace.ts';
import { negatedBoolean } from './ambiguous-names/negated-boolean.ts';
import { pluralMismatch } from './ambiguous-names/plural-mismatch.ts';
import { quantityWithoutUnit } from './ambiguous-names/quantity-without-unit.ts';
import { timeWithoutFormat } from './ambiguous-names/time-without-format.ts';
import { twins } from './ambiguous-names/twins.ts';
import { attributeFormat } from './envelope/attribute-format.ts';
import { attributeName } from './envelope/attribute-name.ts';
import { attributeNameStyle } from './envelope/attribute-name-style.ts';
import { attributeType } from './envelope/attribute-type.ts';
import { binaryModeHeader } from './envelope/binary-mode-header.ts';
import { contentMismatch } from './envelope/content-mismatch.ts';
import { dataAndBase64 } from './envelope/data-and-base64.ts';
import { duplicateId } from './envelope/duplicate-id.ts';
import { invalidEnvelope } from './envelope/invalid-envelope.ts';
import { knownExtension } from './envelope/known-extension.ts';
import { missingAttribute } from './envelope/missing-attribute.ts';
import { mixedEnvelopes } from './envelope/mixed-envelopes.ts';
import { nearMiss } from './envelope/near-miss.ts';
import { repeatedInData } from './envelope/repeated-in-data.ts';
import { schemaMismatch } from './envelope/schema-mismatch.ts';
import { tooLarge } from './envelope/too-large.ts';
import { unknownEnvelope } from './envelope/unknown-envelope.ts';
import { unknownVersion } from './envelope/unknown-version.ts';
import { yamlNumber } from './envelope/yaml-number.ts';
import { deprecated } from './event-type/deprecated.ts';
import { duplicateDefinition } from './event-type/duplicate-definition.ts';
import { missing } from './event-type/missing.ts';
import { nearDuplicate } from './event-type/near-duplicate.ts';
import { notPastTense } from './event-type/not-past-tense.ts';
import { pattern } from './event-type/pattern.ts';
import { reservedSource } from './event-type/reserved-source.ts';
import { unknown } from './event-type/unknown.ts';
import { unusedDefinition } from './event-type/unused-definition.ts';
import { versionInType } from './event-type/version-in-type.ts';
import { aliasBomb } from './parseable/alias-bomb.ts';
import { ambiguousScalar } from './parseable/ambiguous-scalar.ts';
import { ambiguousTimestamp } from './parseable/ambiguous-timestamp.ts';
import { bom } from './parseable/bom.ts';
import { duplicateKey } from './parseable/duplicate-key.ts';
import { epochWithoutUnit } from './parseable/epoch-without-unit.ts';
import { invalidConfig } from './parseable/invalid-config.ts';
import { invalidUtf8 } from './parseable/invalid-utf8.ts';
import { jsonInString } from './parseable/json-in-string.ts';
import { loneSurrogate } from './parseable/lone-surrogate.ts';
import { mergeKey } from './parseable/merge-key.ts';
import { nonObjectRoot } from './parseable/non-object-root.ts';
import { nonPortableName } from './parseable/non-portable-name.ts';
import { nonTextKey } from './parseable/non-text-key.ts';
import { notStrictJson } from './parseable/not-strict-json.ts';
import { syntax } from './parseable/syntax.ts';
import { tooDeep } from './parseable/too-deep.ts';
import { tornLine } from './parseable/torn-line.ts';
import { unknownTag } from './parseable/unknown-tag.ts';
import { unsafeInteger } from './parseable/unsafe-integer.ts';
import { conflictingEnum } from './shared-names/conflicting-enum.ts';
import { conflictingFormat } from './shared-names/conflicting-format.ts';
import { conflictingNullability } from './shared-names/conflicting-nullability.ts';
import { conflictingType } from './shared-names/conflicting-type.ts';
import { dictionary } from './shared-names/dictionary.ts';
import { duplicateShape } from './shared-names/duplicate-shape.ts';
import { integerVsNumber } from './shared-names/integer-vs-number.ts';
import { oneThingManyNames } from './shared-names/one-thing-many-names.ts';
import { expired } from './suppression/expired.ts';
import { invalidAccepted } from './suppression/invalid-accepted.ts';
import { malformed } from './suppression/malformed.ts';
import { unknownRule } from './suppression/unknown-rule.ts';
import { unused } from './suppression/unused.ts';
import { withoutReason } from './suppression/without-reason.ts';
import { cyclicReference } from './type-safe/cyclic-reference.ts';
import { exampleMismatch } from './type-safe/example-mismatch.ts';
import { floatMoney } from './type-safe/float-money.ts';
import { impossibleSchema } from './type-safe/impossible-schema.ts';
import { incompatibleChange } from './type-safe/incompatible-change.ts';
import { invalidDefinition } from './type-safe/invalid-definition.ts';
import { invalidPattern } from './type-safe/invalid-pattern.ts';
import { invalidSchema } from './type-safe/invalid-schema.ts';
import { nullableBoolean } from './type-safe/nullable-boolean.ts';
import { numberWithoutFormat } from './type-safe/number-without-format.ts';
import { openObject } from './type-safe/open-object.ts';
import { refSiblingsIgnored } from './type-safe/ref-siblings-ignored.ts';
import { remoteReference } from './type-safe/remote-reference.ts';
import { removedDefinition } from './type-safe/removed-definition.ts';
import { sampleMismatch } from './type-safe/sample-mismatch.ts';
import { slowPattern } from './type-safe/slow-pattern.ts';
import { unclassifiedPersonalData } from './type-safe/unclassified-personal-data.ts';
import { union } from './type-safe/union.ts';
import { unknownDialect } from './type-safe/unknown-dialect.ts';
import { unknownKeyword } from './type-safe/unknown-keyword.ts';
import { unreadableBaseline } from './type-safe/unreadable-baseline.ts';
import { unresolvedReference } from './type-safe/unresolved-reference.ts';
import { untypedField } from './type-safe/untyped-field.ts';
import { versionNotBumped } from './type-safe/version-not-bumped.ts';
import type { Rule } from './rule.ts';

/** Every rule, sorted by id. One import and one line each; `npm run new -- rule <id>` writes both. */
export const rules: readonly Rule[] = [
  abbreviation,
  genericName,
  missingDescription,
  mixedCasing,
  nameIsNamespace,
  negatedBoolean,
  pluralMismatch,
  quantityWithoutUnit,
  timeWithoutFormat,
  twins,
  attributeFormat,
  attributeName,
  attributeNameStyle,
  attributeType,
  binaryModeHeader,
  contentMismatch,
  dataAndBase64,
  duplicateId,
  invalidEnvelope,
  knownExtension,
  missingAttribute,
  mixedEnvelopes,
  nearMiss,
  repeatedInData,
  schemaMismatch,
  tooLarge,
  unknownEnvelope,
  unknownVersion,
  yamlNumber,
  deprecated,
  duplicateDefinition,
  missing,
  nearDuplicate,
  notPastTense,
  pattern,
  reservedSource,
  unknown,
  unusedDefinition,
  versionInType,
  aliasBomb,
  ambiguousScalar,
  ambiguousTimestamp,
  bom,
  duplicateKey,
  epochWithoutUnit,
  invalidConfig,
  invalidUtf8,
  jsonInString,
  loneSurrogate,
  mergeKey,
  nonObjectRoot,
  nonPortableName,
  nonTextKey,
  notStrictJson,
  syntax,
  tooDeep,
  tornLine,
  unknownTag,
  unsafeInteger,
  conflictingEnum,
  conflictingFormat,
  conflictingNullability,
  conflictingType,
  dictionary,
  duplicateShape,
  integerVsNumber,
  oneThingManyNames,
  expired,
  invalidAccepted,
  malformed,
  unknownRule,
  unused,
  withoutReason,
  cyclicReference,
  exampleMismatch,
  floatMoney,
  impossibleSchema,
  incompatibleChange,
  invalidDefinition,
  invalidPattern,
  invalidSchema,
  nullableBoolean,
  numberWithoutFormat,
  openObject,
  refSiblingsIgnored,
  remoteReference,
  removedDefinition,
  sampleMismatch,
  slowPattern,
  unclassifiedPersonalData,
  union,
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
