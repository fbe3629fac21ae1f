// The wallboard part of the settings: read when the engine comes, and again now and then, because nobody is there to reload
// it. While the engine is gone, what was read last still holds.
import { useEffect } from 'react';
import { create } from 'zustand';
import type { Settings } from '../../../electron/contract/model/settings.ts';
import { useNowEvery } from '../../lib/now.ts';
import { engine } from '../../link/client.ts';
import { isWall } from '../../store/route.ts';
import { useWorld } from '../../store/world.ts';

export type WallSettings = Settings['wallboard'];

const READ_EVERY_MS = 30_000;

/** As the contract has it where nobody set anything. */
const USUAL: WallSettings = { display: '', views: ['overview', 'incidents', 'shift'], everySeconds: 30, zone: '' };

interface Kept {
  readonly wall: WallSettings;
  /** Whether it was ever read. */
  readonly isRead: boolean;
}

const useKept = create<Kept>()(() => ({ wall: USUAL, isRead: false }));

/** What holds; the usual until it was read. */
export function useWallSettings(): Kept {
  const isLive = useWorld((world) => world.link === 'live');
  const engineId = useWorld((world) => world.engineId);
  const step = useNowEvery(READ_EVERY_MS);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another engine may hold other settings, and somebody may change them
  useEffect(() => {
    if (!isLive) return;
    engine()
      .engine.settings()
      .then(({ wallboard }) => take(wallboard))
      // Not read: the wall goes on as it was; the next step asks again.
      .catch(() => {});
  }, [isLive, engineId, step]);
  return useKept();
}

function take(wall: WallSettings): void {
  const kept = useKept.getState();
  if (!kept.isRead || JSON.stringify(wall) !== JSON.stringify(kept.wall)) useKept.setState({ wall, isRead: true });
  // The main process reads here on which display the wall is to stand: a page has no other word with it.
  if (isWall) history.replaceState(null, '', `#display=${encodeURIComponent(wall.display)}`);
}
