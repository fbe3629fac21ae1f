// Telling people: ways, routes, and what became of each message.
import { type } from '@orpc/contract';
import { z } from 'zod';
import { channelId } from '../model/ids.ts';
import {
  type Channel,
  channelInput,
  DELIVERY_STATES,
  type Delivery,
  type Notice,
  type NotifierInfo,
  type Route,
  route,
} from '../model/notice.ts';
import { procedure } from './base.ts';

const deliveryIds = z.strictObject({ deliveryIds: z.array(z.string().min(1).max(128)).min(1).max(10_000) });

export const alerts = {
  notifiers: procedure.output(type<readonly NotifierInfo[]>()),
  putChannel: procedure
    .input(z.strictObject({ channelId: channelId.nullable().default(null), channel: channelInput }))
    .output(type<Channel>()),
  /** Refused while a route, a person or a policy names it. */
  removeChannel: procedure.input(z.strictObject({ channelId })).output(type<void>()),
  /** All routes, in their order. */
  putRoutes: procedure.input(z.strictObject({ routes: z.array(route).max(200) })).output(type<readonly Route[]>()),
  /** Sends a test message through a channel as it stands in the form, once; `channelId` lends the secrets of one that exists. */
  testChannel: procedure
    .input(z.strictObject({ channelId: channelId.nullable().default(null), channel: channelInput }))
    .output(type<{ ok: boolean; answer: string; title: string; text: string; durationMs: number }>()),
  /** Newest first. */
  deliveries: procedure
    .input(
      z.strictObject({
        states: z.array(z.enum(DELIVERY_STATES)).min(1).optional(),
        /** Only those created before, epoch ms. */
        before: z.number().int().positive().optional(),
        limit: z.number().int().min(1).max(500).default(100),
      }),
    )
    .output(type<readonly Delivery[]>()),
  /** One delivery with its message. */
  delivery: procedure
    .input(z.strictObject({ deliveryId: z.string().min(1).max(128) }))
    .output(type<{ delivery: Delivery; notice: Notice }>()),
  /** Tries dead (or waiting) deliveries again, now. */
  retry: procedure.input(deliveryIds).output(type<{ queued: number }>()),
  /** Gives waiting deliveries up; they are dead then, on the record. */
  giveUp: procedure.input(deliveryIds).output(type<{ ended: number }>()),
  /** Silences sounding alarms; all, unless some are named. The problems stay unacknowledged. */
  silence: procedure
    .input(z.strictObject({ alarmIds: z.array(z.string().min(1).max(128)).max(10_000).optional() }))
    .output(type<{ silenced: number }>()),
};
