import { defineRule } from '../rule.ts';

export const nullableBoolean = defineRule({
  id: 'type-safe/nullable-boolean',
  property: 'type-safe',
  on: 'field',
  severity: 'info',
  since: '0.1.0',
  summary: 'A field is true, false or null: three answers to a question of two.',
  *check({ field }) {
    if (field.types.length !== 2 || !field.types.includes('boolean') || !field.types.includes('null')) return;
    yield {
      at: { place: field.place, key: true },
      message: `\`${field.name}\` may be true, false or null. If null means something, use an \`enum\` that says what; if not, leave it out where it is not known.`,
      why: 'Most languages read null as false here, and the third answer is lost.',
    };
  },
});
