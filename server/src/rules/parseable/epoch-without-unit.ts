import { defineRule } from '../rule.ts';
import { isUnexplainedTime } from '../times.ts';
import { unitWords, wordsOf } from '../words.ts';

export const epochWithoutUnit = defineRule({
  id: 'parseable/epoch-without-unit',
  property: 'parseable',
  on: 'field',
  severity: 'warning',
  since: '0.1.0',
  summary: 'A field that is named like a time is a number, and nothing says what it counts.',
  *check({ field }) {
    const { name, types, unit, description = '', format = '' } = field;
    const isNumber = types.length > 0 && types.every((type) => type === 'integer' || type === 'number' || type === 'null');
    if (!isNumber || unit !== undefined || field.enum || field.hasConst || !isUnexplainedTime(name)) return;
    if (/epoch|unix|1970/i.test(description) || wordsOf(description).some((word) => word.length > 1 && unitWords.has(word))) return;
    if (/milli|second|epoch|unix|micro|nano|utc/i.test(format)) return;
    yield {
      at: { place: field.place, key: true },
      // A `loadTime` is as likely a duration, which no date could hold.
      message: `\`${name}\` is named like a time, but is a number. Say what it counts, such as \`x-unit: ms\`${
        wordsOf(name).at(-1) === 'time' ? '' : '; or make it a text with `format: date-time`'
      }.`,
      why: 'Seconds and milliseconds since 1970 look alike, and a reader that guesses wrong is off by decades.',
    };
  },
});
