// One incident: its timeline, what it is about, what was promised. (Scaffold: its owner writes it.)
import type { IncidentId } from '../../../electron/contract/model/ids.ts';

export function IncidentScreen(_: { readonly incidentId: IncidentId; readonly seq: number | undefined }) {
  return <main />;
}
