// Pure: what hangs on the wall, while it is typed.
import type { FieldError } from '../../../electron/contract/api/errors.ts';
import type { Settings } from '../../../electron/contract/model/settings.ts';

type Wallboard = Settings['wallboard'];
export type WallView = Wallboard['views'][number];

/** In the order in which they come round. */
export const WALL_VIEWS: readonly (readonly [view: WallView, name: string])[] = [
  ['overview', 'Overview'],
  ['map', 'Map'],
  ['incidents', 'Incidents'],
  ['problems', 'Problems'],
  ['shift', 'Shift'],
];

export interface WallboardText {
  readonly wallDisplay: string;
  /** Names with a space between: 'overview shift'. */
  readonly wallViews: string;
  readonly wallEvery: string;
  readonly wallZone: string;
}

/** Where each stands in the contract, and what it is called in a sentence. */
export const WALLBOARD_FIELDS: Readonly<Record<keyof WallboardText, readonly [path: string, name: string]>> = {
  wallDisplay: ['wallboard.display', 'display of the wallboard'],
  wallViews: ['wallboard.views', 'views of the wallboard'],
  wallEvery: ['wallboard.everySeconds', 'time of each view'],
  wallZone: ['wallboard.zone', 'zone of the wallboard'],
};

export const wallboardText = ({ display, views, everySeconds, zone }: Wallboard): WallboardText => ({
  wallDisplay: display,
  wallViews: views.join(' '),
  wallEvery: String(everySeconds),
  wallZone: zone,
});

export const viewsIn = (text: string): WallView[] =>
  WALL_VIEWS.flatMap(([view]) => (text.split(' ').includes(view) ? [view] : []));

/** The views with one more, or one less; in their order. */
export function withView(text: string, view: WallView): string {
  const on = viewsIn(text);
  const next = on.includes(view) ? on.filter((one) => one !== view) : [...on, view];
  return viewsIn(next.join(' ')).join(' ');
}

export const viewWords = (text: string): string =>
  WALL_VIEWS.flatMap(([view, name]) => (viewsIn(text).includes(view) ? [name] : [])).join(', ');

/** As the contract wants it. What no engine could understand is added to `wrong`. */
export function toWallboard(text: WallboardText, wrong: FieldError[]): Wallboard {
  const everySeconds = Number(text.wallEvery.trim() || Number.NaN);
  if (!Number.isInteger(everySeconds))
    wrong.push({ path: WALLBOARD_FIELDS.wallEvery[0], message: 'must be a whole number' });
  const views = viewsIn(text.wallViews);
  if (views.length === 0) wrong.push({ path: WALLBOARD_FIELDS.wallViews[0], message: 'choose at least one view' });
  return { display: text.wallDisplay.trim(), views, everySeconds, zone: text.wallZone.trim() };
}
