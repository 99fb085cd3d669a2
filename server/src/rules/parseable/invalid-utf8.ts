import { defineRule } from '../rule.ts';

export const invalidUtf8 = defineRule({
  id: 'parseable/invalid-utf8',
  property: 'parseable',
  on: 'tree',
  severity: 'error',
  since: '0.1.0',
  unreadable: true,
  summary: 'A file is not written in UTF-8.',
  *check({ tree: { source } }) {
    const at = source.bytes?.invalidUtf8At;
    if (at === undefined) return;
    yield {
      at: { span: { start: Math.min(at, source.text.length), end: Math.min(at + 1, source.text.length) } },
      message: 'The bytes from here on are no UTF-8. Save the file as UTF-8.',
      why: 'Events travel as UTF-8 (RFC 8259, section 8.1). A reader turns these bytes away, or shows a replacement character.',
    };
  },
});
