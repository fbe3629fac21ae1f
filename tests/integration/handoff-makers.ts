// A floor on which one shift hands over to the next: two people with PINs, at desks of their own, an incident and a bad check.
import type { Client } from '../../electron/contract/index.ts';
import type { BriefingItem } from '../../electron/contract/model/briefing.ts';
import type { HandoffView } from '../../electron/contract/model/handoff.ts';
import type { HandoffId } from '../../electron/contract/model/ids.ts';
import type { Incident } from '../../electron/contract/model/incident.ts';
import { type Floor, type FloorOptions, SECOND } from '../support/floor.ts';
import { AB, id, MO, manned, night } from './shift-makers.ts';

export const PIN = { mo: '1357', ab: '2468' } as const;

export interface ShiftChange {
  readonly floor: Floor;
  /** At their desks; `theirs` is A. Brandt's, `ours` M. Okafor's. */
  readonly ours: Client;
  readonly theirs: Client;
  readonly incident: Incident;
  readonly incidentKey: string;
  readonly problemKey: string;
}

/** Desks as they are after a restart: whoever signed in still sits there. */
export const desks = (floor: Floor) => ({ ours: floor.connect('desk-1'), theirs: floor.connect('desk-2') });

/** 02:00 UTC in Night A; Early B follows at 05:00 UTC. */
export async function shiftChange(options: FloorOptions = {}): Promise<ShiftChange> {
  const floor = await manned(options);
  const { client } = floor;
  await client.shifts.putPlan(night());
  await client.shifts.putPlan(
    night({ id: id('early-b'), name: 'Early B', from: '06:00', to: '14:00', people: [AB], overrides: [] }),
  );
  const { ours, theirs } = desks(floor);
  await client.shifts.setPin({ personId: MO, pin: PIN.mo });
  await client.shifts.setPin({ personId: AB, pin: PIN.ab });
  await ours.shifts.signIn({ personId: MO, pin: PIN.mo });
  await theirs.shifts.signIn({ personId: AB, pin: PIN.ab });
  await floor.watch('sw1', { checks: [{ name: 'uplink', policy: { maxAttempts: 1 } }] });
  await floor.watch('db7', { checks: [{ name: 'lag', policy: { maxAttempts: 1 } }] });
  floor.say('sw1', 'uplink', 'critical');
  floor.say('db7', 'lag', { status: 'warning', summary: 'Replication lag 1190 s' });
  await floor.seen('sw1', 'uplink');
  await floor.seen('db7', 'lag');
  await floor.run(SECOND);
  const problemIds = [floor.problem('sw1', 'uplink')?.id ?? ('' as never)];
  const incident = await ours.incidents.open({
    fields: { title: 'sw1 uplink down' },
    impact: 'high',
    urgency: 'high',
    problemIds,
  });
  await ours.incidents.assign({ incidentId: incident.id, role: 'lead', name: 'M. Okafor' });
  const problemKey = `problem:${floor.problem('db7', 'lag')?.id}`;
  return { floor, ours, theirs, incident, incidentKey: `incident:${incident.id}`, problemKey };
}

export const NEXT = {
  next: 'swap the optic in U 31',
  ifThen: 'no link by 06:50: move row C',
  tried: 'port re-enabled',
};

export const itemsIn = ({ briefing }: HandoffView): readonly BriefingItem[] =>
  briefing.sections.flatMap(({ items }) => items);

/** Begun and written by M. Okafor, with a next action. */
export async function written({ ours, incidentKey }: ShiftChange): Promise<HandoffId> {
  const { handoff } = await ours.handoffs.begin({});
  await ours.handoffs.write({
    handoffId: handoff.id,
    words: {
      judgement: 'The optic is the cheap guess.',
      contacts: 'Duty manager S. Varga to 08:00',
      items: { [incidentKey]: NEXT },
      promises: [{ id: 'p1', to: 'checkout team', text: 'state of row C', by: 'M. Okafor' }],
    },
  });
  return handoff.id;
}

/** Ready, every item ticked and read back by A. Brandt. */
export async function readThrough(change: ShiftChange, handoffId: HandoffId): Promise<HandoffView> {
  const { ours, theirs } = change;
  let view = await ours.handoffs.ready({ handoffId, pin: PIN.mo });
  for (const item of view.toTick) view = await theirs.handoffs.tick({ handoffId, item, ticked: true });
  for (const item of view.toReadBack)
    view = await theirs.handoffs.readBack({ handoffId, item, text: `I will look after ${item}` });
  return view;
}
