// Pure: what each severity sounds like. Told apart by pitch, by the number of tones and by how often they come, so that
// whoever hears badly in one range still knows which it is. Urgency by rate and pitch after IEC 60601-1-8 and ISO 7731.
import type { Severity } from '../../../electron/contract/model/severity.ts';

export interface Tone {
  /** After the start of the pattern, ms. */
  readonly atMs: number;
  readonly lengthMs: number;
  readonly hertz: number;
  /** Of the volume, 0..1. */
  readonly level: number;
  /** Sine is soft; triangle has overtones, which carry through a noisy room. */
  readonly wave: 'sine' | 'triangle';
}

export interface Pattern {
  readonly tones: readonly Tone[];
  /** From start to start while it repeats, ms. */
  readonly everyMs: number;
  /** What it is, for the button that plays it. */
  readonly words: string;
}

const tone = (atMs: number, lengthMs: number, hertz: number, level: number, wave: Tone['wave']): Tone => ({
  atMs,
  lengthMs,
  hertz,
  level,
  wave,
});

/** SEV1 and SEV2 repeat until somebody takes them; SEV3 and SEV4 sound once, and repeat slowly should they have to. */
export const PATTERNS: Readonly<Record<Severity, Pattern>> = {
  1: {
    tones: [
      tone(0, 180, 880, 1, 'triangle'),
      tone(230, 180, 1_175, 1, 'triangle'),
      tone(460, 320, 1_568, 1, 'triangle'),
    ],
    everyMs: 4_000,
    words: 'three rising tones, every 4 s',
  },
  2: {
    tones: [tone(0, 240, 784, 0.85, 'triangle'), tone(320, 360, 587, 0.85, 'triangle')],
    everyMs: 8_000,
    words: 'two falling tones, every 8 s',
  },
  3: { tones: [tone(0, 700, 523, 0.5, 'sine')], everyMs: 30_000, words: 'one soft chime, once' },
  4: { tones: [tone(0, 60, 330, 0.45, 'sine')], everyMs: 60_000, words: 'one short tick, once' },
};

/** From the start to the end of the last tone, ms. */
export const lengthOf = ({ tones }: Pattern): number =>
  tones.reduce((end, { atMs, lengthMs }) => Math.max(end, atMs + lengthMs), 0);
