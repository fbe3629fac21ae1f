// (Scaffold: its owner writes it.)
import type { Incident } from '../../../electron/contract/model/incident.ts';

export function ProblemsPane(_: { readonly incident: Incident }) {
  return null;
}
