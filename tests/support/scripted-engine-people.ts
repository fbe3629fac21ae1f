// The scripted engine about people: planned work, mutes, ways to tell somebody, rotas. What is entered comes back over the feed.
import { implement } from '@orpc/server';
import { contract } from '../../electron/contract/index.ts';
import type { ChannelId, MuteId, WindowId } from '../../electron/contract/model/ids.ts';
import type { MaintenanceWindow } from '../../electron/contract/model/maintenance.ts';
import type { Stage } from './scripted-engine-inventory.ts';

export const peopleHandlers = (stage: Stage) => ({
  maintenance: maintenanceHandlers(stage),
  alerts: alertHandlers(stage),
  onCall: onCallHandlers(stage),
});

function maintenanceHandlers(stage: Stage) {
  const os = implement(contract).maintenance;
  const windowOf = (windowId: WindowId): MaintenanceWindow => {
    const found = stage.world().windows.find(({ window }) => window.id === windowId);
    if (!found) throw new Error('There is no such window.');
    return found.window;
  };
  return {
    putWindow: os.putWindow.handler(({ input }) => {
      stage.heard('putWindow', input);
      const id = input.windowId ?? (`w-${stage.world().windows.length + 1}` as WindowId);
      const at = stage.clock();
      const made = { by: 'M. Okafor', createdAt: at, declaredLate: false, skipped: [], endedEarly: [], begun: [] };
      const window: MaintenanceWindow = { ...input.window, ...made, id };
      const others = stage.world().windows.filter((status) => status.window.id !== id);
      stage.push({ type: 'windows', windows: [...others, { window, current: null, next: null }] });
      return window;
    }),
    endNow: os.endNow.handler(({ input }) => {
      stage.heard('endNow', input);
      return windowOf(input.windowId);
    }),
    skip: os.skip.handler(({ input }) => {
      stage.heard('skip', input);
      return windowOf(input.windowId);
    }),
    removeWindow: os.removeWindow.handler(({ input }) => {
      stage.heard('removeWindow', input);
      stage.push({
        type: 'windows',
        windows: stage.world().windows.filter(({ window }) => window.id !== input.windowId),
      });
      return { removed: true };
    }),
    calendar: os.calendar.handler(({ input }) => {
      const { windows } = stage.world();
      const all = windows.flatMap(({ current, next }) => [current, next].flatMap((one) => one ?? []));
      const occurrences = all.filter((one) => one.from < input.to && one.to > input.from);
      return { occurrences, conflicts: [], windows: windows.map(({ window }) => window) };
    }),
    preview: os.preview.handler(({ input }) => {
      const { startsAt, endsAt, scope } = input.window;
      const windowId = input.windowId ?? ('new' as WindowId);
      const first = { windowId, startsAt, from: startsAt, to: endsAt, state: 'planned' as const };
      return { occurrences: [first], hosts: scope.hostIds.length, checks: 0, conflicts: [], warnings: [] };
    }),
    mute: os.mute.handler(({ input }) => {
      stage.heard('mute', input);
      const at = stage.clock();
      const scope = input.scope ?? { hostIds: [], checkIds: [], tags: [], sites: [] };
      const id = `m-${stage.world().mutes.length + 1}` as MuteId;
      const mute = { id, scope, by: 'M. Okafor', reason: input.reason, createdAt: at, until: input.until };
      stage.push({ type: 'mutes', mutes: [...stage.world().mutes, mute] });
      return mute;
    }),
    unmute: os.unmute.handler(({ input }) => {
      stage.heard('unmute', input);
      const left = stage.world().mutes.filter(({ id }) => !input.muteIds.includes(id));
      stage.push({ type: 'mutes', mutes: left });
      return { ended: input.muteIds.length };
    }),
  };
}

function alertHandlers(stage: Stage) {
  const os = implement(contract).alerts;
  return {
    notifiers: os.notifiers.handler(() => []),
    putChannel: os.putChannel.handler(({ input }) => {
      stage.heard('putChannel', input);
      const id = input.channelId ?? (`ch-${stage.world().channels.length + 1}` as ChannelId);
      const channel = { ...input.channel, id };
      const others = stage.world().channels.filter((one) => one.id !== id);
      stage.push({ type: 'channels', channels: [...others, channel] });
      return channel;
    }),
    removeChannel: os.removeChannel.handler(({ input }) => {
      stage.heard('removeChannel', input);
      stage.push({ type: 'channels', channels: stage.world().channels.filter(({ id }) => id !== input.channelId) });
    }),
    putRoutes: os.putRoutes.handler(({ input }) => {
      stage.heard('putRoutes', input);
      stage.push({ type: 'routes', routes: input.routes });
      return input.routes;
    }),
    testChannel: os.testChannel.handler(({ input }) => {
      stage.heard('testChannel', input);
      return { ok: true, answer: '250 2.0.0 Ok', title: 'Test', text: 'A test of this channel.', durationMs: 41 };
    }),
    deliveries: os.deliveries.handler(() => []),
    delivery: os.delivery.handler(() => {
      throw new Error('There is no such delivery.');
    }),
    retry: os.retry.handler(({ input }) => {
      stage.heard('retry', input);
      return { queued: input.deliveryIds.length };
    }),
    giveUp: os.giveUp.handler(({ input }) => {
      stage.heard('giveUp', input);
      return { ended: input.deliveryIds.length };
    }),
    silence: os.silence.handler(({ input }) => {
      stage.heard('silence', input);
      const { alarms } = stage.world();
      const left = input.alarmIds ? alarms.filter(({ id }) => !input.alarmIds?.includes(id)) : [];
      stage.push({ type: 'alarms', alarms: left });
      return { silenced: alarms.length - left.length };
    }),
  };
}

function onCallHandlers(stage: Stage) {
  const os = implement(contract).onCall;
  type Parts = 'people' | 'schedules' | 'policies';
  const change = (part: Parts, item: { readonly id: string } | null, goneId = ''): void => {
    const { onCall } = stage.world();
    const others = (onCall[part] as readonly { readonly id: string }[]).filter(({ id }) => id !== (item?.id ?? goneId));
    stage.push({ type: 'on-call', onCall: { ...onCall, [part]: item ? [...others, item] : others } });
  };
  return {
    putPerson: os.putPerson.handler(({ input }) => {
      stage.heard('putPerson', input);
      change('people', input);
      return input;
    }),
    removePerson: os.removePerson.handler(({ input }) => {
      stage.heard('removePerson', input);
      change('people', null, input.personId);
    }),
    putSchedule: os.putSchedule.handler(({ input }) => {
      stage.heard('putSchedule', input);
      change('schedules', input);
      return input;
    }),
    removeSchedule: os.removeSchedule.handler(({ input }) => {
      stage.heard('removeSchedule', input);
      change('schedules', null, input.scheduleId);
    }),
    putPolicy: os.putPolicy.handler(({ input }) => {
      stage.heard('putPolicy', input);
      change('policies', input);
      return input;
    }),
    removePolicy: os.removePolicy.handler(({ input }) => {
      stage.heard('removePolicy', input);
      change('policies', null, input.policyId);
    }),
    who: os.who.handler(() => stage.world().onCall.now),
    calendar: os.calendar.handler(() => []),
    ical: os.ical.handler(() => ({ name: 'rota.ics', text: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n' })),
    escalate: os.escalate.handler(({ input }) => {
      stage.heard('escalate', input);
      return { told: ['A. Novak'] };
    }),
  };
}
