// What this window knows of its own sounds: how loud, whether they can be heard, which alarms it keeps quiet by itself.
// The player (features/sound) reads the wishes and writes the rest.
import { create } from 'zustand';
import type { Settings } from '../../electron/contract/model/settings.ts';
import type { Severity } from '../../electron/contract/model/severity.ts';

export interface Sound {
  /** Of the settings, 0..100 %. */
  readonly volume: number;
  /** Of the settings: after so long untaken an alarm gets louder, and again after as long, ms; 0: never. */
  readonly louderAfterMs: number;
  /** 'unknown' until something was played; 'blocked': this window may not play; 'none': there is nothing to play on. */
  readonly audible: 'unknown' | 'yes' | 'blocked' | 'none';
  /** Alarms silenced in this window alone, because the monitor could not be told. */
  readonly quieted: ReadonlySet<string>;
  /** Somebody wants to hear what a severity sounds like. A new object is a new wish. */
  readonly wish: { readonly severity: Severity; readonly volume: number } | null;
}

export const useSound = create<Sound>()(() => ({
  volume: 70,
  louderAfterMs: 180_000,
  audible: 'unknown',
  quieted: new Set(),
  wish: null,
}));

/** Plays the tones of a severity once, at a volume in percent (default: as set). */
export const playOnce = (severity: Severity, volume = useSound.getState().volume): void =>
  useSound.setState({ wish: { severity, volume } });

/** What holds now; the engine keeps it. `volume` 0..100 %. */
export const holdSound = ({ volume, louderAfterMinutes }: Settings['alerting']): void =>
  useSound.setState({ volume, louderAfterMs: louderAfterMinutes * 60_000 });

/** Silences alarms here, and nowhere else. */
export const quietHere = (alarmIds: readonly string[]): void =>
  useSound.setState(({ quieted }) => ({ quieted: new Set([...quieted, ...alarmIds]) }));
