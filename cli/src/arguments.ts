import { parseArgs } from 'node:util';
import { didYouMean } from '../../server/src/index.ts';
import { type Arguments, type Option, UsageError } from './command.ts';

/** Reads the arguments behind a command's name. Throws a UsageError that says what is wrong, and what was probably meant. */
export function readArguments(args: readonly string[], options: Readonly<Record<string, Option>>): Arguments {
  const known = new Map(Object.entries(options));
  const given = new Map<string, string[]>();
  const positionals: string[] = [];
  const config = Object.fromEntries([...known].map(([name, { type }]) => [name, { type, multiple: true }]));
  // Lenient on purpose: what Node would say of a misspelt option does not tell which one was meant.
  for (const token of parseArgs({ args: [...args], options: config, strict: false, tokens: true, allowPositionals: true }).tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const option = known.get(token.name);
    if (!option) throw new UsageError(unknown(token.rawName, known.keys()));
    if (option.type === 'boolean') {
      if (token.value !== undefined) throw new UsageError(`${token.rawName} takes no value.`);
      given.set(token.name, []);
      continue;
    }
    if (token.value === undefined || (!token.inlineValue && /^-./.test(token.value))) {
      throw new UsageError(`${token.rawName} needs a value: ${token.rawName} ${option.value ?? option.values?.join('|') ?? 'VALUE'}`);
    }
    const values = given.get(token.name) ?? [];
    if (values.length > 0 && !option.multiple) throw new UsageError(`${token.rawName} is given twice.`);
    if (option.values && !option.values.includes(token.value)) {
      const meant = didYouMean(token.value, option.values);
      throw new UsageError(
        `${token.rawName} is one of ${option.values.join(', ')}, not \`${token.value}\`.${meant ? ` Did you mean \`${meant}\`?` : ''}`,
      );
    }
    given.set(token.name, [...values, token.value]);
  }
  return {
    positionals,
    has: (name) => given.has(name),
    value: (name) => given.get(name)?.at(-1),
    values: (name) => given.get(name) ?? [],
  };
}

function unknown(rawName: string, names: Iterable<string>): string {
  const meant = didYouMean(rawName.replace(/^-+/, ''), names);
  return `There is no option ${rawName}.${meant ? ` Did you mean --${meant}?` : ''}`;
}
