// Keeps the first bytes of a stream and counts the rest, so that an endless writer neither fills memory nor blocks.

export interface BoundedBytes {
  add(chunk: Uint8Array): void;
  bytes(): Buffer;
  /** Everything that came, kept or not. */
  readonly total: number;
  readonly cut: boolean;
}

/** A buffer that keeps at most `limit` bytes. */
export function createBoundedBytes(limit: number): BoundedBytes {
  const chunks: Uint8Array[] = [];
  let kept = 0;
  let total = 0;
  return {
    add(chunk) {
      total += chunk.length;
      if (kept >= limit) return;
      // Copied when shortened: a slice would hold the whole chunk in memory.
      const part = kept + chunk.length <= limit ? chunk : Uint8Array.from(chunk.subarray(0, limit - kept));
      chunks.push(part);
      kept += part.length;
    },
    bytes: () => Buffer.concat(chunks),
    get total() {
      return total;
    },
    get cut() {
      return total > limit;
    },
  };
}
