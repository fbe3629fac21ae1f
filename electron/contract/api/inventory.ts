// What is watched: hosts and their checks. Every change is one journal entry, and comes back over the live feed.
import { type } from '@orpc/contract';
import { z } from 'zod';
import { type Check, checkInput } from '../model/check.ts';
import { type Host, hostInput } from '../model/host.ts';
import { checkId, hostId } from '../model/ids.ts';
import type { ProbeKindInfo } from '../model/kind.ts';
import { procedure } from './base.ts';

const newCheck = checkInput.omit({ hostId: true });

export const inventory = {
  /** Every probe kind this engine knows, with the JSON Schema its form is drawn from. */
  kinds: procedure.output(type<readonly ProbeKindInfo[]>()),
  /** Adds a host and its checks, all or nothing. Without checks it gets a ping as its alive check. */
  addHost: procedure
    .input(z.strictObject({ host: hostInput, checks: z.array(newCheck).max(200).default([]) }))
    .output(type<{ host: Host; checks: readonly Check[] }>()),
  editHost: procedure.input(z.strictObject({ hostId, host: hostInput })).output(type<Host>()),
  /** Removes a host, its checks and its open problems. History stays in the journal. */
  removeHost: procedure.input(z.strictObject({ hostId })).output(type<void>()),
  addCheck: procedure.input(checkInput).output(type<Check>()),
  editCheck: procedure.input(z.strictObject({ checkId, check: checkInput })).output(type<Check>()),
  removeCheck: procedure.input(z.strictObject({ checkId })).output(type<void>()),
};
