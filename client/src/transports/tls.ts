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

/** The fields by which a connection shows a certificate of its own. */
export const clientCertificateFields: readonly FieldDeclaration[] = [
  {
    name: 'cert',
    title: 'Client certificate',
    type: 'string',
    advanced: true,
    description: 'A PEM file with the certificate to show, where the broker asks for one.',
    example: '/etc/ssl/certs/me.pem',
  },
  {
    name: 'key',
    title: 'Client key',
    type: 'string',
    advanced: true,
    description: 'The PEM file with the private key of the client certificate.',
    example: '/etc/ssl/private/me.pem',
  },
];

/** The certificates to trust; undefined for the usual ones. */
export async function authoritiesOf(settings: Settings): Promise<string[] | undefined> {
  const authority = await fileOf(settings, 'ca');
  return authority === undefined ? undefined : [...rootCertificates, authority];
}

/** The certificate to show, with its key; undefined for none. */
export async function clientCertificateOf(settings: Settings): Promise<{ readonly cert: string; readonly key: string } | undefined> {
  const cert = await fileOf(settings, 'cert');
  const key = await fileOf(settings, 'key');
  if (cert === undefined && key === undefined) return undefined;
  if (cert === undefined || key === undefined)
    throw new DeliveryError('misuse', 'A client certificate needs its key: name both files, "cert" and "key".');
  return { cert, key };
}

async function fileOf(settings: Settings, name: string): Promise<string | undefined> {
  const path = textOf(settings, name);
  if (path === undefined) return undefined;
  try {
    return await readFile(path, 'utf8');
  } catch {
    throw new DeliveryError('misuse', `The file that "${name}" names cannot be read: ${path}.`);
  }
}
