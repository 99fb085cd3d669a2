import { readFile } from 'node:fs/promises';
import { rootCertificates } from 'node:tls';
import { textOf } from './settings.ts';
import { DeliveryError, type FieldDeclaration, type Settings } from './transport.ts';

/** The field by which a connection trusts more than the authorities that everybody trusts. */
export const authorityField: FieldDeclaration = {
  name: 'ca',
  title: 'Certificate authority',
  type: 'string',
  advanced: true,
  description: 'A PEM file with certificates to trust besides those that are trusted everywhere.',
  example: '/etc/ssl/certs/our-ca.pem',
};

/** The certificates to trust; undefined for the usual ones. */
export async function authoritiesOf(settings: Settings): Promise<string[] | undefined> {
  const path = textOf(settings, 'ca');
  if (path === undefined) return undefined;
  try {
    return [...rootCertificates, await readFile(path, 'utf8')];
  } catch {
    throw new DeliveryError('misuse', `The file that "ca" names cannot be read: ${path}.`);
  }
}
