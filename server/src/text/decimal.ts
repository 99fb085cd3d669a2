/**
 * A number by its digits: `digits × 10^exponent`, so that integers beyond 2^53, `0.1` and `1e400` are compared and divided
 * exactly. The digits never end in a zero, so equal numbers have equal parts.
 */
export interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

/** Reads what JSON or YAML 1.2 write: `-1.50e3`, `0x1F`, `0o17`. Undefined for `.inf`, `.nan`, a number of more than 4096 letters, and everything else. */
export function parseDecimal(raw: string): Decimal | undefined {
  if (raw.length > maxDigits) return undefined;
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(raw);
  if (!match) return /^0(?:x[\da-f]+|o[0-7]+)$/i.test(raw) ? normal(BigInt(raw), 0) : undefined;
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  if (whole === '' && fraction === '') return undefined;
  const digits = BigInt(whole + fraction);
  return normal(sign === '-' ? -digits : digits, Math.min(Math.max(Number(exponent), -maxExponent), maxExponent) - fraction.length);
}

export const isWhole = ({ exponent }: Decimal): boolean => exponent >= 0;

/** Equal texts mean equal numbers: `1`, `1.0` and `10e-1` have the same. */
export const decimalKey = ({ digits, exponent }: Decimal): string => `${digits}e${exponent}`;

/** Below zero when `a` is the smaller one, above when it is the greater. Never writes out a large exponent. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const [signA, signB] = [sign(a.digits), sign(b.digits)];
  if (signA !== signB || signA === 0) return signA - signB;
  const [sizeA, sizeB] = [size(a), size(b)];
  if (sizeA !== sizeB) return sizeA > sizeB ? signA : -signA;
  // Now the exponents differ by no more than the texts have digits.
  const exponent = Math.min(a.exponent, b.exponent);
  return sign(a.digits * 10n ** BigInt(a.exponent - exponent) - b.digits * 10n ** BigInt(b.exponent - exponent));
}

/** Whether `a` is a whole number of times `divisor`, which is not zero. */
export function isMultipleOf(a: Decimal, divisor: Decimal): boolean {
  if (a.digits === 0n) return true;
  const shift = a.exponent - divisor.exponent;
  // A divisor with more trailing zeros than the number has digits cannot divide it.
  if (shift < 0) return -shift <= digitCount(a.digits) && a.digits % (divisor.digits * 10n ** BigInt(-shift)) === 0n;
  const modulus = divisor.digits < 0n ? -divisor.digits : divisor.digits;
  return ((a.digits % modulus) * powerOfTen(shift, modulus)) % modulus === 0n;
}

const maxDigits = 4096;
/** Far beyond any meaning, and small enough that sums of exponents are exact. */
const maxExponent = 1e15;

function normal(digits: bigint, exponent: number): Decimal {
  if (digits === 0n) return { digits, exponent: 0 };
  const zeros = /0*$/.exec(digits.toString())?.[0].length ?? 0;
  return zeros === 0 ? { digits, exponent } : { digits: digits / 10n ** BigInt(zeros), exponent: exponent + zeros };
}

const sign = (digits: bigint): number => (digits > 0n ? 1 : digits < 0n ? -1 : 0);

const digitCount = (digits: bigint): number => digits.toString().length - (digits < 0n ? 1 : 0);

const size = ({ digits, exponent }: Decimal): number => digitCount(digits) + exponent;

/** `10^power mod modulus` by squaring. */
function powerOfTen(power: number, modulus: bigint): bigint {
  let result = 1n % modulus;
  let base = 10n % modulus;
  for (let rest = power; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = (result * base) % modulus;
    base = (base * base) % modulus;
  }
  return result;
}
