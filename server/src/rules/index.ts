import type { Rule } from './rule.ts';

/** Every rule, sorted by id. One import and one line each; `npm run new -- rule <id>` writes both. */
export const rules: readonly Rule[] = [];

export const ruleOf = (id: string): Rule | undefined => rules.find((rule) => rule.id === id);

/** Where a person reads what a rule is about. */
export const pageUrl = (id: string): string => `https://github.com/eventwright/eventwright/blob/main/server/src/rules/${id}.md`;
