import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inflateRawSync } from 'node:zlib';

/** Unpacks a zip file that vsce wrote (stored or deflated entries, no ZIP64): PKWARE's APPNOTE 4.3. Throws on anything else. */
export function unzip(file: string, into: string): void {
  const bytes = readFileSync(file);
  const end = bytes.lastIndexOf(endOfCentralDirectory);
  if (end < 0) throw new Error(`${file} is no zip file`);
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const method = bytes.readUInt16LE(at + 10);
    const size = bytes.readUInt32LE(at + 20);
    const nameLength = bytes.readUInt16LE(at + 28);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    const local = bytes.readUInt32LE(at + 42);
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);

    const target = path.resolve(into, name);
    if (!target.startsWith(path.resolve(into) + path.sep)) throw new Error(`${file} holds ${name}, which lies outside of it`);
    if (name.endsWith('/')) continue;
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(start, start + size);
    if (method !== 0 && method !== 8) throw new Error(`${name} is packed by method ${method}`);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, method === 0 ? packed : inflateRawSync(packed));
  }
}

const endOfCentralDirectory = Buffer.from([0x50, 0x4b, 0x05, 0x06]);
