// The scripted engine about planned work and mutes: what is entered comes back over the feed, and the calendar answers
// from what there is.
import { implement } from '@orpc/server';
import { contract } from '../../electron/contract/index.ts';
import type { MuteId, WindowId } from '../../electron/contract/model/ids.ts';
import type { MaintenanceWindow, WindowInput } from '../../electron/contract/model/maintenance.ts';
import { coversCheck } from '../../renderer/store/silences.ts';
import { conflictsOf, covered, occurrencesOf, statusOf } from './scripted-calendar.ts';
import type { Stage } from './scripted-engine-inventory.ts';

const OPERATOR = 'M. Okafor';
const DAY = 86_400_000;
const NONE = { hostIds: [], checkIds: [], tags: [], sites: [] };

const made = (id: WindowId, window: WindowInput, at: number): MaintenanceWindow => ({
  ...window,
  id,
  by: OPERATOR,
  createdAt: at,
  declaredLate: window.startsAt < at,
  skipped: [],
  endedEarly: [],
  begun: [],
});

export function maintenanceHandlers(stage: Stage) {
  const os = implement(contract).maintenance;
  const windows = () => stage.world().windows.map(({ window }) => window);
  const keep = (window: MaintenanceWindow): MaintenanceWindow => {
    const others = windows().filter(({ id }) => id !== window.id);
    const all = [...others, window].map((one) => statusOf(one, stage.clock()));
    stage.push({ type: 'windows', windows: all });
    return window;
  };
  const windowOf = (windowId: WindowId): MaintenanceWindow => {
    const found = windows().find(({ id }) => id === windowId);
    if (!found) throw new Error('There is no such window.');
    return found;
  };
  /** Holds of problems as they are after windows or mutes changed. */
  const release = (ref: string): void =>
    stage.push(
      ...[...stage.world().problems.values()]
        .filter(({ held }) => held?.ref === ref)
        .map((problem) => ({ type: 'problem' as const, problem: { ...problem, held: null, toldAt: stage.clock() } })),
    );
  const wrongRule = (rrule: string) => ({
    message: 'The rule cannot be read. Nothing was changed.',
    data: { fields: [{ path: 'window.rrule', message: `"${rrule}" is no rule; try FREQ=WEEKLY;BYDAY=TU` }] },
  });
  const isRule = (rrule: string): boolean => rrule === '' || /^FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)/.test(rrule);
  return {
    putWindow: os.putWindow.handler(({ input, errors }) => {
      stage.heard('putWindow', input);
      if (!isRule(input.window.rrule)) throw errors.INVALID(wrongRule(input.window.rrule));
      if (input.windowId) return keep({ ...windowOf(input.windowId), ...input.window });
      return keep(made(`w-new-${windows().length + 1}` as WindowId, input.window, stage.clock()));
    }),
    endNow: os.endNow.handler(({ input }) => {
      stage.heard('endNow', input);
      const window = windowOf(input.windowId);
      const current = statusOf(window, stage.clock()).current;
      const ended = current ? [{ startsAt: current.startsAt, endedAt: stage.clock() }] : [];
      release(window.id);
      return keep({ ...window, endedEarly: [...window.endedEarly, ...ended] });
    }),
    skip: os.skip.handler(({ input }) => {
      stage.heard('skip', input);
      const window = windowOf(input.windowId);
      const others = window.skipped.filter((at) => at !== input.startsAt);
      return keep({ ...window, skipped: input.skip ? [...others, input.startsAt] : others });
    }),
    removeWindow: os.removeWindow.handler(({ input }) => {
      stage.heard('removeWindow', input);
      release(input.windowId);
      const left = stage.world().windows.filter(({ window }) => window.id !== input.windowId);
      stage.push({ type: 'windows', windows: left });
      return { removed: true };
    }),
    calendar: os.calendar.handler(({ input }) => {
      const all = windows();
      const occurrences = all.flatMap((window) => occurrencesOf(window, input.from, input.to, stage.clock()));
      return { occurrences, conflicts: conflictsOf(occurrences, all, stage.world()), windows: all };
    }),
    preview: os.preview.handler(({ input, errors }) => {
      if (!isRule(input.window.rrule)) throw errors.INVALID(wrongRule(input.window.rrule));
      return foreseen(stage, input.windowId, input.window);
    }),
    mute: os.mute.handler(({ input }) => {
      stage.heard('mute', input);
      const { mutes, problems, hosts } = stage.world();
      const named = input.problemIds.flatMap((id) => problems.get(id) ?? []);
      const scope = input.scope ?? { ...NONE, checkIds: named.map(({ checkId }) => checkId) };
      const mute = {
        id: `m-new-${mutes.length + 1}` as MuteId,
        scope,
        by: OPERATOR,
        reason: input.reason,
        createdAt: stage.clock(),
        until: input.until,
      };
      const held = { reason: 'muted' as const, by: OPERATOR, until: input.until, ref: mute.id };
      stage.push(
        { type: 'mutes', mutes: [...mutes, mute] },
        ...[...problems.values()]
          .filter((one) => one.held === null && coversCheck(scope, hosts.get(one.hostId), one.checkId))
          .map((problem) => ({ type: 'problem' as const, problem: { ...problem, held } })),
      );
      return mute;
    }),
    unmute: os.unmute.handler(({ input }) => {
      stage.heard('unmute', input);
      const left = stage.world().mutes.filter(({ id }) => !input.muteIds.includes(id));
      stage.push({ type: 'mutes', mutes: left });
      for (const id of input.muteIds) release(id);
      return { ended: input.muteIds.length };
    }),
  };
}

function foreseen(stage: Stage, windowId: WindowId | null, input: WindowInput) {
  const now = stage.clock();
  const window = made(windowId ?? ('new' as WindowId), input, now);
  const from = Math.min(now, input.startsAt);
  const occurrences = occurrencesOf(window, from, now + 120 * DAY, now).slice(0, 10);
  const others = stage
    .world()
    .windows.map((status) => status.window)
    .filter(({ id }) => id !== window.id);
  const near = others.flatMap((one) => occurrencesOf(one, from, now + 120 * DAY, now));
  const conflicts = conflictsOf([...occurrences, ...near], [window, ...others], stage.world());
  const { hosts, checks } = covered(input.scope, stage.world());
  const warnings = input.endsAt <= now && input.rrule === '' ? ['This window lies wholly in the past.'] : [];
  return {
    occurrences,
    hosts: hosts.length,
    checks,
    conflicts: conflicts.filter(({ a, b }) => a.windowId === window.id || b.windowId === window.id),
    warnings,
  };
}
