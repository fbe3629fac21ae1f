// Floors with planned work on them.
import type { MaintenanceWindow, WindowDraft } from '../../electron/contract/model/maintenance.ts';
import { type Floor, MINUTE, openFloor } from '../support/floor.ts';

/** One failure is a problem: tests of windows are not about attempts. */
export const AT_ONCE = { intervalMs: 60_000, retryIntervalMs: 15_000, maxAttempts: 1 };

/** web1 with a check `http`, in ams with tag prod, seen well. */
export async function webFloor(): Promise<Floor> {
  const floor = await openFloor();
  await floor.watch('web1', {
    alive: { name: 'ping', policy: AT_ONCE },
    checks: [{ name: 'http', policy: AT_ONCE }],
    host: { site: 'ams', tags: ['prod'] },
  });
  await floor.seen('web1', 'http');
  return floor;
}

/** A window over web1: it starts `inMs` from now and lasts an hour, unless said otherwise. */
export async function plan(
  floor: Floor,
  { inMs = 0, lastsMs = 60 * MINUTE, ...more }: { inMs?: number; lastsMs?: number } & Partial<WindowDraft> = {},
): Promise<MaintenanceWindow> {
  const startsAt = floor.clock.now() + inMs;
  const scope = { hostIds: [floor.host('web1').id] };
  const window = { name: 'patching', scope, startsAt, endsAt: startsAt + lastsMs, ...more };
  return await floor.client.maintenance.putWindow({ windowId: null, window });
}

/** What the journal says of windows, oldest first. */
export async function noted(floor: Floor): Promise<readonly string[]> {
  return (await floor.journal('maintenance')).map((entry) => {
    const by = entry.actor.type === 'operator' ? entry.actor.name : 'engine';
    return `${by}: ${entry.text.replace(/: \d{4}-.*/, '')}`;
  });
}

/** Of one status, seen once more. */
export async function turns(floor: Floor, status: 'ok' | 'critical', check = 'http'): Promise<void> {
  floor.say('web1', check, status);
  await floor.seen('web1', check);
}
