import { createHash, createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Keys by their ids. */
export type Keys = ReadonlyMap<string, { readonly secret: string; readonly sessionToken?: string }>;

/**
 * What is wrong with the signature of a request, as the code that AWS gives; undefined when it is right. This is Signature
 * Version 4 by its documentation and by nothing of the product, so that it can be a judge of it.
 */
export function faultOfSignature(request: IncomingMessage, body: Buffer, keys: Keys): string | undefined {
  const { authorization = '' } = request.headers;
  const [, id = '', date = '', region = '', service = '', signed = '', signature = ''] =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
      authorization,
    ) ?? [];
  if (id === '') return 'MissingAuthenticationToken';
  const key = keys.get(id);
  if (!key || request.headers['x-amz-security-token'] !== key.sessionToken) return 'UnrecognizedClientException';
  const at = String(request.headers['x-amz-date']);
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://host');
  const canonical = [
    request.method,
    pathname,
    [...searchParams].map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&'),
    ...signed.split(';').map((name) => `${name}:${String(request.headers[name]).trim().replace(/ +/g, ' ')}`),
    '',
    signed,
    sha256(body),
  ].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', at, `${date}/${region}/${service}/aws4_request`, sha256(canonical)].join('\n');
  const signing = [date, region, service, 'aws4_request'].reduce<Buffer>((secret, part) => hmac(secret, part), Buffer.from(`AWS4${key.secret}`));
  if (!signed.split(';').includes('host') || hmac(signing, toSign).toString('hex') !== signature) return 'InvalidSignatureException';
  const age = Date.now() - Date.parse(at.replace(/^(\d{4})(\d\d)(\d\dT\d\d)(\d\d)(\d\dZ)$/, '$1-$2-$3:$4:$5'));
  return Math.abs(age) > 300_000 ? 'RequestExpired' : undefined;
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
