// A floor with two people and their shifts, for tests of who sits where and who works when.
import type { PersonId, ShiftId } from '../../electron/contract/model/ids.ts';
import type { ShiftPlanDraft, ShiftWorld } from '../../electron/contract/model/shift.ts';
import { type Floor, type FloorOptions, openFloor } from '../support/floor.ts';

export const id = <Id>(text: string): Id => text as Id;
export const MO = id<PersonId>('mo');
export const AB = id<PersonId>('ab');

export const night = (more: Partial<ShiftPlanDraft> = {}): ShiftPlanDraft => ({
  id: id<ShiftId>('night-a'),
  name: 'Night A',
  zone: 'Europe/Berlin',
  from: '22:00',
  to: '06:00',
  days: [1, 2, 3, 4, 5, 6, 7],
  startsOn: '2026-11-01',
  people: [MO],
  ...more,
});

/** The clock stands at 02:00 UTC on 20 November 2026: in Berlin it is three, in the middle of the night of the 19th. */
export async function manned(options: FloorOptions = {}): Promise<Floor> {
  const floor = await openFloor(options);
  await staff(floor);
  return floor;
}

export async function staff(floor: Floor): Promise<void> {
  await floor.client.onCall.putPerson({ id: MO, name: 'M. Okafor', initials: 'MO', colour: 'teal' });
  await floor.client.onCall.putPerson({ id: AB, name: 'A. Brandt' });
}

export const said = async (floor: Floor): Promise<readonly string[]> =>
  (await floor.journal('shift')).map(
    ({ actor, text }) => `${actor.type === 'operator' ? actor.name : 'engine'}: ${text}`,
  );

/** What a window hears of shifts, from now on; `last` is how things stand. */
export function hearShifts(floor: Floor): { readonly heard: ShiftWorld[]; stop(): Promise<void> } {
  const heard: ShiftWorld[] = [];
  const ended = new AbortController();
  const listening = (async () => {
    for await (const message of floor.engine.feed.subscribe(ended.signal)) {
      if (message.type !== 'push') continue;
      for (const event of message.events) if (event.type === 'shifts') heard.push(event.shifts);
    }
  })();
  return {
    heard,
    stop() {
      ended.abort();
      return listening;
    },
  };
}
