import { connect } from 'node:net';
import { text } from 'node:stream/consumers';

/*
 * A client of MQTT 3.1.1 that shares no code with what it listens to: CONNECT, SUBSCRIBE, one PUBLISH, DISCONNECT, written by
 * hand over TCP. Reads its settings as JSON from standard input; prints `subscribed` and a line end, then the bytes of the
 * first message. Ends with 1 when the broker refuses.
 */

const { host, port, user, password, topic } = JSON.parse(await text(process.stdin)) as Record<'host' | 'user' | 'password' | 'topic', string> & {
  port: number;
};

const socket = connect(port, host, () => {
  // Clean session, user name and password; keep alive 60 s (MQTT 3.1.1, 3.1).
  socket.write(packet(0x10, [field('MQTT'), Buffer.from([4, 0b1100_0010, 0, 60]), field(`second-${process.pid}`), field(user), field(password)]));
});
socket.on('error', (error) => refuse(error.message));
socket.on('close', () => refuse('the broker closed the connection'));

let received = Buffer.alloc(0);
socket.on('data', (bytes) => {
  received = Buffer.concat([received, bytes]);
  for (let next = firstPacket(received); next !== undefined; next = firstPacket(received)) {
    received = received.subarray(next.size);
    handle(next.header, next.body);
  }
});

function handle(header: number, body: Buffer): void {
  const type = header >> 4;
  if (type === 2) {
    // CONNACK (3.2): the second byte tells.
    if (body[1] !== 0) refuse(`the broker refused the connection with code ${body[1]}`);
    else socket.write(packet(0x82, [Buffer.from([0, 1]), field(topic), Buffer.from([1])]));
  } else if (type === 9) {
    // SUBACK (3.9)
    if (body[2] === 0x80) refuse('the broker refused the subscription');
    else process.stdout.write('subscribed\n');
  } else if (type === 3) {
    // PUBLISH (3.3): topic, packet identifier where the quality of service has one, payload.
    const quality = (header >> 1) & 3;
    const start = 2 + body.readUInt16BE(0) + (quality > 0 ? 2 : 0);
    if (quality > 0) socket.write(packet(0x40, [body.subarray(start - 2, start)]));
    socket.removeAllListeners('close');
    socket.end(packet(0xe0, []));
    process.stdout.write(body.subarray(start));
  }
}

/** The first whole control packet of a stream (2.2); undefined while it is not all there. */
function firstPacket(stream: Buffer): { header: number; body: Buffer; size: number } | undefined {
  let length = 0;
  for (let at = 1; at < 5; at++) {
    const byte = stream[at];
    if (byte === undefined) return undefined;
    length += (byte & 0x7f) * 128 ** (at - 1);
    if (byte >= 0x80) continue;
    const size = at + 1 + length;
    return stream.length < size ? undefined : { header: stream[0] ?? 0, body: stream.subarray(at + 1, size), size };
  }
  return refuse('the broker sent a malformed packet');
}

function packet(header: number, parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const length: number[] = [];
  for (let rest = body.length; ; ) {
    const more = rest >= 128;
    length.push((rest % 128) + (more ? 128 : 0));
    rest = Math.floor(rest / 128);
    if (!more) break;
  }
  return Buffer.concat([Buffer.from([header, ...length]), body]);
}

function field(value: string): Buffer {
  const bytes = Buffer.from(value, 'utf8');
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 0xff]), bytes]);
}

function refuse(reason: string): never {
  console.error(reason);
  process.exit(1);
}
