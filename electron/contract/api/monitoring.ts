// Acting on checks and problems.
import { type } from '@orpc/contract';
import { z } from 'zod';
import { jsonObject } from '../model/check.ts';
import { hostAddress } from '../model/host.ts';
import { checkId, hostId } from '../model/ids.ts';
import { acknowledgeInput } from '../model/problem.ts';
import { type ProbeOutcome, STATUSES } from '../model/result.ts';
import { procedure } from './base.ts';

export const monitoring = {
  /** Runs checks now, out of turn; answers when they are queued. The results come over the live feeds. */
  checkNow: procedure
    .input(z.union([z.strictObject({ hostId }), z.strictObject({ checkIds: z.array(checkId).min(1).max(1_000) })]))
    .output(type<{ queued: number }>()),
  /** One probe, once, stored nowhere: "try it now". `checkId` lends the secrets of a check that exists. */
  tryProbe: procedure
    .input(
      z.strictObject({
        kind: z.string().max(64),
        address: hostAddress,
        config: jsonObject,
        timeoutMs: z.number().int().min(100).max(60_000).default(10_000),
        checkId: checkId.optional(),
      }),
    )
    .output(type<ProbeOutcome & { durationMs: number }>()),
  /** A sign of life for a heartbeat check, by its id or as 'host/check'. */
  beat: procedure
    .input(
      z.strictObject({
        check: z.string().min(1).max(400),
        status: z.enum(STATUSES).default('ok'),
        message: z.string().max(2_000).default(''),
      }),
    )
    .output(type<{ checkId: string; at: number }>()),
  /** Takes problems in hand, with a reason. Problems that are gone meanwhile are named in `gone`. */
  acknowledge: procedure.input(acknowledgeInput).output(type<{ acknowledged: number; gone: readonly string[] }>()),
  unacknowledge: procedure
    .input(z.strictObject({ problemIds: acknowledgeInput.shape.problemIds }))
    .output(type<{ released: number }>()),
  /** Vouches for the host key now shown for an address (or refuses it). The fingerprint says which key was read. */
  decideHostKey: procedure
    .input(
      z.strictObject({
        address: hostAddress,
        port: z.number().int().min(1).max(65_535),
        fingerprint: z.string().max(128),
        trust: z.boolean(),
      }),
    )
    .output(type<void>()),
};
