// One promise of an incident at this second: what is left (or by how much it is missed) in words, and the bar below.
import type { Incident } from '../../electron/contract/model/incident.ts';
import type { SlaClock } from '../../electron/contract/model/sla.ts';
import { useNow } from '../lib/now.ts';
import { clockWords } from '../store/incident-words.ts';
import { clockNow } from '../store/sla.ts';
import { SlaBar } from '../ui/sla-bar.tsx';

interface Props {
  readonly incident: Incident;
  readonly clock: SlaClock;
}

export function IncidentClock({ incident: { onHold }, clock }: Props) {
  const now = useNow();
  const { share, state } = clockNow(clock, now);
  return <SlaBar share={share} state={state} words={clockWords(clock, now, onHold?.since ?? null)} />;
}
