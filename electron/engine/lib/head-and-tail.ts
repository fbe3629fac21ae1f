// Keeps the beginning and the end of a stream, and counts what lies between: a command may print for ever, its last lines
// are what an operator looks at first, and neither fills memory.

export interface HeadAndTail {
  add(chunk: Uint8Array): void;
  /** Everything that came, kept or not, bytes. */
  readonly total: number;
  readonly truncated: boolean;
  /** Bytes left out; 0: none. `tail` is empty then. Neither part ends or begins within a character of UTF-8. */
  parts(): { readonly head: Buffer; readonly tail: Buffer; readonly left: number };
}

/** Keeps at most `limit` bytes, half at the beginning and half at the end. */
export function createHeadAndTail(limit: number): HeadAndTail {
  const half = Math.floor(limit / 2);
  const head: Buffer[] = [];
  let headBytes = 0;
  /** A ring: the last `half` bytes, written round and round. */
  const ring = { bytes: Buffer.alloc(0), at: 0, filled: 0 };
  let total = 0;

  const intoTail = (chunk: Uint8Array): void => {
    if (ring.bytes.length === 0) ring.bytes = Buffer.alloc(half);
    const last = chunk.length > half ? chunk.subarray(chunk.length - half) : chunk;
    const first = Math.min(last.length, half - ring.at);
    ring.bytes.set(last.subarray(0, first), ring.at);
    ring.bytes.set(last.subarray(first), 0);
    ring.at = (ring.at + last.length) % half;
    ring.filled = Math.min(half, ring.filled + last.length);
  };
  const tailBytes = (): Buffer =>
    ring.filled < half
      ? ring.bytes.subarray(0, ring.filled)
      : Buffer.concat([ring.bytes.subarray(ring.at), ring.bytes.subarray(0, ring.at)]);

  return {
    add(chunk) {
      total += chunk.length;
      const room = half - headBytes;
      if (room > 0) {
        // Copied: a slice would hold the whole chunk in memory.
        head.push(Buffer.from(chunk.subarray(0, room)));
        headBytes += Math.min(room, chunk.length);
      }
      if (chunk.length > room) intoTail(chunk.subarray(room));
    },
    get total() {
      return total;
    },
    get truncated() {
      return total > headBytes + ring.filled;
    },
    parts() {
      const beginning = Buffer.concat(head);
      const end = tailBytes();
      const left = total - beginning.length - end.length;
      if (left === 0) return { head: Buffer.concat([beginning, end]), tail: Buffer.alloc(0), left };
      const headEnd = wholeCharacters(beginning);
      const tailStart = firstCharacter(end);
      return {
        head: beginning.subarray(0, headEnd),
        tail: end.subarray(tailStart),
        left: left + (beginning.length - headEnd) + tailStart,
      };
    },
  };
}

const continues = (byte: number): boolean => (byte & 0xc0) === 0x80;

/** Where the last character that is whole ends; of bytes that are no UTF-8 all of them. */
function wholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (continues(byte)) continue;
    const wants = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return wants > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

function firstCharacter(bytes: Buffer): number {
  let at = 0;
  while (at < 3 && at < bytes.length && continues(bytes[at] ?? 0)) at += 1;
  return at;
}
