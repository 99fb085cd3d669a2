/** How a number of JSON may be written (RFC 8259, section 6). */
const strict = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

export interface ReadNumber {
  readonly value: number;
  /** Why it is no number of JSON; undefined where it is one. */
  readonly detail?: string;
  /** How it would be written. */
  readonly mend?: string;
}

/** Reads a word that begins like a number, as JSON, JSON5 or a programming language writes it; undefined when it is none. */
export function readNumber(raw: string): ReadNumber | undefined {
  if (strict.test(raw)) return { value: Number(raw) };
  const sign = raw.startsWith('-') ? '-' : '';
  const digits = /^[+-]/.test(raw) ? raw.slice(1) : raw;
  const signed = (value: number): number => (sign ? -value : value);
  if (digits === 'NaN' || digits === 'Infinity') {
    return {
      value: digits === 'NaN' ? Number.NaN : signed(Number.POSITIVE_INFINITY),
      detail: `JSON has no number \`${raw}\`. Send \`null\` or a text.`,
    };
  }
  if (/^0[xX][0-9a-fA-F]+$/.test(digits)) {
    return { value: signed(Number(digits)), detail: 'JSON has no hexadecimal numbers.', mend: sign + BigInt(digits).toString() };
  }
  if (/^0\d+$/.test(digits))
    return {
      value: signed(Number(digits)),
      detail: 'A number in JSON has no leading zeros; some readers take them for octal. Remove them, or put it in quotes.',
    };
  if (!/^(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(digits)) return undefined;
  const mended = sign + digits.replace(/^\./, '0.').replace(/\.(?=$|[eE])/, '.0');
  const value = signed(Number(digits));
  if (!strict.test(mended)) return { value, detail: 'A number in JSON has no leading zeros. Remove them, or put it in quotes.' };
  const detail = raw.startsWith('+') ? 'A number in JSON has no plus sign.' : 'A number in JSON has digits before and after its point.';
  return { value, detail, mend: mended };
}
