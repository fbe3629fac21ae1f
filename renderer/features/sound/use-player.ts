// Ties the player to this window: the alarms of the world, the volume of the settings, the wish to hear one tone.
import { useEffect } from 'react';
import { engine } from '../../link/client.ts';
import { holdSound, useSound } from '../../store/sound.ts';
import { useWorld } from '../../store/world.ts';
import { createPlayer } from './player.ts';
import { openSpeaker } from './speaker.ts';
import { PATTERNS } from './tones.ts';
import { takeVoice } from './voice.ts';

const later = (run: () => void, ms: number): (() => void) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

async function readVolume(): Promise<void> {
  try {
    const { alerting } = await engine().engine.settings();
    holdSound(alerting);
  } catch {
    // It stays as loud as it was; an alarm does not wait for its volume.
  }
}

/**
 * Sounds as long as the calling component is mounted; there is one in the shell. `isDesk`: somebody sits at this window, so
 * it sounds rather than a wall of the same machine.
 */
export function usePlayer(isDesk: boolean): void {
  const engineId = useWorld((world) => world.engineId);
  useEffect(() => {
    if (engineId !== null) void readVolume();
  }, [engineId]);
  useEffect(() => {
    const speaker = openSpeaker();
    const player = createPlayer({
      speaker,
      later,
      now: Date.now,
      volume: () => useSound.getState().volume,
      louderAfterMs: () => useSound.getState().louderAfterMs,
      onAudible: (audible) => useSound.setState({ audible }),
    });
    let isMine = false;
    const follow = (): void => {
      const { quieted } = useSound.getState();
      player.follow(isMine ? useWorld.getState().alarms.filter(({ id }) => !quieted.has(id)) : []);
    };
    const letGo = takeVoice(isDesk, (mine) => {
      isMine = mine;
      follow();
      // The window that had the voice may have changed how loud it is.
      if (mine) void readVolume();
    });
    const undo = [
      useWorld.subscribe(({ alarms }, before) => alarms !== before.alarms && follow()),
      useSound.subscribe(({ quieted, wish }, before) => {
        if (quieted !== before.quieted) follow();
        if (wish === null || wish === before.wish) return;
        void speaker.play(PATTERNS[wish.severity].tones, wish.volume).then((audible) => useSound.setState({ audible }));
      }),
    ];
    return () => {
      letGo();
      for (const end of undo) end();
      player.stop();
      speaker.close();
    };
  }, [isDesk]);
}
