// What goes over the control socket: one JSON text a line. First who is calling and who answers, then the frames of
// oRPC's message-port protocol, as between a page and its engine.
import { z } from 'zod';
import { largestMessage, portHello } from '../contract/host-link.ts';

/** Raised when the lines below or the meaning of the frames change; both sides must name the same. */
export const CONTROL_PROTOCOL = 1;

/** Bytes of a line at most: the largest message a page may send, in UTF-8 that is not all ASCII. */
export const LARGEST_LINE = 2 * largestMessage;

/** First line of a caller. `operator` is the caller's own word: whoever may open the socket is that user anyway. */
export const controlHello = portHello.extend({
  watchfloor: z.number().int(),
  operator: z.string().trim().min(1).max(256),
});

/** First line of the engine. */
export const controlAnswer = z.union([
  z.object({
    watchfloor: z.literal(CONTROL_PROTOCOL),
    version: z.string(),
    pid: z.number().int(),
    /** When it started, epoch ms. */
    since: z.number().int(),
  }),
  z.object({ refused: z.string() }),
]);
export type ControlAnswer = z.infer<typeof controlAnswer>;

/** Puts lines together out of chunks. A line longer than `limit()` bytes calls `tooLong` once and ends the reading. */
export function createLineReader(options: {
  readonly limit: () => number;
  readonly line: (text: string) => void;
  readonly tooLong: () => void;
}): (chunk: Buffer) => void {
  let kept: Buffer[] = [];
  let keptBytes = 0;
  let ended = false;
  const keep = (part: Buffer): boolean => {
    keptBytes += part.length;
    if (keptBytes > options.limit()) {
      ended = true;
      kept = [];
      options.tooLong();
      return false;
    }
    kept.push(part);
    return true;
  };
  return (chunk) => {
    let rest = chunk;
    while (!ended) {
      const end = rest.indexOf(10);
      if (end < 0) {
        if (rest.length > 0) keep(rest);
        return;
      }
      if (!keep(rest.subarray(0, end))) return;
      const line = Buffer.concat(kept).toString('utf8');
      kept = [];
      keptBytes = 0;
      rest = rest.subarray(end + 1);
      options.line(line);
    }
  };
}
