import type { Field } from '../../model/field.ts';
import { memo } from '../../text/memo.ts';
import { defineRule } from '../rule.ts';

export const nameIsNamespace = defineRule({
  id: 'ambiguous-names/name-is-namespace',
  property: 'ambiguous-names',
  on: 'field',
  severity: 'warning',
  since: '0.1.0',
  summary: 'One object has a field `a` and a flat field `a.b`, so that `a` is a name and a namespace.',
  *check({ field, siblings }) {
    const below = namespaces(siblings).get(field.path);
    if (!below) return;
    const [first] = below;
    const more = below.length > 1 ? ` and of ${below.length - 1} more` : '';
    yield {
      at: { place: field.place, key: true },
      message: `\`${field.name}\` is a field, and the beginning of \`${first?.name}\`${more}. Rename one side, so that it is either a name or a namespace.`,
      why: 'Databases and query languages that read the dot as a step into an object cannot hold both, or mix them up.',
      related: below.slice(0, mostRelated).map(({ place, name }) => ({ place, message: `\`${name}\` is here.`, key: true })),
    };
  },
});

const mostRelated = 5;

/** Names are looked at up to here; dots without end would otherwise be cut everywhere. */
const longestName = 200;

/** For the path of each possible namespace: the flat fields beside it that begin with its name and a dot. */
const namespaces = memo((fields: readonly Field[]): ReadonlyMap<string, readonly Field[]> => {
  const found = new Map<string, Field[]>();
  for (const field of fields) {
    if (field.name.length > longestName) continue;
    const start = field.path.lastIndexOf('/') + 1;
    for (let dot = field.path.indexOf('.', start); dot > start; dot = field.path.indexOf('.', dot + 1)) {
      const namespace = field.path.slice(0, dot);
      const known = found.get(namespace);
      if (known) known.push(field);
      else found.set(namespace, [field]);
    }
  }
  return found;
});
