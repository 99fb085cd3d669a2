/**
 * The named forms of text that schemas and envelopes speak of (JSON Schema validation 2020-12, 7.3), as pure functions
 * that take time linear in the text. A name that is not listed is not judged.
 */
export const formats: ReadonlyMap<string, (text: string) => boolean> = new Map([
  ['date-time', isDateTime],
  ['date', isDate],
  ['time', isTime],
  ['duration', isDuration],
  ['email', isEmail],
  ['idn-email', isIdnEmail],
  ['hostname', isHostname],
  ['idn-hostname', isIdnHostname],
  ['ipv4', isIpv4],
  ['ipv6', isIpv6],
  ['uri', isUri],
  ['uri-reference', isUriReference],
  ['iri', isIri],
  ['iri-reference', isIriReference],
  ['uri-template', isUriTemplate],
  ['uuid', isUuid],
  ['json-pointer', isJsonPointer],
  ['relative-json-pointer', isRelativeJsonPointer],
  ['regex', isRegex],
]);

/** RFC 3339, 5.6. A second of 60 is a leap second: only at 23:59 UTC. */
export function isDateTime(text: string): boolean {
  const at = text.search(/[Tt]/);
  return at === 10 && isDate(text.slice(0, at)) && isTime(text.slice(at + 1));
}

/** `full-date` of RFC 3339: a day that the calendar has. */
export function isDate(text: string): boolean {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  return month >= 1 && month <= 12 && day >= 1 && day <= days;
}

/** `full-time` of RFC 3339: with an offset. */
export function isTime(text: string): boolean {
  const match = /^(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:[Zz]|([+-])(\d\d):(\d\d))$/.exec(text);
  if (!match) return false;
  const [hour, minute, second] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const [offsetHour, offsetMinute] = [Number(match[5] ?? 0), Number(match[6] ?? 0)];
  if (hour > 23 || minute > 59 || second > 60 || offsetHour > 23 || offsetMinute > 59) return false;
  if (second < 60) return true;
  const offset = (match[4] === '-' ? -1 : 1) * (offsetHour * 60 + offsetMinute);
  return (hour * 60 + minute - offset + 2 * 1440) % 1440 === 1439;
}

/** RFC 3339, appendix A: `P1Y2M10DT2H30M`, `P4W`. */
export function isDuration(text: string): boolean {
  if (/^P\d+W$/.test(text)) return true;
  const match = /^P((?:\d+Y(?:\d+M(?:\d+D)?)?|\d+M(?:\d+D)?|\d+D)?)(T(?:\d+H(?:\d+M(?:\d+S)?)?|\d+M(?:\d+S)?|\d+S))?$/.exec(text);
  return match !== null && (match[1] !== '' || match[2] !== undefined);
}

/** `Mailbox` of RFC 5321, 4.1.2. */
export function isEmail(text: string): boolean {
  const { local, domain } = splitAddress(text);
  if (!(dotAtom.test(local) || /^"(?:[ !#-[\]-~]|\\[ -~])*"$/.test(local))) return false;
  return isMailDomain(domain, isHostname);
}

/** RFC 6531: letters of any script in both parts. */
export function isIdnEmail(text: string): boolean {
  const { local, domain } = splitAddress(text);
  return (isEmail(`${local.replaceAll(nonAscii, 'x')}@example.com`) || dotAtom.test(local)) && isMailDomain(domain, isIdnHostname);
}

/** RFC 1123, 2.1: labels of up to 63 letters, digits and hyphens, 253 in all. */
export function isHostname(text: string): boolean {
  return text.length <= 253 && /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$/.test(text);
}

/** RFC 5890 without its tables: labels of letters, marks and digits of any script, separated by any of its full stops. */
export function isIdnHostname(text: string): boolean {
  const labels = text.split(/[.\u3002\uff0e\uff61]/);
  return (
    text.length <= 253 &&
    labels.every(
      (label) =>
        label.length <= 63 && /^[\p{L}\p{N}](?:(?:[\p{L}\p{N}\p{M}\u00b7\u0375\u05f3\u05f4\u30fb-]|\u200c|\u200d)*[\p{L}\p{N}\p{M}])?$/u.test(label),
    )
  );
}

/** RFC 2673, 3.2: four decimal numbers without leading zeros. */
export function isIpv4(text: string): boolean {
  return /^(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}$/.test(text);
}

/** RFC 4291, 2.2, without a zone. */
export function isIpv6(text: string): boolean {
  if (text.length > 45) return false;
  const halves = text.split('::');
  if (halves.length > 2) return false;
  let groups = 0;
  for (const [index, half] of halves.entries()) {
    if (half === '') continue;
    const parts = half.split(':');
    for (const [at, part] of parts.entries()) {
      const last = index === halves.length - 1 && at === parts.length - 1;
      if (/^[\da-f]{1,4}$/i.test(part)) groups += 1;
      else if (last && isIpv4(part)) groups += 2;
      else return false;
    }
  }
  return halves.length === 2 ? groups <= 7 : groups === 8;
}

