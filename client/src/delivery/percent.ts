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
  const bytes: number[] = [];
  const encoder = new TextEncoder();
  for (let at = 0; at < unquoted.length; ) {
    const pair = /^%([0-9a-fA-F]{2})/.exec(unquoted.slice(at, at + 3));
    if (pair) {
      bytes.push(Number.parseInt(pair[1] ?? '', 16));
      at += 3;
    } else {
      const character = String.fromCodePoint(unquoted.codePointAt(at) ?? 0xfffd);
      bytes.push(...encoder.encode(character));
      at += character.length;
    }
  }
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(new Uint8Array(bytes));
}
