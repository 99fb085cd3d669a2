import { didYouMean, rules } from '../../../server/src/index.ts';
import { type Command, UsageError } from '../command.ts';
import { pages } from '../pages.generated.ts';

export const command: Command = {
  summary: 'Tells what a rule looks for, why, and what to do.',
  usage: ['RULE', ''],
  options: {},
  details: ['RULE is a rule as it stands beside its findings, e.g. type-safe/sample-mismatch. Without it, all rules are listed.'],
  async run({ positionals }, io) {
    const [id, ...more] = positionals;
    if (more.length > 0) throw new UsageError('explain takes one rule.');
    if (id === undefined) {
      const width = Math.max(...rules.map((rule) => rule.id.length));
      for (const rule of rules) io.out(`${rule.id.padEnd(width)}  ${rule.severity.padEnd(7)}  ${rule.summary}\n`);
      return 0;
    }
    const rule = rules.find((candidate) => candidate.id === id) ?? only(rules.filter((candidate) => candidate.id.endsWith(`/${id}`)));
    if (!rule) {
      const meant =
        didYouMean(
          id,
          rules.map((candidate) => candidate.id),
        ) ?? rules.find((candidate) => candidate.id.endsWith(`/${didYouMean(id, rules.map(nameOf))}`))?.id;
      throw new UsageError(`There is no rule \`${id}\`.${meant ? ` Did you mean \`${meant}\`?` : ''} eventwright explain lists them all.`);
    }
    io.out(`${(pages[rule.id] ?? rule.summary).trimEnd()}\n`);
    return 0;
  },
};

const nameOf = ({ id }: { readonly id: string }): string => id.slice(id.indexOf('/') + 1);

const only = <Item>(items: readonly Item[]): Item | undefined => (items.length === 1 ? items[0] : undefined);
