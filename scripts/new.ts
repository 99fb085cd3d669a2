import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ruleGroups } from '../server/src/model/finding.ts';
import { root } from './root.ts';

/*
 * `npm run new -- rule shared-names/my-rule` writes the rule, its page and its line in the index. The rule works from the first
 * moment: change what it looks for, and the page with it. `--out` names another copy of the project to write into.
 */
const { values, positionals } = parseArgs({ allowPositionals: true, options: { out: { type: 'string', default: root } } });
const [kind, id = ''] = positionals;
const problem = kind === 'rule' ? scaffoldRule(id, path.resolve(values.out)) : 'Say what is new: npm run new -- rule <group>/<name>';
if (problem !== undefined) {
  console.error(problem);
  process.exitCode = 2;
}

/** Writes the files; what is wrong with the request otherwise. */
function scaffoldRule(id: string, out: string): string | undefined {
  const [property = '', name = ''] = id.split('/');
  if (!ruleGroups.some((known) => known === property) || !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) || id.split('/').length !== 2) {
    return `"${id}" is no id for a rule. Write <group>/<name> in small letters with hyphens; the groups are ${ruleGroups.join(', ')}.`;
  }
  const folder = path.join(out, 'server/src/rules');
  const file = path.join(folder, `${id}.ts`);
  if (existsSync(file)) return `${id} exists already: ${path.relative(out, file)}`;
  mkdirSync(path.dirname(file), { recursive: true });
  const version = (JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string }).version;
  const constant = name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  writeFileSync(file, ruleText(property, name, constant, version));
  writeFileSync(file.replace(/\.ts$/, '.md'), pageText(id));
  const index = path.join(folder, 'index.ts');
  writeFileSync(index, withRule(readFileSync(index, 'utf8'), id, constant));
  console.log(`Wrote server/src/rules/${id}.ts and .md, and a line in index.ts.
Next: change what it looks for, then
  UPDATE=1 node --test --test-name-pattern=${id} server/src/rules/pages.test.ts
and read what the page says now. At the end: npm run generate`);
  return undefined;
}

/** The index with one more import and one more line, both sorted by id. */
function withRule(index: string, id: string, constant: string): string {
  const imports = [...index.matchAll(/^import \{ (\w+) \} from '\.\/(.+)\.ts';\n/gm)].map(([, name = '', from = '']) => ({ name, from }));
  const all = [...imports, { name: constant, from: id }].sort((a, b) => (a.from < b.from ? -1 : 1));
  const head = all.map(({ name, from }) => `import { ${name} } from './${from}.ts';\n`).join('');
  const rest = index.replace(/^import \{ \w+ \} from '\.\/.+\.ts';\n/gm, '');
  return (
    head +
    rest.replace(/(rules: readonly Rule\[\] = \[)[^\]]*\]/, (_, start: string) => `${start}\n${all.map(({ name }) => `  ${name},\n`).join('')}]`)
  );
}

function ruleText(property: string, name: string, constant: string, version: string): string {
  return `import { defineRule } from '../rule.ts';

export const ${constant} = defineRule({
  id: '${property}/${name}',
  property: '${property}',
  on: 'field',
  severity: 'info',
  since: '${version}',
  summary: 'A field is called todo.',
  *check({ field }) {
    if (field.name !== 'todo') return;
    yield {
      at: { place: field.place, key: true },
      message: \`\\\`\${field.name}\\\` says nothing. Say what is wrong, and what to do.\`,
      why: 'Say why it matters.',
    };
  },
});
`;
}

function pageText(id: string): string {
  return `# ${id}

<!-- generated -->

<!-- end of generated -->

## Why

Say in a sentence or two why it matters, and to whom.

## Fails

### What is wrong

\`\`\`yaml order-placed.event.yaml
event: com.example.order.placed
data:
  type: object
  additionalProperties: false
  properties:
    todo: { type: string, description: What is still left to do here. }
\`\`\`

\`\`\`findings
order-placed.event.yaml:6:5-6:9 info \`todo\` says nothing. Say what is wrong, and what to do.
\`\`\`

## Passes

### What is right

\`\`\`yaml order-placed.event.yaml
event: com.example.order.placed
data:
  type: object
  additionalProperties: false
  properties:
    orderId: { type: string, description: The order that was placed. }
\`\`\`
`;
}
