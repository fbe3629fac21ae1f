// Goes to what an item of a briefing is about. What has no screen of its own opens where it is listed.
import type { BriefingItem } from '../../../electron/contract/model/briefing.ts';
import { openDialog } from '../../store/dialogs.ts';
import { goToIncident } from '../../store/incidents.ts';
import { goTo } from '../../store/route.ts';
import { goToRun } from '../../store/runs.ts';
import { say } from '../../store/say.ts';
import { useWorld } from '../../store/world.ts';

export function openItem({ ref, subject, section }: BriefingItem): void {
  const { incidentId, runId, windowId, muteId, deliveryId, hostId, problemId } = ref;
  const { problems, hosts } = useWorld.getState();
  const host = hostId ?? (problemId ? problems.get(problemId)?.hostId : undefined);
  if (incidentId) goToIncident(incidentId);
  else if (runId) goToRun(runId);
  else if (windowId) goTo({ screen: 'maintenance', windowId });
  else if (deliveryId) openDialog({ type: 'delivery', deliveryId });
  else if (host && hosts.has(host)) goTo({ screen: 'host', hostId: host });
  else if (muteId) goTo({ screen: 'maintenance', muteId });
  else if (section === 'contacts') goTo({ screen: 'on-call' });
  else if (section === 'capacity' || section === 'noisy' || section === 'figures') goTo({ screen: 'engine' });
  else say(`${subject} has no screen of its own.`);
}
