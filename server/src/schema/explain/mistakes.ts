import { didYouMean } from '../../text/similar.ts';
import type { Problem } from '../schema.ts';

/** The problems without those that another one tells already: one mistake is told once. */
export function mistakesOf(problems: readonly Problem[]): readonly Problem[] {
  if (problems.length < 2) return problems;
  // A misspelt name is unknown, and the right one is missing.
  const renamed = new Set<string>();
  // What is none of the listed values need not be told that it has not their type.
  const listed = new Set<string>();
  for (const { keyword, pointer, property, known } of problems) {
    if (keyword === 'enum' || keyword === 'const') listed.add(pointer);
    if (!unknown.has(keyword) || property === undefined) continue;
    const meant = didYouMean(property, known ?? []);
    if (meant !== undefined) renamed.add(`${pointer.slice(0, pointer.lastIndexOf('/'))} ${meant}`);
  }
  if (renamed.size + listed.size === 0) return problems;
  return problems.filter(({ keyword, pointer, property }) => {
    if (keyword === 'required') return !renamed.has(`${pointer} ${property ?? ''}`);
    return keyword !== 'type' || !listed.has(pointer);
  });
}

const unknown: ReadonlySet<string> = new Set(['additionalProperties', 'unevaluatedProperties', 'propertyNames']);
