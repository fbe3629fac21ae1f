// (Scaffold: its owner writes it.)
import type { Incident } from '../../../electron/contract/model/incident.ts';

export function StoryPane(_: { readonly incident: Incident }) {
  return null;
}
