import { formats } from '../../../text/formats.ts';
import { fail, spend } from '../evaluate.ts';
import type { Keyword } from '../keyword.ts';
import { limit } from './limit.ts';

export const minLength: Keyword = limit((value) => (value.kind === 'string' ? codePoints(value.value) : undefined), 'least');
export const maxLength: Keyword = limit((value) => (value.kind === 'string' ? codePoints(value.value) : undefined), 'most');

export const pattern: Keyword = (site) => {
  if (site.value.kind !== 'string') return undefined;
  const fits = site.pattern(site.value.value);
  return (value, visit) => {
    if (value.kind !== 'string') return true;
    spend(visit, value.value.length >> 6);
    return fits(value.value) || fail(site, value, visit);
  };
};

/** An assertion where the options say so (7.2.2), an annotation otherwise. */
export const format: Keyword = (site) => (site.options.assertFormats ? assertedFormat(site) : undefined);

/** The format-assertion vocabulary: an assertion whatever the options say. */
export const assertedFormat: Keyword = (site) => {
  const fits = site.value.kind === 'string' ? formats.get(site.value.value) : undefined;
  return fits && ((value, visit) => value.kind !== 'string' || fits(value.value) || fail(site, value, visit));
};

/** Characters as JSON has them: a pair of surrogates is one. */
function codePoints(text: string): number {
  let count = text.length;
  for (let at = 0; at < text.length - 1; at++) {
    if ((text.charCodeAt(at) & 0xfc00) === 0xd800 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00) {
      count--;
      at++;
    }
  }
  return count;
}
