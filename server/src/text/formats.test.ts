import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formats } from './formats.ts';

/** Texts that fit each format, and texts that do not. */
const table: Readonly<Record<string, { readonly fits: readonly string[]; readonly not: readonly string[] }>> = {
  'date-time': {
    fits: [
      '1963-06-19T08:30:06.283185Z',
      '1990-12-31T15:59:50.123-08:00',
      '1998-12-31T23:59:60Z',
      '1998-12-31T15:59:60.123-08:00',
      '1963-06-19t08:30:06.28z',
    ],
    not: [
      '1990-02-31T15:59:59.123-08:00',
      '1998-12-31T23:58:60Z',
      '1998-12-31T22:59:60Z',
      '2013-350T01:01:01',
      '2026-01-07T10:00:00',
      '2026-01-07 10:00:00Z',
      '2026-01-07',
      '',
    ],
  },
  date: {
    fits: ['1963-06-19', '2020-02-29', '0000-01-01'],
    not: ['2021-02-29', '1998-13-01', '1998-1-20', '06/19/1963', '2100-02-29', '1998-00-10'],
  },
  time: {
    fits: ['08:30:06Z', '23:59:60+00:00', '01:29:60+01:30', '08:30:06.283185z'],
    not: ['08:30:06', '24:00:00Z', '22:59:60Z', '08:30:06-8:000', '008:030:006Z', '01:02:03+24:00'],
  },
  duration: {
    fits: ['P4DT12H30M5S', 'P4Y', 'PT0S', 'P1M', 'PT36H', 'P1DT12H', 'P2W'],
    not: ['PT1D', 'P', 'P1YT', 'PT', 'P2D1Y', '4DT12H', 'P1Y2W', 'P1', 'P1Y2D'],
  },
  email: {
    fits: ['joe.bloggs@example.com', 'te~st@example.com', '"joe bloggs"@example.com', 'joe@[127.0.0.1]', 'joe@[IPv6:::1]'],
    not: ['2962', '.test@example.com', 'te..st@example.com', 'joe@invalid=domain.com', 'joe@[127.0.0.300]', '@example.com', 'joe@'],
  },
  'idn-email': { fits: ['실례@실례.테스트', 'joe@example.com'], not: ['2962', '@example.com'] },
  hostname: {
    fits: ['www.example.com', 'a', '1host', `${'a'.repeat(63)}.com`],
    not: ['-a.com', 'a-.com', 'not_valid', `${'a'.repeat(64)}.com`, '', 'a..b', 'example.'],
  },
  'idn-hostname': { fits: ['실례.테스트', 'example.com', 'a。b'], not: ['-실례', '', 'a..b', 'a b'] },
  ipv4: { fits: ['192.168.0.1', '0.0.0.0', '255.255.255.255'], not: ['127.0.0.0.1', '256.1.1.1', '127.0', '087.10.0.1', '1.2.3.4/24', '１.2.3.4'] },
  ipv6: {
    fits: ['::1', '::', 'd6::', '::abef', '1::d6:192.168.0.1', '1:2:3:4:5:6:7:8', '::ffff:192.168.0.1', '1:2::8'],
    not: [
      '12345::',
      '1:1:1:1:1:1:1:1:1',
      '1:2:3:4:5:6:7',
      '::1::',
      ':2:3:4:5:6:7:8',
      '1:2:3:4:5:::8',
      '::laptop',
      'fe80::a%eth1',
      '1:2:3:4:5:6:7:8::',
      '',
    ],
  },
  uri: {
    fits: [
      'http://foo.bar/?baz=qux#quuz',
      'http://foo.com/blah_(wikipedia)_blah#cite-1',
      'urn:oasis:names:x',
      'http://[::1]:80/a',
      'tel:+1-816-555-1212',
      "http://-.~_!$&'()*+,;=:%40:80%2f::::::@example.com",
    ],
    not: [
      '//foo.bar/',
      '/abs',
      'abc',
      'http:// space',
      ':// no',
      'http://a/<b>',
      'http://x/\\WINDOWS',
      'http://[bad]/',
      'http://a/%zz',
      'http://a:b/',
      'a b:c',
    ],
  },
  'uri-reference': {
    fits: ['/abc', '//foo.bar/?baz', 'abc', '#frag', '', '?q', 'a/b:c', './a:b'],
    not: ['\\\\WINDOWS', '#a\\b', 'a:b c', '1a:b', 'a[b]', '#a#b'],
  },
  iri: { fits: ['http://ƒøø.ßår/?∂éœ=πîx#πîüx', 'http://example.com'], not: ['/abc', 'http:// no', 'âππ'] },
  'iri-reference': { fits: ['/âππ', '#ƒrägmênt', 'âππ'], not: ['\\\\âππ', '#ƒräg\\mênt'] },
  'uri-template': {
    fits: ['http://example.com/dictionary/{term:1}/{term}', 'dictionary/{term}', '{?a,b*}', 'no'],
    not: ['http://example.com/{term', '{}', 'a}b', '{a b}'],
  },
  uuid: {
    fits: ['2EB8AA08-AA98-11EA-B4AA-73B441D16380', '00000000-0000-0000-0000-000000000000'],
    not: ['2eb8aa08aa9811eab4aa73b441d16380', '2eb8aa08-aa98-11ea-b4aa-73b441d1638', '2eb8aa08-aa98-11ea-b4ga-73b441d16380'],
  },
  'json-pointer': { fits: ['', '/foo/bar~0/baz~1/%a', '/', '/foo//bar'], not: ['/foo/bar~', 'a', '/~2', '#/a'] },
  'relative-json-pointer': { fits: ['1', '0/foo/bar', '2/0/baz/1', '0#'], not: ['/foo', '-1/a', '01/a', '0##', ''] },
  regex: { fits: ['([abc])+\\s+$', '^\\S(|(.|\\n)*\\S)\\Z', '\\-'], not: ['^(abc]', '(', '*'] },
};

test('every format has its examples', () => {
  assert.deepEqual(Object.keys(table).sort(), [...formats.keys()].sort());
});

for (const [name, { fits, not }] of Object.entries(table)) {
  test(`knows ${name}`, () => {
    const is = formats.get(name) ?? assert.fail();
    for (const text of fits) assert.ok(is(text), `${text} is one`);
    for (const text of not) assert.ok(!is(text), `${text} is none`);
  });
}
