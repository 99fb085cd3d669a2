import { defineRule } from '../rule.ts';
import { faultsOf } from './faults.ts';

export const tornLine = defineRule({
  id: 'parseable/torn-line',
  property: 'parseable',
  on: 'tree',
  severity: 'error',
  since: '0.1.0',
  unreadable: true,
  summary: 'A line of an NDJSON file is not one whole JSON value.',
  *check({ tree }) {
    for (const { span, detail } of faultsOf(tree, 'torn-line')) {
      yield {
        at: { span },
        message: `This line is not one whole JSON value: ${lowered(detail ?? 'it cannot be read.')}`,
        why: 'Readers of NDJSON take line by line: a value that is cut off or goes over two lines is lost, and so is what is joined to it.',
      };
    }
  },
});

const lowered = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
