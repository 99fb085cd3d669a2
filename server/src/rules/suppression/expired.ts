import { isExpired } from '../../model/suppression.ts';
import { defineRule } from '../rule.ts';

export const expired = defineRule({
  id: 'suppression/expired',
  property: 'suppression',
  on: 'suppression',
  severity: 'warning',
  since: '0.1.0',
  summary: 'The last day of a suppression is over, and it silences nothing any more.',
  *check({ suppression }, { today }) {
    const { fault, until } = suppression;
    if (fault || !until || !isExpired(suppression, today)) return;
    yield {
      at: { span: until.span },
      message: `This suppression counted until ${until.date}. Mend what it was for and remove it, or give it another date.`,
      why: 'What it silenced is told again.',
    };
  },
});
