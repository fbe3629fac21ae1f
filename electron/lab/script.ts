// The written script of the demo: which fault comes when, for how long. It begins again when it has ended. Pure.

/** What can be done to a host of the lab. */
export type Fault =
  /** Every port refuses. */
  | 'down'
  /** It and everything behind it. */
  | 'cut-off'
  /** Up for 12 s, down for 12 s, and so on. */
  | 'flapping'
  /** Takes connections and never answers. */
  | 'hung'
  | 'http-500'
  | 'slow'
  | 'sick'
  /** Shows a certificate that ends in five days. */
  | 'certificate-ends'
  /** Answers with another address. */
  | 'dns-wrong'
  | 'ssh-refused'
  /** The nightly job sends no sign of life. */
  | 'silent'
  /** The newest backup is from the day before yesterday. */
  | 'backup-old';

export interface Scene {
  /** Seconds after the beginning of the script. */
  readonly at: number;
  /** Seconds. */
  readonly for: number;
  readonly host: string;
  readonly fault: Fault;
}

/** Length of the script, seconds. */
export const SCRIPT_SECONDS = 600;

/** In the first minute something of each kind happens, then it takes its time. */
export const SCRIPT: readonly Scene[] = [
  // Within seconds: a web server fails, and one certificate has been forgotten for a while.
  { at: 4, for: 140, host: 'ams1-web02', fault: 'http-500' },
  { at: 6, for: 590, host: 'lon3-web03', fault: 'certificate-ends' },
  // A router goes: one problem, and everything behind it folds under it.
  { at: 20, for: 100, host: 'lon3-rt01', fault: 'cut-off' },
  { at: 35, for: 90, host: 'fra2-app01', fault: 'slow' },
  { at: 50, for: 80, host: 'fra2-dns01', fault: 'dns-wrong' },
  { at: 75, for: 150, host: 'ams1-bak01', fault: 'silent' },
  { at: 100, for: 170, host: 'fra2-db02', fault: 'flapping' },
  { at: 150, for: 120, host: 'fra2-bak01', fault: 'backup-old' },
  { at: 190, for: 80, host: 'ams1-db01', fault: 'ssh-refused' },
  { at: 240, for: 60, host: 'lon3-app02', fault: 'sick' },
  { at: 290, for: 70, host: 'ams1-sw01', fault: 'down' },
  { at: 380, for: 60, host: 'lon3-db01', fault: 'hung' },
  { at: 450, for: 60, host: 'fra2-rt01', fault: 'cut-off' },
];

/** A host as it should be now. */
export interface Trouble {
  readonly host: string;
  readonly fault: Fault;
  /** Seconds since this fault began. */
  readonly since: number;
}

/** What is broken `seconds` after the beginning; the script goes round and round. */
export function troublesAt(seconds: number, scenes: readonly Scene[] = SCRIPT): readonly Trouble[] {
  const place = seconds % SCRIPT_SECONDS;
  return scenes
    .filter((scene) => place >= scene.at && place < scene.at + scene.for)
    .map((scene) => ({ host: scene.host, fault: scene.fault, since: place - scene.at }));
}

/** Whether a flapping host is down now. */
export const flapsDown = (since: number): boolean => Math.floor(since / 12) % 2 === 0;
