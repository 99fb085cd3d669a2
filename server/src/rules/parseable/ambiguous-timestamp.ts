import { formatOf } from '../ambiguous-names/time-without-format.ts';
import { epochOf } from '../../text/epoch.ts';
import { replaceFix } from '../fixes.ts';
import { defineRule, type Report, type SampleSubject } from '../rule.ts';
import { dataOf, type Scalar, type SampleData, scalarsOf } from '../sample-data.ts';
import { isUnexplainedTime } from '../times.ts';

export const ambiguousTimestamp = defineRule({
  id: 'parseable/ambiguous-timestamp',
  property: 'parseable',
  on: 'sample',
  severity: 'warning',
  since: '0.1.0',
  summary: 'A date in the data of an event can be read in two ways, or is a number that nothing explains.',
  *check(subject) {
    const { tree } = subject.sample;
    const data = dataOf(subject);
    if (!data) return;
    for (const scalar of scalarsOf(data, tree)) {
      const report = scalar.node.kind === 'string' ? localDate(subject, scalar) : unexplainedNumber(subject, data, scalar);
      if (report) yield report;
    }
  },
});

/** `03/04/2026`, `3.4.26 10:00`, `2026/04/03`: numbers apart by slashes, dots or hyphens, with a time behind them or not. */
const local =
  /^(\d{1,4})([/.-])(\d{1,2})\2(\d{1,4})(?:[ T,]+\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?(?: ?[AaPp]\.?[Mm]\.?)?(?: ?(?:Z|[A-Z]{2,4}|[+-]\d\d:?\d\d))?)?$/;

function localDate({ sample }: SampleSubject, { node, property }: Scalar): Report | undefined {
  if (node.kind !== 'string' || node.value.length > 40) return undefined;
  const [, first = '', separator, second = '', last = ''] = local.exec(node.value) ?? [];
  // Dots alone are versions and numbers of things far more often than days.
  const named = property && formatOf(property.key.value) !== undefined;
  if (separator === undefined || (separator === '.' && (!named || last.length !== 4))) return undefined;
  const [a, b, c] = [Number(first), Number(second), Number(last)];
  // What stands behind the date, such as a time without a zone, would be lost.
  const isBare = node.value.length <= 10 && first.length + last.length > 4;
  if (first.length === 4) {
    if (separator === '-' || last.length > 2 || !isMonth(b) || !isDay(c)) return undefined;
    return {
      at: node,
      message: `"${node.value}" is a date in a local spelling. Write it as RFC 3339 does: ${written(first, b, c)}.`,
      why,
      fixes: isBare ? [replaceFix(sample.tree, 'unsafe', node, written(first, b, c))] : [],
    };
  }
  if (first.length > 2 || last.length === 1 || last.length === 3 || !isDay(a) || !isDay(b) || (!isMonth(a) && !isMonth(b))) return undefined;
  // Two digits of a year tell a date only where the name does.
  if (last.length === 2 && !named) return undefined;
  if (isMonth(a) && isMonth(b) && a !== b) {
    return {
      at: node,
      message: `"${node.value}" is read as the ${inWords(a, b)} by some and as the ${inWords(b, a)} by others. Write it as RFC 3339 does: ${written(last, b, a)} or ${written(last, a, b)}.`,
      why,
      fixes: isBare ? [written(last, b, a), written(last, a, b)].map((date) => replaceFix(sample.tree, 'unsafe', node, date)) : [],
    };
  }
  const [day, month] = isMonth(b) ? [a, b] : [b, a];
  return {
    at: node,
    message: `"${node.value}" is a date in a local spelling. Write it as RFC 3339 does: ${written(last, month, day)}.`,
    why,
    fixes: isBare ? [replaceFix(sample.tree, 'unsafe', node, written(last, month, day))] : [],
  };
}

/** A number where the name promises a moment, and no schema says what it counts. */
function unexplainedNumber({ judge, sample }: SampleSubject, data: SampleData, { node, pointer, property }: Scalar): Report | undefined {
  if (node.kind !== 'number' || !property) return undefined;
  const epoch = epochOf(node.raw);
  if (!epoch || !isUnexplainedTime(property.key.value)) return undefined;
  const { unit, time } = epoch;
  // Where a schema knows the field, it is the schema that has to say so: `parseable/epoch-without-unit`.
  if (data.schemaPointer !== undefined && (judge?.schema?.at(data.schemaPointer + pointer).length ?? 0) > 0) return undefined;
  return {
    at: node,
    message: `\`${property.key.value}\` is named like a time, and this is a number: ${unit} since 1970, it seems. Write it as RFC 3339 does: ${time}.`,
    why: 'Whether a number counts seconds or milliseconds is known to its sender only; a reader that guesses wrong is off by decades.',
    fixes: [replaceFix(sample.tree, 'unsafe', node, time)],
  };
}

const why = 'Which number is the day and which the month depends on where the reader comes from, and nothing in the event tells.';

const isMonth = (number: number): boolean => number >= 1 && number <= 12;
const isDay = (number: number): boolean => number >= 1 && number <= 31;

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

const inWords = (day: number, month: number): string => `${day}${['th', 'st', 'nd', 'rd'][day] ?? 'th'} of ${months[month - 1] ?? ''}`;

/** A year of two digits is taken for one of this century, in words only. */
const written = (year: string, month: number, day: number): string =>
  `${year.length === 2 ? `20${year}` : year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
