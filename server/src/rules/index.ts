import type { Rule } from './rule.ts';

/** Every rule, sorted by id. One import and one line each; `npm run new -- rule <id>` writes both. */
export const rules: readonly Rule[] = [];

export const ruleOf = (id: string): Rule | undefined => rules.find((rule) => rule.id === id);
