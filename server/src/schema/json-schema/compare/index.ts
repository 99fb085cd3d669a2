import type { Change, Direction } from '../../../model/change.ts';
import type { Budget } from '../../schema.ts';
import type { Subschema } from '../keyword.ts';
import type { Patterns } from '../patterns.ts';
import * as applicators from './applicators.ts';
import * as arrays from './arrays.ts';
import { conjunctionOf } from './conjunction.ts';
import { implied, schemaPlace } from './implied.ts';
import * as objects from './objects.ts';
import { type Difference, type Query, Stopped } from './run.ts';
import { same } from './same.ts';
import * as scalars from './scalars.ts';

/** What is asked of each keyword of the side that reads, in the order in which it is told. */
const checks: ReadonlyMap<string, (query: Query) => boolean> = new Map([
  ['$ref', applicators.reference],
  ['$dynamicRef', applicators.reference],
  ['$recursiveRef', applicators.reference],
  ['type', scalars.type],
  ['const', scalars.values],
  ['enum', scalars.values],
  ['minimum', scalars.bound('least')],
  ['exclusiveMinimum', scalars.bound('least')],
  ['maximum', scalars.bound('most')],
  ['exclusiveMaximum', scalars.bound('most')],
  ['multipleOf', scalars.multipleOf],
  ['minLength', scalars.minLength],
  ['maxLength', scalars.maxLength],
  ['pattern', scalars.pattern],
  ['format', scalars.format],
  ['required', objects.required],
  ['properties', objects.properties],
  ['patternProperties', objects.patternProperties],
  ['additionalProperties', objects.additionalProperties],
  ['unevaluatedProperties', objects.unevaluatedProperties],
  ['propertyNames', objects.propertyNames],
  ['dependentRequired', objects.dependentRequired],
  ['dependentSchemas', objects.dependentSchemas],
  ['dependencies', objects.dependencies],
  ['minProperties', objects.minProperties],
  ['maxProperties', objects.maxProperties],
  ['prefixItems', arrays.prefix],
  ['items', arrays.items],
  ['additionalItems', arrays.additionalItems],
  ['unevaluatedItems', arrays.unevaluatedItems],
  ['contains', arrays.contains],
  ['minItems', arrays.minItems],
  ['maxItems', arrays.maxItems],
  ['uniqueItems', arrays.uniqueItems],
  ['allOf', applicators.allOf],
  ['anyOf', applicators.anyOf],
  ['oneOf', applicators.oneOf],
  ['not', applicators.not],
  ['if', applicators.condition],
]);

export interface CompareOptions {
  readonly patterns: Patterns;
  readonly assertFormats: boolean;
  /** Counts as sent what the writing side's open objects and untyped schemas leave room for, as every validator does. */
  readonly strict?: boolean;
}

/**
 * What the newer schema changed that breaks somebody, in one direction. Nothing is told of a change that surely breaks nobody.
 *
 * The side that reads is gone through keyword by keyword, and each is shown to hold for all that the side that writes may send.
 * Where that does not succeed, examples are judged by the interpreter: one that shows the break makes it certain.
 */
export function compareSchemas(newer: Subschema, older: Subschema, breaks: Direction, budget: Budget, options: CompareOptions): readonly Change[] {
  const [writer, reader] = breaks === 'backward' ? [older, newer] : [newer, older];
  const out: Difference[] = [];
  const { patterns, assertFormats, strict = false } = options;
  const run = { budget, patterns, assertFormats, checks, open: new Set<string>(), ids: new Map(), depth: 0 };
  try {
    implied(conjunctionOf([writer]), reader, { run, path: '', near: writer, out, strict });
  } catch (error) {
    // A stack smaller than usual, as some hosts have, ends the same way.
    if (!(error instanceof Stopped || error instanceof RangeError)) throw error;
    out.push({ keyword: 'budget', certain: false, path: '', reader: schemaPlace(reader), writer: schemaPlace(writer) });
  }
  return saidOnce(out.map((difference) => changeOf(difference, breaks)));
}

/** Whether both say the same, what describes them left aside. What cannot be compared to the end differs. */
export function sameSchemas(a: Subschema, b: Subschema, patterns: Patterns, budget: Budget): boolean {
  try {
    return same(a, b, { budget, patterns, assertFormats: true, checks, open: new Set(), ids: new Map(), depth: 0 });
  } catch (error) {
    if (!(error instanceof Stopped || error instanceof RangeError)) throw error;
    return false;
  }
}

function changeOf({ reader, writer, ...difference }: Difference, breaks: Direction): Change {
  const [at, was] = breaks === 'backward' ? [reader, writer] : [writer, reader];
  return { breaks, at, was, ...difference };
}

/** One schema may be reached in several ways, and in several cases of a choice: what it says is said once, the surest first. */
function saidOnce(changes: readonly Change[]): readonly Change[] {
  const found = new Map<string, Change>();
  for (const change of changes) {
    const { keyword, property, types, at, was } = change;
    const key = JSON.stringify([keyword, property, types, at.place, was.place]);
    const known = found.get(key);
    if (!known || (change.certain && !known.certain)) found.set(key, change);
  }
  return [...found.values()];
}
