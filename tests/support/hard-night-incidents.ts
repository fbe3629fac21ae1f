// The incidents of the hard night: one in every state there is.
import type { Client } from '../../electron/contract/index.ts';
import type { Incident } from '../../electron/contract/model/incident.ts';
import { type Floor, MINUTE } from './floor.ts';
import { problemId, turn } from './hard-night-floor.ts';

type MoveTo = Parameters<Client['incidents']['moveTo']>[0];

/** Opened from a problem, 'pay1 http'; by impact and urgency HH is SEV1, HM SEV2, LM SEV4. */
async function open(floor: Floor, title: string, problem: string, levels: 'HH' | 'HM' | 'MM'): Promise<Incident> {
  if (problem !== '') await turn(floor, problem, 'critical', `${title} (seen)`);
  const level = { H: 'high', M: 'medium' } as const;
  return floor.client.incidents.open({
    fields: { title },
    impact: level[levels[0] as 'H' | 'M'],
    urgency: level[levels[1] as 'H' | 'M'],
    problemIds: problem === '' ? [] : [problemId(floor, problem)],
  });
}

const ended = { resolution: 'Restarted it.', rootCause: 'A leak of memory.' };

export async function playIncidents(floor: Floor): Promise<void> {
  const { incidents } = floor.client;
  const move = async ({ id }: Incident, status: MoveTo['status'], more: Partial<MoveTo> = {}) => {
    await floor.run(MINUTE);
    return incidents.moveTo({ incidentId: id, status, ...more });
  };
  const lead = ({ id }: Incident, name: string) => incidents.assign({ incidentId: id, role: 'lead', name });

  await open(floor, 'Replication stands still', 'fra2-db-07 replication', 'HH');

  const taken = await open(floor, 'Card payments time out', 'pay1 http', 'HM');
  await lead(taken, 'M. Okafor');
  await move(taken, 'acknowledged');
  await incidents.note({ incidentId: taken.id, text: 'Gateway B answers, A does not. Moved half of it over.' });

  const mitigated = await open(floor, 'Refunds are slow', 'pay2 http', 'HM');
  await lead(mitigated, 'J. Lindqvist');
  await move(mitigated, 'acknowledged');
  await move(mitigated, 'mitigated');

  const waiting = await open(floor, 'Statements late', 'pay3 http', 'MM');
  await incidents.hold({ incidentId: waiting.id, waitsFor: 'vendor', reason: 'carrier looks at it, ref 88213' });
  await incidents.putTickets({ incidentId: waiting.id, tickets: [{ system: 'Carrier desk', id: '88213', url: '' }] });

  const again = await open(floor, 'Log-in fails now and then', 'pay4 http', 'MM');
  await move(again, 'acknowledged');
  await move(again, 'resolved', ended);
  await move(again, 'open', { reason: 'it is back' });

  const resolved = await open(floor, 'Search is empty', 'pay5 http', 'HM');
  await turn(floor, 'pay5 http', 'ok');
  await move(resolved, 'acknowledged');
  await move(resolved, 'resolved', ended);

  const closed = await open(floor, 'Latency of lon3', 'pay6 http', 'HM');
  await turn(floor, 'pay6 http', 'ok');
  await move(closed, 'acknowledged');
  await move(closed, 'resolved', ended);
  await move(closed, 'closed');

  const cancelled = await open(floor, 'Somebody called', '', 'MM');
  await move(cancelled, 'cancelled', { reason: 'wrong number' });

  const merged = await open(floor, 'Customers cannot pay', '', 'HM');
  await incidents.merge({ incidentId: merged.id, into: taken.id, reason: 'same outage' });
}
