// The clocks of an incident, a glance each: what was promised, what is left, and by when.
import { Check } from 'lucide-react';
import type { Incident } from '../../../electron/contract/model/incident.ts';
import { useNow } from '../../lib/now.ts';
import { CLOCK_NAMES, targetWords } from '../../store/incident-words.ts';
import { clockNow } from '../../store/sla.ts';
import { SlaBar } from '../../ui/sla-bar.tsx';
import { CLOCK_KINDS_IN_ORDER, clockFace } from './clock-face.ts';

export function SlaClocks({ incident }: { readonly incident: Incident }) {
  const clocks = CLOCK_KINDS_IN_ORDER.flatMap((kind) => incident.clocks.find((clock) => clock.kind === kind) ?? []);
  if (clocks.length === 0) return null;
  return (
    <section className="clocks" aria-label="Promised times">
      {clocks.map((clock) => (
        <ClockCell key={clock.kind} clock={clock} heldSince={incident.onHold?.since ?? null} />
      ))}
    </section>
  );
}

interface CellProps {
  readonly clock: Incident['clocks'][number];
  readonly heldSince: number | null;
}

function ClockCell({ clock, heldSince }: CellProps) {
  const now = useNow();
  const { share, state } = clockNow(clock, now);
  const { figure, beside } = clockFace(clock, now, heldSince);
  return (
    <div className={state}>
      <span>
        {CLOCK_NAMES[clock.kind]}
        <em>{targetWords(clock.targetMs)}</em>
      </span>
      <b>
        {state === 'kept' && <Check className="ic" aria-hidden="true" />}
        {figure}
        {beside && <u>{beside}</u>}
      </b>
      <SlaBar share={share} state={state} />
    </div>
  );
}
