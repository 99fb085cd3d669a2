/** What every JavaScript host has, and no type library of ours. */
declare const TextEncoder: new () => { encode(text: string): Uint8Array };
declare const TextDecoder: new (label: string, options: { ignoreBOM?: boolean }) => { decode(bytes: Uint8Array): string };

/**
 * Percent-encoding of header values (CloudEvents HTTP binding 1.0.2, 3.1.3.2): a space, a double quote, a percent sign and
 * whatever is not printable ASCII become the `%XX` of their UTF-8 bytes; all else stays as it is.
 */
export function percentEncode(value: string): string {
  let out = '';
  for (const byte of new TextEncoder().encode(value)) {
    const plain = byte > 0x20 && byte < 0x7f && byte !== 0x22 && byte !== 0x25;
    out += plain ? String.fromCharCode(byte) : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return out;
}

/**
 * The way back: a quoted string loses its quotes first (RFC 9110, 5.6.4), then one round of percent-decoding. A broken
 * sequence stays as it is, and bytes that are no UTF-8 become U+FFFD.
 */
export function percentDecode(value: string): string {
  const unquoted = /^".*"$/s.test(value) ? value.slice(1, -1).replace(/\\(.)/gs, '$1') : value;
  if (!unquoted.includes('%')) return unquoted;
  return unquoted.replace(/(?:%[0-9a-fA-F]{2})+/g, (run) => {
    const bytes = Uint8Array.from({ length: run.length / 3 }, (_, index) => Number.parseInt(run.slice(index * 3 + 1, index * 3 + 3), 16));
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  });
}
