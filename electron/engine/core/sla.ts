// SLA clocks. (Scaffold: its owner writes it.)
import type { Incident } from '../../contract/model/incident.ts';
import type { SlaClock, SlaPromise } from '../../contract/model/sla.ts';

/** The clocks of an incident as they stand at `at`, epoch ms. */
export function clocksOf(_: Omit<Incident, 'clocks'>, __: SlaPromise, ___: number): readonly SlaClock[] {
  return [];
}
