// The voice of a machine goes from window to window; how loud it is goes along.
import { cleanup, renderHook, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { usePlayer } from '../../renderer/features/sound/use-player.ts';
import { useSound } from '../../renderer/store/sound.ts';
import { emptyWorld, useWorld } from '../../renderer/store/world.ts';

let volume = 70;
vi.mock('../../renderer/link/client.ts', () => ({
  engine: () => ({ engine: { settings: async () => ({ alerting: { volume, louderAfterMinutes: 3 } }) } }),
}));

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  useWorld.setState(emptyWorld, true);
});

test('a wall that gets the voice back sounds as loud as the desk had set it meanwhile', async () => {
  let give: () => void = () => {};
  const locks = {
    request: (_name: string, _options: unknown, hold: () => Promise<void>) =>
      new Promise<void>((_resolve, reject) => {
        give = () => void hold().then(() => reject(new Error('given back')));
      }),
  };
  vi.stubGlobal('navigator', Object.assign(Object.create(navigator), { locks }));
  useWorld.setState({ engineId: 'one', link: 'live' });
  renderHook(() => usePlayer(false));
  await waitFor(() => expect(useSound.getState().volume).toBe(70));
  volume = 25;
  give();
  await waitFor(() => expect(useSound.getState().volume).toBe(25));
});
