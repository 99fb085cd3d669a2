import type { NumberNode } from '../../../syntax/node.ts';
import { isMultipleOf } from '../../../text/decimal.ts';
import { compareNumbers, exact, isPlain } from '../equality.ts';
import { fail } from '../evaluate.ts';
import type { Keyword } from '../keyword.ts';

export const minimum = bound((difference) => difference >= 0);
export const exclusiveMinimum = bound((difference) => difference > 0);
export const maximum = bound((difference) => difference <= 0);
export const exclusiveMaximum = bound((difference) => difference < 0);

/** Draft 4: `exclusiveMinimum: true` beside it makes `minimum` exclusive. */
export const minimumWithFlag: Keyword = (site) => (isTrue(site.sibling('exclusiveMinimum')) ? exclusiveMinimum(site) : minimum(site));
export const maximumWithFlag: Keyword = (site) => (isTrue(site.sibling('exclusiveMaximum')) ? exclusiveMaximum(site) : maximum(site));

export const multipleOf: Keyword = (site) => {
  const divisor = site.value;
  if (divisor.kind !== 'number') return undefined;
  const exactDivisor = exact(divisor);
  if (!exactDivisor || exactDivisor.digits <= 0n) return undefined;
  const plainDivisor = isPlain(divisor);
  const fits = (value: NumberNode): boolean => {
    if (plainDivisor && isPlain(value)) return value.value % divisor.value === 0;
    const exactValue = exact(value);
    return exactValue ? isMultipleOf(exactValue, exactDivisor) : value.value % divisor.value === 0;
  };
  return (value, visit) => value.kind !== 'number' || fits(value) || fail(site, value, visit);
};

function bound(fits: (difference: number) => boolean): Keyword {
  return (site) => {
    const limit = site.value;
    if (limit.kind !== 'number') return undefined;
    return (value, visit) => value.kind !== 'number' || fits(compareNumbers(value, limit)) || fail(site, value, visit);
  };
}

const isTrue = (node: ReturnType<Parameters<Keyword>[0]['sibling']>): boolean => node?.kind === 'boolean' && node.value;