/** `URI` of RFC 3986, appendix A: with a scheme. */
export function isUri(text: string): boolean {
  return /^[A-Za-z][A-Za-z0-9+.-]*:/.test(text) && isUriReference(text);
}

/** `URI-reference` of RFC 3986, appendix A. The empty text is one: it means the document itself. */
export function isUriReference(text: string): boolean {
  if (!uriCharacters.test(text)) return false;
  const match = /^(?:([^:/?#]+):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?[^#]*)?(?:#(.*))?$/.exec(text);
  if (!match) return false;
  const [, scheme, authority, path = '', fragment = ''] = match;
  if (scheme !== undefined && !/^[A-Za-z][A-Za-z0-9+.-]*$/.test(scheme)) return false;
  if (fragment.includes('#') || /[[\]]/.test(path + text.slice(text.search(/[?#]|$/)))) return false;
  if (authority !== undefined) return isAuthority(authority);
  return scheme !== undefined || !/^[^/]*:/.test(path);
}

/** RFC 3987: a URI with characters of any script. */
export function isIri(text: string): boolean {
  return iriCharacters(text) && isUri(toUri(text));
}

/** RFC 3987. */
export function isIriReference(text: string): boolean {
  return iriCharacters(text) && isUriReference(toUri(text));
}

/** RFC 6570. */
export function isUriTemplate(text: string): boolean {
  const literals = text.replaceAll(
    /\{[+#./;?&=,!@|]?(?:[\w.]|%[\da-f]{2})+(?::[1-9]\d{0,3}|\*)?(?:,(?:[\w.]|%[\da-f]{2})+(?::[1-9]\d{0,3}|\*)?)*\}/gi,
    '',
  );
  return !/[\x00-\x20"'<>\\^`{|}\x7f]|%(?![\da-f]{2})/i.test(literals);
}

/** RFC 4122: hyphens where they belong, either case. */
export function isUuid(text: string): boolean {
  return /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i.test(text);
}

/** RFC 6901, 5. */
export function isJsonPointer(text: string): boolean {
  return /^(?:\/(?:[^~/]|~[01])*)*$/.test(text);
}

/** The Internet draft of relative JSON Pointers. */
export function isRelativeJsonPointer(text: string): boolean {
  const match = /^(?:0|[1-9]\d*)(#|.*)$/s.exec(text);
  return match !== null && (match[1] === '#' || isJsonPointer(match[1] ?? ''));
}

/** ECMA-262: compiles with the flag `u`, or else without it, as schemas in the wild are written. */
export function isRegex(text: string): boolean {
  return compilePattern(text) !== undefined;
}

/** A pattern as JSON Schema means it: not anchored, by code points where it can be; undefined where it does not compile. */
export function compilePattern(pattern: string): RegExp | undefined {
  for (const flags of ['u', '']) {
    try {
      return new RegExp(pattern, flags);
    } catch {
      // Without `u` more patterns compile, such as `\-` outside of a class.
    }
  }
  return undefined;
}

const dotAtom = /^[\p{L}\p{N}\p{M}!#$%&'*+\-/=?^_`{|}~]+(?:\.[\p{L}\p{N}\p{M}!#$%&'*+\-/=?^_`{|}~]+)*$/u;
const nonAscii = /[^\x00-\x7f]/gu;
const uriCharacters = /^(?:[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=]|%[\dA-Fa-f]{2})*$/;

function splitAddress(text: string): { local: string; domain: string } {
  const at = text.lastIndexOf('@');
  return at < 0 ? { local: '', domain: '' } : { local: text.slice(0, at), domain: text.slice(at + 1) };
}

function isMailDomain(domain: string, isName: (text: string) => boolean): boolean {
  const literal = /^\[(.*)\]$/.exec(domain)?.[1];
  if (literal === undefined) return isName(domain);
  return /^IPv6:/i.test(literal) ? isIpv6(literal.slice(5)) : isIpv4(literal);
}

function isAuthority(authority: string): boolean {
  const at = authority.lastIndexOf('@');
  if (at >= 0 && /[@[\]]/.test(authority.slice(0, at))) return false;
  const match = /^(\[[^\]]*\]|[^:[\]]*)(?::\d*)?$/.exec(authority.slice(at + 1));
  const host = match?.[1];
  if (host === undefined) return false;
  if (!host.startsWith('[')) return true;
  const literal = host.slice(1, -1);
  return isIpv6(literal) || /^v[\da-f]+\.[\w\-.~!$&'()*+,;=:]+$/i.test(literal);
}

const iriCharacters = (text: string): boolean => !/[\x00-\x20\x7f-\x9f<>"{}|\\^`\ufff0-\uffff]/.test(text);

const toUri = (text: string): string => text.replaceAll(nonAscii, 'x');
