// What the hard night is played with: its clock, and checks that turn.
import type { Status } from '../../electron/contract/model/result.ts';
import { type Floor, MINUTE } from './floor.ts';

export const HOUR = 60 * MINUTE;
/** 'hh:mm' of that night, epoch ms: before noon it is the morning after. */
export function at(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return Date.UTC(2026, 10, hours < 15 ? 20 : 19, hours, minutes);
}

export async function until(floor: Floor, time: string): Promise<void> {
  const left = at(time) - floor.clock.now();
  if (left < 0) throw new Error(`${time} is over: it is ${new Date(floor.clock.now()).toISOString()}`);
  await floor.run(left);
}

/** From now on this check says so, and everybody knows. 'web1' is its ping. */
export async function turn(floor: Floor, name: string, status: Status, summary = ''): Promise<void> {
  const [host = '', check = 'ping'] = name.split(' ');
  floor.say(host, check, summary === '' ? status : { status, summary });
  await floor.seen(host, check, 4);
}

export const problemId = (floor: Floor, name: string) => {
  const [host = '', check = 'ping'] = name.split(' ');
  const found = floor.problem(host, check);
  if (!found) throw new Error(`${name} has no problem`);
  return found.id;
};
