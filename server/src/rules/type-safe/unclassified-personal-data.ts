import { get, property } from '../../syntax/node.ts';
import { at } from '../../syntax/pointer.ts';
import { defineRule } from '../rule.ts';
import { wordsOf } from '../words.ts';

export const unclassifiedPersonalData = defineRule({
  id: 'type-safe/unclassified-personal-data',
  property: 'type-safe',
  on: 'field',
  severity: 'off',
  since: '0.1.0',
  summary: 'A field is named like data about a person, and is not classified.',
  options: {
    keyword: {
      type: 'string',
      default: 'x-classification',
      description: 'The keyword of a schema that says how a field is classified.',
    },
    names: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'Further names of fields that hold data about a person, in any casing.',
    },
  },
  *check({ field, node, definition }, { options }) {
    const keyword = typeof options.keyword === 'string' && options.keyword !== '' ? options.keyword : 'x-classification';
    const own = Array.isArray(options.names) ? options.names.filter((name) => typeof name === 'string') : [];
    const what = personal(field.name, own);
    if (what === undefined || field.types.every((type) => type === 'boolean') || get(node, keyword)) return;
    // An object that is classified as a whole covers what is in it.
    for (
      let pointer = field.place.pointer;
      pointer.startsWith(`${definition.place.pointer}/`);
      pointer = pointer.slice(0, pointer.lastIndexOf('/'))
    ) {
      if (property(at(definition.tree.documents[field.place.document], pointer), keyword)) return;
    }
    yield {
      at: { place: field.place, key: true },
      message: `\`${field.name}\` looks like ${what}, and nothing says how it is to be treated. Add \`${keyword}\`, such as \`${keyword}: personal\`, or \`${keyword}: none\` if it is about nobody.`,
      why: 'Events are copied, stored and replayed: whoever has to delete or to mask data about a person must find it first.',
    };
  },
});

/** Runs of words that name data about a person, and what it is. */
const kinds: readonly (readonly [what: string, names: readonly string[]])[] = [
  ['an e-mail address', ['email', 'e mail', 'mail address']],
  ['a telephone number', ['phone', 'phone number', 'telephone', 'mobile number', 'msisdn', 'fax']],
  ['the name of a person', ['first name', 'firstname', 'last name', 'lastname', 'surname', 'family name', 'given name', 'full name', 'maiden name']],
  ['a date of birth', ['birth date', 'birthdate', 'birthday', 'date of birth', 'dob', 'birth year', 'year of birth']],
  ['a postal address', ['street', 'street address', 'postal address', 'home address', 'house number', 'address line 1', 'address line1']],
  ['a bank account', ['iban', 'bic', 'account number', 'bank account', 'routing number', 'sort code']],
  ['a payment card', ['card number', 'pan', 'cvv', 'cvc', 'credit card']],
  [
    'an official number of a person',
    ['ssn', 'social security number', 'tax id', 'national id', 'passport', 'passport number', 'driving licence', 'ahv'],
  ],
  ['a network address of a person', ['ip', 'ip address', 'ipaddress', 'client ip', 'remote ip', 'mac address']],
  ['where a person is', ['latitude', 'longitude', 'geolocation']],
  ['sensitive data about a person', ['gender', 'religion', 'ethnicity', 'nationality', 'marital status', 'salary', 'diagnosis', 'blood type']],
];

const known: ReadonlyMap<string, string> = new Map(kinds.flatMap(([what, names]) => names.map((name) => [name, what] as const)));

/** Any of these as the last words of a name: `customerEmail`, `billing_phone_number`. */
function personal(name: string, own: readonly string[]): string | undefined {
  const words = wordsOf(name);
  if (own.some((one) => wordsOf(one).join(' ') === words.join(' '))) return 'data about a person';
  for (let from = Math.max(0, words.length - 3); from < words.length; from++) {
    const what = known.get(words.slice(from).join(' '));
    if (what !== undefined) return what;
  }
  return undefined;
}
