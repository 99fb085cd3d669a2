import { get, type Node } from '../../syntax/node.ts';
import { child } from '../../syntax/pointer.ts';
import { explain } from '../explain.ts';
import { mistakesOf } from '../explain/mistakes.ts';
import type { SchemaFault } from '../schema.ts';
import { judge } from './evaluate.ts';
import type { Book } from './index.ts';
import { hasType, typesOf } from './keywords/any.ts';
import type { Target } from './resources.ts';

/** Enough for every example that people write; generated schemas with thousands of large ones are checked in part. */
const steps = 1_000_000;

/** The values that a schema gives of itself (2020-12 validation, 6.1.2, 6.1.3, 9.2 and 9.5) and that do not fit it. */
export function examplesAt({ prepare }: Book, schemas: readonly Target[]): readonly SchemaFault[] {
  const budget = { steps };
  return schemas.flatMap((target): readonly SchemaFault[] => {
    if (target.node.kind !== 'object' || budget.steps <= 0) return [];
    return valuesOf(target).flatMap(({ keyword, tokens, value }) => {
      const problems = mistakesOf(judge(prepare(target), value, budget));
      return problems.flatMap((problem): readonly SchemaFault[] => {
        // An example is not to blame for a schema that cannot be followed, nor for one that takes too long.
        if (problem.keyword === 'unresolved' || problem.keyword === 'budget') return [];
        const { message, why, at: node, key, suggestion } = explain(problem, target.resource.tree);
        const subject = subjects[keyword];
        const said = /^The value\b/.test(message) ? message.replace('The value', subject) : `${subject} does not fit its schema: ${message}`;
        return [
          {
            kind: keyword === 'enum' || keyword === 'const' ? 'dead-value' : 'example',
            node,
            place: { ...target.place, pointer: tokens.reduce<string>(child, target.place.pointer) + problem.pointer },
            message: why ? `${said} ${why}` : said,
            ...(key && { key }),
            ...(suggestion !== undefined && { suggestion }),
          },
        ];
      });
    });
  });
}

const subjects = { default: 'The default', examples: 'This example', enum: 'This listed value', const: 'The constant' } as const;

interface Given {
  readonly keyword: keyof typeof subjects;
  readonly tokens: readonly (string | number)[];
  readonly value: Node;
}

function valuesOf({ node, resource }: Target): readonly Given[] {
  const known = (keyword: string): Node | undefined => (Object.hasOwn(resource.keywords, keyword) ? get(node, keyword) : undefined);
  if (resource.draft.refAlone && get(node, '$ref')) return [];
  const [fallback, examples, listed, constant] = [known('default'), known('examples'), known('enum'), known('const')];
  const found: Given[] = [];
  if (fallback) found.push({ keyword: 'default', tokens: ['default'], value: fallback });
  if (examples?.kind === 'array')
    found.push(...examples.items.map((value, index) => ({ keyword: 'examples', tokens: ['examples', index], value }) as const));
  const types = typesOf(node);
  // Where no value has the type at all, nothing fits: that is said once, as an impossible schema.
  const isPossible = (values: readonly Node[]): boolean => types.length === 0 || values.some((value) => types.some((type) => hasType(value, type)));
  if (constant && isPossible([constant])) found.push({ keyword: 'const', tokens: ['const'], value: constant });
  else if (!constant && listed?.kind === 'array' && isPossible(listed.items)) {
    found.push(...listed.items.map((value, index) => ({ keyword: 'enum', tokens: ['enum', index], value }) as const));
  }
  return found;
}
