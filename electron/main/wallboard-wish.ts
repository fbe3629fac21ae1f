// Pure: what a start says about the wall, and which display it comes to stand on.

/** A wall is wanted, on this display; '' leaves the choice to the settings. */
export interface WallboardWish {
  readonly display: string;
}

/** `--wallboard`, or `--wallboard=DISPLAY`; null where no wall is asked for. The last one counts. */
export function wallboardWish(argv: readonly string[]): WallboardWish | null {
  const given = argv.findLast((word) => word === '--wallboard' || word.startsWith('--wallboard='));
  return given === undefined ? null : { display: given.slice('--wallboard='.length).trim() };
}

/** A wish that came from another process; null for anything else. */
export function readWish(data: unknown): WallboardWish | null {
  const wish = (data as { readonly wallboard?: { readonly display?: unknown } | null } | null)?.wallboard;
  return typeof wish?.display === 'string' ? { display: wish.display } : null;
}

/** Of Electron's Display, what the choice needs. */
export interface DisplayFacts {
  readonly id: number;
  readonly label: string;
}

/**
 * The display of that name, or of that number from 1; the primary one for '' and, with `known` false, for a name that no
 * display has (it may be plugged in later).
 */
export function chooseDisplay<Display extends DisplayFacts>(
  displays: readonly Display[],
  primary: Display,
  name: string,
): { readonly display: Display; readonly known: boolean } {
  if (name === '') return { display: primary, known: true };
  const same = (label: string): boolean => label.localeCompare(name, 'en', { sensitivity: 'accent' }) === 0;
  const number = /^\d+$/.test(name) ? Number(name) : 0;
  const display = displays.find(({ label }) => same(label)) ?? displays[number - 1];
  return display ? { display, known: true } : { display: primary, known: false };
}

/** "1 'DELL U2720Q', 2 'HDMI-1'": what there is to choose from, for a terminal. */
export const displayList = (displays: readonly DisplayFacts[]): string =>
  displays.map(({ label }, index) => (label === '' ? `${index + 1}` : `${index + 1} '${label}'`)).join(', ');

/** The display the page of a wall wants, by its address (`…#display=HDMI-1`); null where it says nothing. */
export function displayInAddress(address: string): string | null {
  try {
    return new URLSearchParams(new URL(address).hash.slice(1)).get('display');
  } catch {
    return null;
  }
}
