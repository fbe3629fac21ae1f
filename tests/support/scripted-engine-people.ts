// The scripted engine about people: planned work, mutes, ways to tell somebody, rotas. What is entered comes back over the feed.
import { implement } from '@orpc/server';
import { contract } from '../../electron/contract/index.ts';
import { onCallSpans } from '../../electron/engine/core/on-call.ts';
import { alertHandlers } from './scripted-engine-alerts.ts';
import type { Stage } from './scripted-engine-inventory.ts';
import { maintenanceHandlers } from './scripted-engine-maintenance.ts';

export const peopleHandlers = (stage: Stage) => ({
  maintenance: maintenanceHandlers(stage),
  alerts: alertHandlers(stage),
  onCall: onCallHandlers(stage),
});

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
    calendar: os.calendar.handler(({ input }) => {
      const { schedule: asked, from, to } = input;
      const kept = stage.world().onCall.schedules.find(({ id }) => id === asked);
      const rota = typeof asked === 'string' ? kept : asked;
      return rota ? onCallSpans(rota, from, to) : [];
    }),
    ical: os.ical.handler(() => ({ name: 'rota.ics', text: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n' })),
    escalate: os.escalate.handler(({ input }) => {
      stage.heard('escalate', input);
      return { told: ['A. Novak'] };
    }),
  };
}
