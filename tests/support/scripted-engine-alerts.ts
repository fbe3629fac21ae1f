// The scripted engine about telling people: channels, routes, what was sent. Retrying and giving up change what is listed.
import { implement, ORPCError } from '@orpc/server';
import { contract } from '../../electron/contract/index.ts';
import type { ChannelId } from '../../electron/contract/model/ids.ts';
import type { Delivery } from '../../electron/contract/model/notice.ts';
import type { Stage } from './scripted-engine-inventory.ts';
import { NOTIFIERS } from './scripted-engine-notifiers.ts';
import { healthOf, madeDeliveries } from './worlds-alerting.ts';

export function alertHandlers(stage: Stage) {
  const deliveries = keptDeliveries(stage);
  return { ...channelHandlers(stage), ...deliveryHandlers(stage, deliveries) };
}

function channelHandlers(stage: Stage) {
  const os = implement(contract).alerts;
  return {
    notifiers: os.notifiers.handler(() => NOTIFIERS),
    putChannel: os.putChannel.handler(({ input }) => {
      stage.heard('putChannel', input);
      const id = input.channelId ?? (`ch-${stage.world().channels.length + 1}` as ChannelId);
      const channel = { ...input.channel, id };
      const { channels } = stage.world();
      const known = channels.some((one) => one.id === id);
      stage.push({
        type: 'channels',
        channels: known ? channels.map((one) => (one.id === id ? channel : one)) : [...channels, channel],
      });
      return channel;
    }),
    removeChannel: os.removeChannel.handler(({ input }) => {
      stage.heard('removeChannel', input);
      const users = stage
        .world()
        .routes.filter((route) => route.channelIds.includes(input.channelId))
        .map((route) => `the route "${route.name}"`);
      if (users.length > 0) {
        throw new ORPCError('CONFLICT', {
          data: { fields: [] },
          message: `${users.join(' and ')} names it. Take it out there first.`,
        });
      }
      stage.push({ type: 'channels', channels: stage.world().channels.filter(({ id }) => id !== input.channelId) });
    }),
    putRoutes: os.putRoutes.handler(({ input }) => {
      stage.heard('putRoutes', input);
      stage.push({ type: 'routes', routes: input.routes });
      return input.routes;
    }),
    testChannel: os.testChannel.handler(({ input }) => {
      stage.heard('testChannel', input);
      const { name, kind } = input.channel;
      const title = 'Test: nothing is wrong';
      const text = `This is a test of the channel "${name}". Nothing is wrong.`;
      if (kind === 'pagerduty') {
        return {
          ok: false,
          answer: 'HTTP 403 invalid_token: this integration was switched off',
          title,
          text,
          durationMs: 212,
        };
      }
      return { ok: true, answer: '250 2.0.0 Ok: queued as 4XyZ1', title, text, durationMs: 41 };
    }),
  };
}

function keptDeliveries(stage: Stage) {
  const { problems, hosts, checks, deliveries: health, channels } = stage.world();
  const nameOf = ({ hostId, checkId }: { readonly hostId: string; readonly checkId: string }) =>
    `${hosts.get(hostId as never)?.name ?? hostId} ${checks.get(checkId as never)?.name ?? ''}`;
  const made =
    channels.length === 0 ? [] : madeDeliveries([...problems.values()], nameOf, stage.clock(), health.dead > 0);
  return {
    notices: new Map(made.map(({ notice }) => [notice.id, notice])),
    list: made.map(({ delivery }) => delivery),
  };
}

function deliveryHandlers(stage: Stage, kept: ReturnType<typeof keptDeliveries>) {
  const os = implement(contract).alerts;
  const change = (ids: readonly string[], make: (delivery: Delivery) => Delivery): number => {
    const before = kept.list;
    kept.list = before.map((one) => (ids.includes(one.id) ? make(one) : one));
    stage.push({ type: 'deliveries', deliveries: healthOf(kept.list) });
    return kept.list.filter((one, at) => one !== before[at]).length;
  };
  return {
    deliveries: os.deliveries.handler(({ input }) =>
      kept.list
        .filter(({ state }) => !input.states || input.states.includes(state))
        .filter(({ createdAt }) => input.before === undefined || createdAt < input.before)
        .slice(0, input.limit),
    ),
    delivery: os.delivery.handler(({ input }) => {
      const delivery = kept.list.find(({ id }) => id === input.deliveryId);
      const notice = delivery && kept.notices.get(delivery.noticeId);
      if (!delivery || !notice) throw new ORPCError('NOT_FOUND', { message: 'There is no such delivery any more.' });
      return { delivery, notice };
    }),
    retry: os.retry.handler(({ input }) => {
      stage.heard('retry', input);
      const queued = change(input.deliveryIds, (one) =>
        one.state === 'delivered' ? one : { ...one, state: 'queued', nextAt: stage.clock(), endedAt: null },
      );
      return { queued };
    }),
    giveUp: os.giveUp.handler(({ input }) => {
      stage.heard('giveUp', input);
      const ended = change(input.deliveryIds, (one) =>
        one.state === 'queued' ? { ...one, state: 'dead', nextAt: null, endedAt: stage.clock() } : one,
      );
      return { ended };
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
