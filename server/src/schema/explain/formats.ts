import { epochOf } from '../../text/epoch.ts';
import { formats } from '../../text/formats.ts';

/** Why a text has not the form that is asked for, and how it is written where only one way is meant. */
export interface WhyNot {
  readonly hint: string;
  readonly write?: string;
}

/** What a form is called, with an example. */
export const formWords: Readonly<Record<string, string>> = {
  'date-time': 'a date and time such as 2026-01-07T10:00:00Z',
  date: 'a date such as 2026-01-07',
  time: 'a time with its zone such as 10:00:00Z',
  duration: 'a duration such as P1DT2H',
  email: 'an e-mail address',
  'idn-email': 'an e-mail address',
  hostname: 'a host name such as example.com',
  'idn-hostname': 'a host name such as example.com',
  ipv4: 'an IPv4 address such as 192.0.2.1',
  ipv6: 'an IPv6 address such as 2001:db8::1',
  uri: 'a URI with its scheme, such as https://example.com/orders/1',
  'uri-reference': 'a URI or a path, such as /shop/orders',
  iri: 'a URI with its scheme, such as https://example.com/orders/1',
  'iri-reference': 'a URI or a path, such as /shop/orders',
  'uri-template': 'a URI template such as /orders/{orderId}',
  uuid: 'a UUID such as 123e4567-e89b-12d3-a456-426614174000',
  'json-pointer': 'a JSON Pointer such as /data/orderId',
  'relative-json-pointer': 'a relative JSON Pointer such as 1/orderId',
  regex: 'a regular expression',
};

/** Longer texts are not looked into: nobody mistypes a date of that length. */
const longest = 300;

export function whyNot(format: string, text: string): WhyNot | undefined {
  if (text === '' || text.length > longest) return undefined;
  const fits = formats.get(format);
  const trimmed = text.trim();
  if (trimmed !== text && fits?.(trimmed)) return { hint: 'A space stands before or behind it.', write: trimmed };
  const [, told] = Object.entries(reasons).find(([names]) => names.split(' ').includes(format)) ?? [];
  const why = told?.(text);
  return why && (why.write === undefined || fits?.(why.write) ? why : { hint: why.hint });
}

const reasons: Readonly<Record<string, (text: string) => WhyNot | undefined>> = {
  'date-time': dateTime,
  date,
  time,
  duration,
  uuid,
  'email idn-email': email,
  'uri iri': uri,
  'uri-reference iri-reference': uriReference,
  ipv4,
  ipv6,
  'hostname idn-hostname': hostname,
};

function dateTime(text: string): WhyNot | undefined {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return { hint: 'The time of day is missing.' };
  const epoch = epochOf(text);
  if (epoch) return { hint: `It looks like ${epoch.unit} since 1970.`, write: epoch.time };
  if (/^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d+)?)?$/.test(text)) return { hint: 'The zone is missing: Z, or an offset such as +02:00.' };
  if (/^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d([Zz]|[+-]\d\d:?\d\d)$/.test(text)) {
    return { hint: 'The seconds are missing.', write: text.replace(' ', 'T').replace(/(:\d\d)(?=[Zz+-])/, '$1:00') };
  }
  if (/^\d{4}-\d\d-\d\d +\d\d:\d\d:\d\d/.test(text)) return { hint: 'Between date and time stands a T.', write: text.replace(/ +/, 'T') };
  const offset = /^(.*[Tt]\d\d:\d\d:\d\d(?:\.\d+)?[+-]\d\d):?(\d\d)?$/.exec(text);
  if (offset && !/[+-]\d\d:\d\d$/.test(text)) return { hint: 'An offset is written with a colon.', write: `${offset[1]}:${offset[2] ?? '00'}` };
  if (/^\d{4}-\d\d-\d\d[Tt]/.test(text))
    return { hint: formats.get('date')?.(text.slice(0, 10)) ? 'There is no such time.' : 'There is no such day.' };
  return localDate.test(text) ? { hint: 'The year comes first, then month and day: 2026-01-07T10:00:00Z.' } : undefined;
}

const localDate = /^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b/;

function date(text: string): WhyNot | undefined {
  if (/^\d{4}-\d\d-\d\d[Tt ]/.test(text)) return { hint: 'Only the day stands here, without a time.', write: text.slice(0, 10) };
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return { hint: 'There is no such day.' };
  const parts = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text) ?? /^(\d{4})(\d\d)(\d\d)$/.exec(text);
  if (parts) {
    const [, year, month = '', day = ''] = parts;
    return { hint: 'Month and day have two digits, with hyphens between.', write: `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` };
  }
  return localDate.test(text) ? { hint: 'The year comes first, then month and day, with hyphens between.' } : undefined;
}

function time(text: string): WhyNot | undefined {
  if (/^\d\d:\d\d$/.test(text)) return { hint: 'The seconds and the zone are missing.' };
  if (/^\d\d:\d\d:\d\d(\.\d+)?$/.test(text)) return { hint: 'The zone is missing: Z, or an offset such as +02:00.' };
  return /^\d\d:\d\d:\d\d/.test(text) ? { hint: 'There is no such time.' } : undefined;
}

