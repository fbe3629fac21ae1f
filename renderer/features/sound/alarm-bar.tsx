// The alarm bar, below the top bar: what sounds, since when, and the two ways to end it. Where nothing can be heard it
// says so and is drawn reversed, so that the eye is called instead of the ear.
import { BellRing, VolumeX } from 'lucide-react';
import { useLayoutEffect, useRef } from 'react';
import type { Alarm } from '../../../electron/contract/model/notice.ts';
import { useNowEvery } from '../../lib/now.ts';
import { engine } from '../../link/client.ts';
import { openDialog, useDialogs } from '../../store/dialogs.ts';
import { useAlarmKeys, useBaseKeys } from '../../store/keys.ts';
import { say } from '../../store/say.ts';
import { quietHere, useSound } from '../../store/sound.ts';
import { useWorld } from '../../store/world.ts';
import { Ago } from '../../ui/figures.tsx';
import { Keycap } from '../../ui/keycap.tsx';
import { SeverityTag } from '../../ui/severity-tag.tsx';
import { othersWords, shownAlarms, silentWhy } from './alarm-words.ts';
import { stepAfter } from './tones.ts';
import './sound.css';

/** How long a click is not taken after the bar came or went, ms: it was meant for what stood there before. */
const SETTLE_MS = 500;

export function AlarmBar() {
  const alarms = useWorld((world) => world.alarms);
  const sound = useSound();
  const shown = shownAlarms(alarms, sound, useNowEvery(5_000));
  const [worst] = shown;
  useSettling(worst !== undefined);
  const silence = () => void silenceAll(shown);
  const off = worst === undefined;
  useBaseKeys('Alarm', [
    { keys: ['S'], label: 'Silence the alarm', off, run: silence },
    // Also while something is typed, or a dialog is open.
    { keys: ['Ctrl+Shift+S'], label: 'Silence, from a field too', everywhere: true, move: true, off, run: silence },
  ]);
  return worst ? <Bar worst={worst} shown={shown} onSilence={silence} /> : null;
}

interface BarProps {
  readonly worst: Alarm;
  readonly shown: readonly Alarm[];
  readonly onSilence: () => void;
}

function Bar({ worst, shown, onSilence }: BarProps) {
  const off = worst.problemIds.length === 0;
  const take = () => takeOver(worst);
  useAlarmKeys('Alarm', [
    { keys: ['A'], label: 'Acknowledge what sounds', off, run: take },
    { keys: ['Ctrl+Shift+A'], label: 'Acknowledge, from a field too', everywhere: true, move: true, off, run: take },
  ]);
  const lost = useWorld((world) => world.link === 'lost');
  const why = silentWhy(useSound());
  return (
    <section className={`alarm-bar a-sev${worst.severity}${why ? ' unheard' : ''}`} aria-label="Alarm">
      {why ? <VolumeX className="ic" aria-hidden="true" /> : <BellRing className="ic" aria-hidden="true" />}
      <SeverityTag severity={worst.severity} lit />
      <p>
        <b role="alert">{worst.title}</b>
        <Untaken worst={worst} shown={shown} />
        {why && <em role="alert">{why}</em>}
        {lost && <em>The monitor stopped: this is what it knew last.</em>}
      </p>
      <button type="button" className="btn big" onClick={onSilence}>
        <Keycap keys="S" />
        Silence
      </button>
      {!off && (
        <button type="button" className="btn pri big" onClick={take}>
          <Keycap keys="A" />
          Acknowledge
        </button>
      )}
    </section>
  );
}

/** How long nobody took it, and how urgent that has made it. */
function Untaken({ worst, shown }: { readonly worst: Alarm; readonly shown: readonly Alarm[] }) {
  const louderAfterMs = useSound((state) => state.louderAfterMs);
  const now = useNowEvery(1_000);
  const isLouder = worst.repeats && stepAfter(now - worst.at, louderAfterMs) > 1;
  return (
    <span>
      nobody took it for <Ago at={worst.at} />
      {isLouder && ', getting louder'} {othersWords(shown)}
    </span>
  );
}

const takeOver = ({ problemIds }: Alarm): void => {
  const { open } = useDialogs.getState();
  if (open === null) openDialog({ type: 'acknowledge', problemIds });
  // The key also works in a field, so it comes here from a dialog too: what is typed there stays.
  else if (open.type !== 'acknowledge') say('Close the dialog that is open first: then A acknowledges what sounds.');
};

/** Silences what is shown and nothing that came meanwhile. Where the monitor cannot be told, this window alone keeps quiet. */
async function silenceAll(shown: readonly Alarm[]): Promise<void> {
  const alarmIds = shown.map(({ id }) => id);
  try {
    if (useWorld.getState().link === 'lost') throw new Error('The monitor stopped.');
    await engine().alerts.silence({ alarmIds });
    say('Silenced. Nobody has acknowledged it yet: A does that.');
  } catch (error) {
    quietHere(alarmIds);
    const why = error instanceof Error ? error.message : String(error);
    say(`Silenced in this window alone: ${why} Other windows sound on.`, true);
  }
}

/** The screen moves by the height of the bar when it comes or goes; what is clicked in that moment is not meant. */
function useSettling(isShown: boolean): void {
  const was = useRef(isShown);
  useLayoutEffect(() => {
    if (was.current === isShown) return;
    was.current = isShown;
    const { dataset } = document.documentElement;
    dataset.settling = '';
    const timer = setTimeout(() => {
      delete dataset.settling;
    }, SETTLE_MS);
    return () => {
      clearTimeout(timer);
      delete dataset.settling;
    };
  }, [isShown]);
}
