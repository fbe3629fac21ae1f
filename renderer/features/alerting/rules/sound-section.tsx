// How loud an alarm is, and what each severity sounds like.
import { Volume2 } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import { SEVERITIES, type Severity } from '../../../../electron/contract/model/severity-of.ts';
import { useKeys } from '../../../store/keys.ts';
import { playOnce, useSound } from '../../../store/sound.ts';
import { Keycap } from '../../../ui/keycap.tsx';
import { SeverityTag } from '../../../ui/severity-tag.tsx';
import { tryChange } from './use-alerting.ts';
import './rules.css';

/** The player's tones (features/sound/tones.ts) in words. */
const SOUNDS: Readonly<Record<Severity, string>> = {
  1: 'Three rising tones, every 4 s until somebody acknowledges or silences.',
  2: 'Two falling tones, every 8 s until somebody acknowledges or silences.',
  3: 'One soft chime, once.',
  4: 'One short tick, once.',
};

const HEARD: Readonly<Record<'unknown' | 'yes' | 'blocked' | 'none', string>> = {
  unknown: 'Nothing was played in this window yet: 1 to 4 play the tones.',
  yes: 'This window can be heard: the last tones were played.',
  blocked: 'This window may not play until a key is pressed in it. Alarms flash meanwhile.',
  none: 'No audio device takes the tones. Alarms flash instead.',
};

const STEP = 5;

export interface SoundSectionProps {
  readonly volume: number;
  readonly louderAfterMinutes: number;
}

export function SoundSection({ volume, louderAfterMinutes }: SoundSectionProps) {
  const id = useId();
  const audible = useSound((state) => state.audible);
  const [shown, setShown] = useState(volume);
  useEffect(() => setShown(volume), [volume]);
  const set = (next: number) => {
    const to = Math.min(100, Math.max(0, next));
    setShown(to);
    if (to === volume) return;
    void tryChange((now) => ({ ...now, volume: to }), 'the volume', `Alarms sound at ${to} %.`);
  };
  useKeys('Sound', [
    ...SEVERITIES.map((one) => ({
      keys: [String(one)],
      label: `Play SEV${one}`,
      run: () => playOnce(one, shown),
    })),
    { keys: ['['], label: 'Quieter', run: () => set(shown - STEP) },
    { keys: [']'], label: 'Louder', run: () => set(shown + STEP) },
  ]);
  const silent = audible === 'blocked' || audible === 'none' || shown === 0;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the pane scrolls, and has to without a mouse
    <section className="alr-pane" aria-label="Sound" tabIndex={0}>
      <div className="ph">
        <h2>Sound</h2>
        <span className="sub">of every window of this monitor</span>
      </div>
      <div className="vol">
        <label htmlFor={id}>Volume</label>
        <input
          id={id}
          type="range"
          min={0}
          max={100}
          step={STEP}
          value={shown}
          aria-valuetext={`${shown} %`}
          onChange={(event) => setShown(Number(event.target.value))}
          onPointerUp={() => set(shown)}
          onKeyUp={() => set(shown)}
          onBlur={() => set(shown)}
        />
        <output htmlFor={id} className="figure">
          {shown}
          <u>%</u>
        </output>
        <span>
          <Keycap keys="[" />
          <Keycap keys="]" />
        </span>
      </div>
      <LouderField minutes={louderAfterMinutes} />
      <p className={silent ? 'none wrong' : 'none'} role="status">
        {shown === 0 ? 'At 0 % nothing is heard: alarms flash only.' : HEARD[audible]}
      </p>
      <ul className="tones">
        {SEVERITIES.map((one) => (
          <li key={one}>
            <SeverityTag severity={one} />
            <span>{SOUNDS[one]}</span>
            <button type="button" className="btn" onClick={() => playOnce(one, shown)}>
              <Keycap keys={String(one)} />
              <Volume2 className="ic" aria-hidden="true" /> Play
            </button>
          </li>
        ))}
      </ul>
      <p className="help">
        Sound goes through a channel of the kind Sound, by a route. S silences an alarm from anywhere, A acknowledges
        what sounds.
      </p>
    </section>
  );
}

const MOST_MINUTES = 60;

/** After how long an alarm that nobody took gets louder. Taken up when the field is left or Enter is pressed. */
function LouderField({ minutes }: { readonly minutes: number }) {
  const id = useId();
  const [typed, setTyped] = useState(String(minutes));
  useEffect(() => setTyped(String(minutes)), [minutes]);
  const wanted = /^\d{1,2}$/.test(typed.trim()) ? Number(typed) : Number.NaN;
  const isWrong = !(wanted >= 0 && wanted <= MOST_MINUTES);
  const take = () => {
    if (isWrong || wanted === minutes) return;
    const done = wanted === 0 ? 'Alarms never get louder.' : `Alarms get louder after ${wanted} min.`;
    void tryChange((now) => ({ ...now, louderAfterMinutes: wanted }), 'when alarms get louder', done);
  };
  return (
    <div className="vol louder">
      <label htmlFor={id}>Louder after</label>
      <input
        id={id}
        className="input"
        inputMode="numeric"
        autoComplete="off"
        value={typed}
        aria-describedby={`${id}-about`}
        aria-invalid={isWrong || undefined}
        onChange={({ target }) => setTyped(target.value)}
        onBlur={take}
        onKeyDown={({ key }) => key === 'Enter' && take()}
      />
      <span className="unit">min</span>
      <p id={`${id}-about`} className={isWrong ? 'none wrong' : 'none'}>
        {isWrong
          ? `A whole number of minutes, 0 to ${MOST_MINUTES}.`
          : 'An alarm that nobody took gets louder and faster then, and again after as long. 0: never.'}
      </p>
    </div>
  );
}
