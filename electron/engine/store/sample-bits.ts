// Bits in a row, for packed hours: written and read most significant first; whole bytes in between for the few numbers
// that stand before a column.

/** Thrown by a reader that is asked for more than there is: the blob is not what was written. */
export class BrokenBlob extends Error {
  override readonly name = 'BrokenBlob';
}

const WORD = 2 ** 32;

/** Number of binary digits; 0 for 0. Safe up to 2^53. */
export function bitLength(value: number): number {
  return value < WORD ? 32 - Math.clz32(value) : 64 - Math.clz32(Math.floor(value / WORD));
}

export class BitWriter {
  #bytes = new Uint8Array(1_024);
  #length = 0;
  #open = 0;
  #openBits = 0;

  #push(byte: number): void {
    if (this.#length === this.#bytes.length) {
      const larger = new Uint8Array(this.#length * 2);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#bytes[this.#length] = byte;
    this.#length += 1;
  }

  /** The lowest `count` bits of a value; at most 53. */
  bits(value: number, count: number): void {
    if (count > 32) {
      this.bits(Math.floor(value / WORD), count - 32);
      this.bits(value >>> 0, 32);
      return;
    }
    let left = count;
    while (left > 0) {
      const take = Math.min(left, 8 - this.#openBits);
      left -= take;
      this.#open = (this.#open << take) | ((value >>> left) & ((1 << take) - 1));
      this.#openBits += take;
      if (this.#openBits === 8) {
        this.#push(this.#open);
        this.#open = 0;
        this.#openBits = 0;
      }
    }
  }

  /** Fills the open byte with zeros. */
  align(): void {
    if (this.#openBits > 0) this.bits(0, 8 - this.#openBits);
  }

  byte(value: number): void {
    this.align();
    this.#push(value);
  }

  /** A number from 0 to 2^53 in seven bits a byte, the lowest first. */
  varint(value: number): void {
    this.align();
    let rest = value;
    while (rest >= 128) {
      this.#push((rest % 128) + 128);
      rest = Math.floor(rest / 128);
    }
    this.#push(rest);
  }

  /** What was written so far, as a copy. */
  finish(): Buffer {
    this.align();
    return Buffer.from(this.#bytes.subarray(0, this.#length));
  }

  /** Begins again with nothing written. */
  clear(): this {
    this.#length = 0;
    this.#open = 0;
    this.#openBits = 0;
    return this;
  }
}

export class BitReader {
  readonly #bytes: Uint8Array;
  /** In bits. */
  #place = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  #word(): number {
    const bytes = this.#bytes;
    const at = this.#place >>> 3;
    if (at >= bytes.length) throw new BrokenBlob('ends too early');
    const word =
      ((bytes[at] ?? 0) << 24) | ((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    return word << (this.#place & 7);
  }

  /** At most 53. */
  bits(count: number): number {
    if (count === 0) return 0;
    if (count > 32) return this.bits(count - 32) * WORD + this.bits(32);
    if (count > 24) return this.bits(count - 16) * 65_536 + this.bits(16);
    const value = this.#word() >>> (32 - count);
    this.#place += count;
    return value;
  }

  /**
   * A number in Rice's code: ones, a zero, `k` bits. So many ones as `most` (24 or fewer) mean a number written out, its
   * length in six bits before it.
   */
  rice(k: number, most: number): number {
    const word = this.#word();
    const ones = Math.clz32(~word);
    if (ones >= most) {
      this.#place += most;
      return this.bits(this.bits(6));
    }
    // A word has 25 bits at least that are meant: nearly all numbers lie in one.
    if (k > 0 && ones + 1 + k <= 25) {
      this.#place += ones + 1 + k;
      return ones * (1 << k) + ((word << (ones + 1)) >>> (32 - k));
    }
    this.#place += ones + 1;
    return ones * 2 ** k + this.bits(k);
  }

  align(): void {
    this.#place = (this.#place + 7) & ~7;
  }

  byte(): number {
    this.align();
    return this.bits(8);
  }

  varint(): number {
    this.align();
    let value = 0;
    for (let weight = 1; weight <= 2 ** 49; weight *= 128) {
      const byte = this.bits(8);
      value += (byte & 127) * weight;
      if (byte < 128) return value;
    }
    throw new BrokenBlob('a number without an end');
  }
}
