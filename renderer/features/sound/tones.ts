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

/** How urgent: 1 as it begins, 2 and 3 when nobody took it for long. */
export type Step = 1 | 2 | 3;

/** How much closer the repeats come. */
const FASTER: Readonly<Record<Step, number>> = { 1: 1, 2: 0.6, 3: 0.4 };
/** How much of what the volume leaves free is used. */
const LOUDER: Readonly<Record<Step, number>> = { 1: 0, 2: 0.4, 3: 0.8 };
/** A pitch a fourth higher and, at the last step, the pattern twice in a row: it does not fade into the room. */
const SECOND_AFTER_MS = 120;
const FOURTH = 4 / 3;

/** What a severity sounds like when nobody took it for long: faster, then higher and twice in a row. */
export function patternOf(severity: Severity, step: Step): Pattern {
  const usual = PATTERNS[severity];
  return step === 1 ? usual : (LATER[severity][step] ?? usual);
}

const LATER: Readonly<Record<Severity, Readonly<Partial<Record<Step, Pattern>>>>> = {
  1: { 2: urged(PATTERNS[1], 2), 3: urged(PATTERNS[1], 3) },
  2: { 2: urged(PATTERNS[2], 2), 3: urged(PATTERNS[2], 3) },
  3: { 2: urged(PATTERNS[3], 2), 3: urged(PATTERNS[3], 3) },
  4: { 2: urged(PATTERNS[4], 2), 3: urged(PATTERNS[4], 3) },
};

function urged(usual: Pattern, step: Step): Pattern {
  const full = usual.tones.map((one) => ({ ...one, level: one.level + (1 - one.level) * LOUDER[step] }));
  const again = lengthOf(usual) + SECOND_AFTER_MS;
  const tones =
    step < 3
      ? full
      : full.flatMap((one) => [one, { ...one, atMs: one.atMs + again, hertz: Math.round(one.hertz * FOURTH) }]);
  return { ...usual, tones: tones.toSorted((a, b) => a.atMs - b.atMs), everyMs: usual.everyMs * FASTER[step] };
}

/** The volume at a step, 0..100 %. 0 is mute and stays so: somebody wanted it. */
export const volumeAt = (volume: number, step: Step): number =>
  volume <= 0 ? 0 : volume + (100 - volume) * LOUDER[step];

/** The step of an alarm that nobody took for so long; `louderAfterMs` 0 means never louder. */
export function stepAfter(untakenMs: number, louderAfterMs: number): Step {
  if (louderAfterMs <= 0 || untakenMs < louderAfterMs) return 1;
  return untakenMs < 2 * louderAfterMs ? 2 : 3;
}

/** From the start to the end of the last tone, ms. */
export function lengthOf({ tones }: Pattern): number {
  return tones.reduce((end, { atMs, lengthMs }) => Math.max(end, atMs + lengthMs), 0);
}
