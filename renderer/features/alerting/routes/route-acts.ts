// Changing the routes: always all of them, in their order. Taking a change back is honest only while nobody else has
// changed them since; then it says so instead.
import { create } from 'zustand';
import type { Route, RouteDraft } from '../../../../electron/contract/model/notice.ts';
import { engine } from '../../../link/client.ts';
import { attempt, say } from '../../../store/say.ts';
import { useWorld } from '../../../store/world.ts';

interface Undo {
  /** As they were before, and as this window left them. */
  readonly before: readonly Route[];
  readonly after: readonly Route[];
  readonly what: string;
}

export const useRouteUndo = create<{ readonly undo: Undo | null }>()(() => ({ undo: null }));

/** Sends all routes; throws the engine's refusal. `what` names the change, for taking it back. */
export async function putRoutes(routes: readonly RouteDraft[], what: string): Promise<void> {
  const before = useWorld.getState().routes;
  const after = await engine().alerts.putRoutes({ routes: [...routes] });
  useRouteUndo.setState({ undo: { before, after, what } });
}

export const changeRoutes = (routes: readonly Route[], what: string, done: string): Promise<boolean> =>
  attempt(
    () => putRoutes(routes, what),
    () => `${done} z takes it back.`,
  );

/** Moves a route by so many places; nothing happens at the ends. */
export function moveRoute(routes: readonly Route[], index: number, by: number): void {
  const moved = routes[index];
  const to = index + by;
  if (!moved || to < 0 || to >= routes.length) return;
  const others = routes.toSpliced(index, 1);
  void changeRoutes(
    others.toSpliced(to, 0, moved),
    `the move of ${moved.name}`,
    `${moved.name} is number ${to + 1} now.`,
  );
}

export async function undoRoutes(): Promise<void> {
  const { undo } = useRouteUndo.getState();
  if (!undo) return;
  if (JSON.stringify(useWorld.getState().routes) !== JSON.stringify(undo.after)) {
    say(`Somebody changed the routes since: taking back ${undo.what} would undo that too. Nothing was changed.`, true);
    useRouteUndo.setState({ undo: null });
    return;
  }
  await attempt(
    async () => {
      await engine().alerts.putRoutes({ routes: [...undo.before] });
      useRouteUndo.setState({ undo: null });
    },
    () => `Taken back: ${undo.what}.`,
  );
}
