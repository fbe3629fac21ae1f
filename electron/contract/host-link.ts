// The line between the engine and the program that started it (Electron's main process): what each may say to the other.
// Calls of the screen do not travel in here as meaning, only as `data` of a channel; main relays them unread.
import { z } from 'zod';

/** Who is at the other end of a port: given once, when it is opened. */
export const portHello = z.object({ operator: z.string().max(256) });
export type PortHello = z.infer<typeof portHello>;

/** The longest page that is printed, in characters. Longer ones are refused before they are sent: see `askHost`. */
export const LARGEST_PAGE = 100_000_000;

/** What the engine may ask of its host. Sealed text is base64 of what the operating system's keychain made of it. */
export const hostRequest = z.discriminatedUnion('ask', [
  z.object({ ask: z.literal('secretsAvailable') }),
  z.object({ ask: z.literal('seal'), text: z.string() }),
  z.object({ ask: z.literal('open'), sealed: z.base64() }),
  /** A notification of the desktop; a click on it brings the window to the front, on the problems. */
  z.object({
    ask: z.literal('notify'),
    title: z.string().max(1_000),
    body: z.string().max(10_000),
    /** Stays on the screen until somebody closes it. */
    urgent: z.boolean(),
  }),
  /** A self-contained HTML page as PDF, A4 unless the page says otherwise; the answer is base64. */
  z.object({ ask: z.literal('printPdf'), html: z.string().max(LARGEST_PAGE) }),
  /** What the tray shows from now on: the worst unhandled state and how many there are. */
  z.object({
    ask: z.literal('tray'),
    worst: z.enum(['ok', 'warning', 'unknown', 'unreachable', 'critical', 'down', 'isolated']),
    unhandled: z.number().int().min(0),
    tooltip: z.string().max(1_000),
  }),
]);
export type HostRequest = z.infer<typeof hostRequest>;

/** The answer to each request. `notify` rejects with a sentence when the desktop refuses. */
export interface HostAnswers {
  readonly secretsAvailable: boolean;
  readonly seal: string;
  readonly open: string;
  /** False: this desktop shows none. */
  readonly notify: boolean;
  /** False: this desktop has no tray. */
  readonly tray: boolean;
  /** Base64. */
  readonly printPdf: string;
}

const channel = z.number().int().positive();
const call = z.number().int().positive();

/** Host → engine. In a utilityProcess a `connect` brings a real port; in a plain Node child it opens channel `channel`. */
export const toEngine = z.discriminatedUnion('say', [
  z.object({ say: z.literal('connect'), channel, hello: portHello }),
  z.object({ say: z.literal('data'), channel, data: z.unknown() }),
  z.object({ say: z.literal('disconnect'), channel }),
  z.object({ say: z.literal('power'), event: z.enum(['suspend', 'resume']) }),
  z.object({ say: z.literal('stop') }),
  /** Whether it still turns; answered with `pong` at once. */
  z.object({ say: z.literal('ping') }),
  z.object({ say: z.literal('answer'), call, value: z.union([z.string(), z.boolean()]) }),
  z.object({ say: z.literal('refusal'), call, reason: z.string() }),
]);
export type ToEngine = z.infer<typeof toEngine>;

/** Engine → host. `ready` comes once, when ports are welcome. */
export const toHost = z.discriminatedUnion('say', [
  z.object({ say: z.literal('ready') }),
  z.object({ say: z.literal('pong') }),
  z.object({ say: z.literal('data'), channel, data: z.unknown() }),
  z.object({ say: z.literal('disconnect'), channel }),
  z.object({ say: z.literal('ask'), call, request: hostRequest }),
]);
export type ToHost = z.infer<typeof toHost>;

/** The largest single message a page may send, in characters: a paste of a big import, not more. */
export const largestMessage = 8 * 1024 * 1024;

/** Whether a page may send this at all. Only text: the contract carries no files, and objects can be of any make. */
export function isPageMessage(data: unknown): data is string {
  return typeof data === 'string' && data.length <= largestMessage;
}

/** What the page is told about its engine. `log` is the end of the engine's error output when it went down, else empty. */
export interface EngineStatus {
  readonly state: 'starting' | 'running' | 'restarting';
  /** Why it is not running, as a sentence; null when there is nothing to explain. */
  readonly reason: string | null;
  readonly log: readonly string[];
}
