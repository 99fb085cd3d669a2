import { emptySpan } from '../../text/span.ts';
import { defineRule } from '../rule.ts';

export const bom = defineRule({
  id: 'parseable/bom',
  property: 'parseable',
  on: 'tree',
  severity: 'info',
  since: '0.1.0',
  summary: 'A file begins with a byte order mark.',
  *check({ tree: { source, syntax } }) {
    if (!source.bytes?.bom) return;
    yield {
      at: { span: emptySpan(0) },
      message: 'The file begins with a byte order mark (U+FEFF). Save it as UTF-8 without one.',
      why:
        syntax === 'yaml'
          ? 'UTF-8 needs none, and some readers take it for a part of the first key.'
          : 'JSON must not begin with one (RFC 8259, section 8.1), and some readers turn it away.',
    };
  },
});
