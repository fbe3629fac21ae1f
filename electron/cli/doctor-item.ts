// What `watchfloor doctor` finds: one thing looked at, and how it is.

/** note: worth knowing, nothing to do. warning and error are findings. */
export type Level = 'ok' | 'note' | 'warning' | 'error';

export interface DoctorItem {
  readonly name: string;
  readonly level: Level;
  /** What is so, and for a finding what to do. Without secrets, and without names of hosts or people. */
  readonly text: string;
}

export const item = (level: Level, name: string, text: string): DoctorItem => ({ name, level, text });

/** A path without the user's name in it. */
export const homeless = (path: string, home: string | undefined): string =>
  home && home !== '/' && (path === home || path.startsWith(`${home}/`)) ? `~${path.slice(home.length)}` : path;
