// What tests of incidents do over and over at a desk of the floor (floor.ts).

import type { Incident } from '../../electron/contract/model/incident.ts';
import type { Entry } from '../../electron/contract/model/journal.ts';
import { settings } from '../../electron/contract/model/settings.ts';
import type { ContractDraft } from '../../electron/engine/services/incidents/inputs.ts';
import { type Floor, SECOND } from './floor.ts';

type Opening = ContractDraft<'open'>;

/** Opens one from problems, 'web1' or 'web1 http', or from nothing. */
export function openIncident(
  floor: Floor,
  problems: readonly string[] = [],
  more: Partial<Opening> = {},
): Promise<Incident> {
  return floor.client.incidents.open({
    fields: { title: 'checkout is down' },
    impact: 'high',
    urgency: 'medium',
    problemIds: problems.map((name) => problemId(floor, name)),
    ...more,
  });
}

export function problemId(floor: Floor, name: string) {
  const [host = '', check = 'ping'] = name.split(' ');
  const found = floor.problem(host, check);
  if (!found) throw new Error(`${name} has no problem`);
  return found.id;
}

/** From now on this check is bad (or well again), and everybody knows. */
export async function turn(floor: Floor, name: string, status: 'critical' | 'warning' | 'ok'): Promise<void> {
  const [host = '', check = 'ping'] = name.split(' ');
  floor.say(host, check, status);
  await floor.seen(host, check, 4);
  await floor.run(5 * SECOND);
}

/** Policies as an operator sets them; by default one for everything. */
export async function setPolicies(floor: Floor, ...policies: readonly object[]): Promise<void> {
  const now = await floor.client.engine.settings();
  const wanted = policies.length > 0 ? policies : [{ name: 'all', severities: [1, 2, 3, 4] }];
  await floor.client.engine.changeSettings(
    settings.parse({ ...now, incidents: { ...now.incidents, policies: wanted } }),
  );
}

/** All there are, oldest first. */
export async function allIncidents({ client }: Floor): Promise<readonly Incident[]> {
  return [...(await client.incidents.list({ limit: 500 })).incidents].reverse();
}

/** What the journal says in incidents, apart from the clocks: 'status: Incident acknowledged'. */
export async function saidIn(floor: Floor, incident?: Incident): Promise<readonly string[]> {
  return (await entriesOf(floor, incident)).map(({ kind, text }) => `${kind}: ${text}`);
}

export async function entriesOf(floor: Floor, incident?: Incident): Promise<readonly Entry[]> {
  const all = await floor.journal();
  return all.filter(
    ({ incidentId, kind }) => incidentId && kind !== 'sla' && (!incident || incidentId === incident.id),
  );
}

export const refusalOf = async (call: Promise<unknown>): Promise<{ code: string; message: string; path: string }> => {
  const error = (await call.then(
    () => ({ code: 'taken' }),
    (one: unknown) => one,
  )) as { code?: string; message?: string; data?: { fields?: readonly { path: string }[] } };
  return { code: error.code ?? '', message: error.message ?? '', path: error.data?.fields?.[0]?.path ?? '' };
};
