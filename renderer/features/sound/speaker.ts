// The thin edge to WebAudio: plays tones that are made here, without any file, and finds out whether they were played.
import type { Sound } from '../../store/sound.ts';
import type { Tone } from './tones.ts';

export interface Speaker {
  /** Plays tones at a volume of 0..100 %; resolves with whether they could be played. Never rejects. */
  play(tones: readonly Tone[], volume: number): Promise<Exclude<Sound['audible'], 'unknown'>>;
  /** Ends what sounds now, in the middle of it. */
  hush(): void;
  close(): void;
}

/** How long a speaker may take to begin, ms: what does not run by then is held back by a rule of the browser. */
const START_WITHIN_MS = 1_500;
/** Ramps at both ends of a tone, s: without them it clicks. */
const RAMP_S = 0.012;

interface Sounding {
  readonly context: AudioContext;
  /** All tones of one pattern go through it. */
  readonly out: GainNode;
}

/** Opens the speaker at the first tone. `make` throws where there is no audio at all. */
export function openSpeaker(make: () => AudioContext = () => new AudioContext()): Speaker {
  let context: AudioContext | null = null;
  let broken = false;
  let sounding: Sounding | null = null;
  let hushes = 0;
  const running = async (): Promise<AudioContext> => {
    if (broken || context?.state === 'closed') await context?.close().catch(() => {});
    if (context === null || broken || context.state === 'closed') {
      context = make();
      broken = false;
      // A device that was unplugged or refused.
      context.addEventListener('error', () => {
        broken = true;
      });
    }
    if (context.state !== 'running') {
      await Promise.race([context.resume(), new Promise((done) => setTimeout(done, START_WITHIN_MS))]);
    }
    return context;
  };
  return {
    async play(tones, volume) {
      const before = hushes;
      try {
        const on = await running();
        if (on.state !== 'running') return broken ? 'none' : 'blocked';
        const out = on.createGain();
        out.connect(on.destination);
        // It may have been taken while the speaker was still waking up.
        if (hushes === before) schedule(on, tones, volume, out);
        sounding = { context: on, out };
        const startedAt = on.currentTime;
        await new Promise((done) => setTimeout(done, START_WITHIN_MS / 3));
        // The clock of a context is that of its device: it stands still where nothing is played. The next tone looks for a
        // device anew: one may have been plugged in.
        broken ||= on.currentTime <= startedAt;
        return broken ? 'none' : 'yes';
      } catch {
        return 'none';
      }
    },
    hush() {
      hushes += 1;
      sounding?.out.gain.setTargetAtTime(0, sounding.context.currentTime, RAMP_S);
      sounding = null;
    },
    close: () => void context?.close().catch(() => {}),
  };
}

/** Lays tones down from now on, into `out` (default: the speakers); at 0 % nothing is laid down at all. */
export function schedule(
  context: BaseAudioContext,
  tones: readonly Tone[],
  volume: number,
  out: AudioNode = context.destination,
): void {
  if (volume <= 0) return;
  const from = context.currentTime + 0.02;
  for (const { atMs, lengthMs, hertz, level, wave } of tones) {
    const start = from + atMs / 1_000;
    const end = start + lengthMs / 1_000;
    // Loudness is felt by the square of the amplitude: half way is half as loud.
    const peak = Math.max(0.0001, level * (volume / 100) ** 2 * 0.8);
    const gain = context.createGain();
    gain.gain.setValueAtTime(0.0001, start);
    gain.gain.exponentialRampToValueAtTime(peak, start + RAMP_S);
    gain.gain.setValueAtTime(peak, Math.max(start + RAMP_S, end - 4 * RAMP_S));
    gain.gain.exponentialRampToValueAtTime(0.0001, end);
    const source = context.createOscillator();
    source.type = wave;
    source.frequency.value = hertz;
    source.connect(gain).connect(out);
    source.start(start);
    source.stop(end + RAMP_S);
  }
}