function duration(text: string): WhyNot | undefined {
  const short = /^(\d+) ?(s|sec|m|min|h|d)$/i.exec(text);
  const unit = short?.[2]?.charAt(0).toUpperCase();
  if (unit) return { hint: 'A duration begins with P, and its times with PT.', write: unit === 'D' ? `P${short?.[1]}D` : `PT${short?.[1]}${unit}` };
  if (/^P.*\d[.,]\d/i.test(text)) return { hint: 'Its numbers have no fractions.' };
  if (/^P[^T]*\d+[HS]/i.test(text)) return { hint: 'Before hours, minutes and seconds stands a T.' };
  return /^\d/.test(text) ? { hint: 'A duration begins with P, and its times with PT.' } : undefined;
}

function uuid(text: string): WhyNot | undefined {
  const bare = text.replace(/^urn:uuid:/i, '').replace(/^\{(.*)\}$/, '$1');
  if (bare !== text && formats.get('uuid')?.(bare)) return { hint: 'Only the UUID itself stands here.', write: bare };
  const digits = bare.replaceAll('-', '');
  const stranger = /[^\da-f]/i.exec(digits)?.[0];
  if (stranger !== undefined) return digits.length >= 28 && digits.length <= 36 ? { hint: `\`${stranger}\` is no hexadecimal digit.` } : undefined;
  if (digits.length !== 32) return digits.length >= 16 ? { hint: `It has ${digits.length} hexadecimal digits instead of 32.` } : undefined;
  return { hint: 'The hyphens stand elsewhere.', write: digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') };
}

function email(text: string): WhyNot | undefined {
  const inside = /<([^<>]+)>\s*$/.exec(text)?.[1] ?? (/^mailto:/i.test(text) ? text.slice(7) : undefined);
  if (inside !== undefined) return { hint: 'Only the address itself stands here.', write: inside };
  if (/[,;]/.test(text)) return { hint: 'Only one address can stand here.' };
  if (!text.includes('@')) return { hint: 'The `@` is missing.' };
  if (text.startsWith('@')) return { hint: 'Nothing stands before the `@`.' };
  if (text.endsWith('@')) return { hint: 'Nothing stands behind the `@`.' };
  return /\s/.test(text) ? { hint: 'It has a space in it.' } : undefined;
}

function uri(text: string): WhyNot | undefined {
  if (!/^[A-Za-z][A-Za-z0-9+.-]*:/.test(text)) return { hint: 'The scheme is missing, such as `https:`.' };
  return uriReference(text);
}

function uriReference(text: string): WhyNot | undefined {
  const wrong = /[^A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]/u.exec(text)?.[0];
  if (wrong === ' ') return { hint: 'A space is written %20.', write: text.replaceAll(' ', '%20') };
  if (wrong === '\\') return { hint: 'Its slashes are `/`.', write: text.replaceAll('\\', '/') };
  if (wrong !== undefined) return { hint: `\`${wrong}\` has to be written with percent signs.` };
  return /%(?![\dA-Fa-f]{2})/.test(text) ? { hint: 'A percent sign itself is written %25.' } : undefined;
}

function ipv4(text: string): WhyNot | undefined {
  const parts = text.split('.');
  if (/^[\d.]+[:/]\d+$/.test(text))
    return { hint: `Only the address itself stands here, without ${text.includes(':') ? 'a port' : 'a mask'}.`, write: text.replace(/[:/]\d+$/, '') };
  if (text.includes(':')) return { hint: 'It looks like an IPv6 address.' };
  if (!parts.every((part) => /^\d{1,3}$/.test(part))) return undefined;
  if (parts.length !== 4) return { hint: `It has ${parts.length} parts instead of 4.` };
  const great = parts.find((part) => Number(part) > 255);
  return { hint: great === undefined ? 'Its numbers have no zeros in front.' : `${great} is more than 255.` };
}

function ipv6(text: string): WhyNot | undefined {
  if (formats.get('ipv4')?.(text)) return { hint: 'It is an IPv4 address.' };
  if (/^\[.*\](:\d+)?$/.test(text)) return { hint: 'Only the address itself stands here.', write: text.replace(/^\[(.*)\].*$/, '$1') };
  return text.includes('%') ? { hint: 'A zone, behind `%`, is no part of it.' } : undefined;
}

function hostname(text: string): WhyNot | undefined {
  const inside = /^[a-z][a-z0-9+.-]*:\/\/([^/:?#]+)/i.exec(text)?.[1] ?? /^([A-Za-z0-9.-]+):\d+$/.exec(text)?.[1];
  if (inside !== undefined) return { hint: 'Only the name of the host stands here.', write: inside };
  return text.includes('_') ? { hint: 'Names of hosts have no `_`.' } : undefined;
}
