import { createSource, type Source } from './source.ts';

/** The one thing of the Encoding Standard that the engine uses; every JavaScript host has it, and no type library of ours. */
declare const TextDecoder: new (label: string, options: { fatal?: boolean; ignoreBOM?: boolean }) => { decode(bytes: Uint8Array): string };

/** The text of a file's bytes. What is not UTF-8 is read with replacement characters, and told in `Source.bytes`. */
export function decodeSource(uri: string, bytes: Uint8Array, version = 0): Source {
  const bom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  let text: string;
  let invalidUtf8At: number | undefined;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    text = new TextDecoder('utf-8', {}).decode(bytes);
    invalidUtf8At = firstInvalid(bytes) - (bom ? 3 : 0);
  }
  if (!bom && invalidUtf8At === undefined) return createSource(uri, text, version);
  return createSource(uri, text, version, invalidUtf8At === undefined ? { bom } : { bom, invalidUtf8At });
}

/** How many bytes a text has in UTF-8; half of a surrogate pair counts as the replacement character that it becomes. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) bytes += 1;
    else if (unit < 0x800) bytes += 2;
    else if (unit >= 0xd800 && unit < 0xdc00 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00) {
      bytes += 4;
      at++;
    } else bytes += 3;
  }
  return bytes;
}

/** The offset in UTF-16 units (a mark at the begin included) of the first byte that is no UTF-8 (RFC 3629, section 4). */
function firstInvalid(bytes: Uint8Array): number {
  let units = 0;
  for (let at = 0; at < bytes.length; ) {
    const lead = bytes[at] ?? 0;
    const length = lead < 0x80 ? 1 : lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
    if (length === 0 || at + length > bytes.length) return units;
    const second = bytes[at + 1] ?? 0;
    const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
    const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
    if (length > 1 && (second < low || second > high)) return units;
    for (let next = at + 2; next < at + length; next++) if (((bytes[next] ?? 0) & 0xc0) !== 0x80) return units;
    units += length === 4 ? 2 : at === 0 && lead === 0xef && second === 0xbb && bytes[2] === 0xbf ? 3 : 1;
    at += length;
  }
  return units;
}
