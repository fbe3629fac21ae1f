// The thin edge to WebAudio, on contexts made for it: what it tells of the device, and how it is cut short.
import { afterEach, describe, expect, test, vi } from 'vitest';
import { openSpeaker } from '../../renderer/features/sound/speaker.ts';
import { PATTERNS } from '../../renderer/features/sound/tones.ts';

describe('the speaker', () => {
  afterEach(() => {
    vi.useRealTimers();
  });
  /** A context as far as the speaker asks; its clock runs only where there is a device. */
  const made = (hasDevice: () => boolean) => {
    const ends: number[] = [];
    const began = performance.now();
    const param = {
      setValueAtTime() {},
      exponentialRampToValueAtTime() {},
      setTargetAtTime: (to: number) => ends.push(to),
    };
    const node = { gain: param, frequency: {}, connect: (to: unknown) => to, start() {}, stop() {} };
    const runs = hasDevice();
    return {
      ends,
      context: {
        state: 'running',
        destination: {},
        get currentTime() {
          return runs ? (performance.now() - began) / 1_000 : 0;
        },
        createGain: () => node,
        createOscillator: () => node,
        addEventListener() {},
        close: async () => {},
      } as unknown as AudioContext,
    };
  };
  const heard = async (playing: Promise<string>) => {
    await vi.advanceTimersByTimeAsync(1_000);
    return playing;
  };
  test('a device that is plugged in later is found with the next tone', async () => {
    vi.useFakeTimers();
    let hasDevice = false;
    const speaker = openSpeaker(() => made(() => hasDevice).context);
    expect(await heard(speaker.play(PATTERNS[1].tones, 70))).toBe('none');
    hasDevice = true;
    expect(await heard(speaker.play(PATTERNS[1].tones, 70))).toBe('yes');
  });
  test('hushed, what sounds fades out at once', async () => {
    vi.useFakeTimers();
    const { context, ends } = made(() => true);
    const speaker = openSpeaker(() => context);
    speaker.hush();
    expect(ends).toEqual([]);
    const playing = speaker.play(PATTERNS[1].tones, 70);
    await vi.advanceTimersByTimeAsync(100);
    speaker.hush();
    expect(ends).toEqual([0]);
    expect(await heard(playing)).toBe('yes');
  });
});
