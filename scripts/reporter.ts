import { appendFileSync } from 'node:fs';
import path from 'node:path';
import type { TestEvent } from 'node:test/reporters';

/**
 * A reporter for `node --test`: failures in full, skipped tests by name, and the totals in one line. The totals are also
 * appended to the file that `EVENTWRIGHT_TEST_TOTALS` names, as one line of JSON.
 */
export default async function* report(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const totals = { passed: 0, failed: 0, skipped: 0 };
  const parents: string[] = [];
  for await (const event of events) {
    if (event.type === 'test:start') {
      parents.length = event.data.nesting;
      parents.push(event.data.name);
    }
    if (event.type === 'test:stderr') yield event.data.message;
    if (event.type !== 'test:pass' && event.type !== 'test:fail') continue;
    const { name, nesting, details, file, skip, todo } = event.data;
    if (details.type === 'suite') continue;
    const where = `${file === undefined ? '' : `${path.relative(process.cwd(), file)}: `}${[...parents.slice(0, nesting), name].join(' › ')}`;
    if (skip !== undefined || todo !== undefined) {
      totals.skipped++;
      const reason = skip ?? todo;
      yield `  ○ ${where}${typeof reason === 'string' ? `: ${reason}` : ''}\n`;
    } else if (event.type === 'test:pass') totals.passed++;
    else if (failsByItself(event.data.details.error)) {
      totals.failed++;
      yield `  ✖ ${where}\n${indent(explain(event.data.details.error))}\n`;
    }
  }
  const file = process.env.EVENTWRIGHT_TEST_TOTALS;
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(totals)}\n`);
  yield `  ${totals.passed} passed, ${totals.failed} failed${totals.skipped > 0 ? `, ${totals.skipped} skipped` : ''}\n`;
}

/** A test that only fails because one inside of it does is told by that one. */
function failsByItself(error: unknown): boolean {
  return !(error instanceof Error && 'failureType' in error && error.failureType === 'subtestsFailed');
}

function explain(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  if (!(cause instanceof Error)) return String(cause);
  const inner = cause.cause === undefined ? '' : `\ncaused by ${explain(cause.cause)}`;
  return `${cause.stack ?? cause.message}${inner}`;
}

function indent(text: string): string {
  return text.replace(/^/gm, '    ');
}
