import { defineRule } from '../rule.ts';
import { isCurrencyUnit, moneyNames, unitWords, wordsOf } from '../words.ts';

export const floatMoney = defineRule({
  id: 'type-safe/float-money',
  property: 'type-safe',
  on: 'field',
  severity: 'warning',
  since: '0.1.0',
  summary: 'An amount of money is a number with fractions.',
  *check({ field, siblings }) {
    if (!field.types.includes('number') || field.enum || field.hasConst) return;
    const words = wordsOf(field.name);
    const last = words.findLast((word) => !unitWords.has(word) || word === 'currency');
    const parent = field.path.slice(0, field.path.lastIndexOf('/') + 1);
    const besideCurrency = siblings.some(
      ({ path }) => path.startsWith(parent) && !path.slice(parent.length).includes('/') && wordsOf(path.slice(parent.length)).includes('currency'),
    );
    const money =
      (field.unit !== undefined && isCurrencyUnit(field.unit)) ||
      (last !== undefined && moneyNames.has(last) && !words.includes('percent') && !words.includes('percentage')) ||
      (besideCurrency && (last === 'amount' || last === 'total' || last === 'value'));
    if (!money) return;
    yield {
      at: { place: field.place, key: true },
      message: `\`${field.name}\` holds money as a number with fractions. Use an integer in the smallest unit, such as cents, or text with a decimal number.`,
      why: 'Binary fractions cannot hold 0.10 exactly: sums drift, and two systems that round differently disagree.',
    };
  },
});
