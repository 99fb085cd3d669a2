import { get, property } from '../../syntax/node.ts';
import { insertFix } from '../fixes.ts';
import { defineRule } from '../rule.ts';

export const numberWithoutFormat = defineRule({
  id: 'type-safe/number-without-format',
  property: 'type-safe',
  on: 'field',
  severity: 'info',
  since: '0.1.0',
  summary: 'A number may be as great and as exact as it likes.',
  *check({ definition, field, node }) {
    // In schemas of others a bare number is the custom, and means nothing.
    if (definition.format !== 'eventwright' || node.kind !== 'object' || field.format !== undefined || field.hasConst || get(node, 'enum')) return;
    const isWhole = field.types.includes('integer') && !field.types.includes('number');
    if (!field.types.every((type) => type === 'integer' || type === 'number' || type === 'null') || field.types.every((type) => type === 'null'))
      return;
    if (bounding.some((keyword) => property(node, keyword))) return;
    const format = isWhole ? 'int64' : 'double';
    yield {
      at: { place: field.place, key: true },
      message: isWhole
        ? `\`${field.name}\` may be any whole number. Say how great it gets: \`format: int32\` or \`int64\`, or a \`maximum\`.`
        : `\`${field.name}\` may be any number. Say how exact it is: \`format: double\`, or bounds such as \`minimum\` and \`maximum\`.`,
      why: 'A consumer has to choose a type for it, and one that is too small fails on the day of the first great number.',
      ...(property(node, 'type') && { fixes: [insertFix(definition.tree, 'unsafe', node, 'format', format, 'type')] }),
    };
  },
});

/** Keywords that show that somebody thought of the numbers that there may be. */
const bounding = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', '$ref', 'allOf', 'anyOf', 'oneOf'];
