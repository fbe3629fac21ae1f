// What a run is started with, from the command line: names are looked up where the engine wants ids.
import type { RunStart, StartLook } from '../contract/api/runbooks.ts';
import type { Client } from '../contract/index.ts';
import type { IncidentId, ProblemId, WindowId } from '../contract/model/ids.ts';
import { nameKey } from '../contract/model/name-key.ts';
import type { RunbookDetail } from '../contract/model/runbook.ts';
import { InputError } from './command.ts';

export interface RunOptions {
  readonly data?: string;
  readonly json?: boolean;
  readonly dryRun?: boolean;
  readonly withChecks?: boolean;
  /** 'name=value', as given. */
  readonly input?: readonly string[];
  readonly host?: string;
  readonly problem?: string;
  readonly incident?: string;
  readonly change?: string;
  readonly window?: string;
  readonly outside?: string;
  readonly accept?: boolean;
}

export interface Started {
  readonly start: RunStart;
  readonly look: StartLook;
}

/** Throws an InputError for a name that nothing is called. Starts nothing. */
export async function startOf(client: Client, runbookId: string, options: RunOptions): Promise<Started> {
  const problemId = options.problem === undefined ? null : await problemOf(client, options.problem);
  const incidentId = options.incident === undefined ? null : await incidentOf(client, options.incident);
  const detail = await client.runbooks.get({ runbookId });
  const inputs = { ...inputsOf(options.input ?? []), ...hostInput(detail, options.host) };
  const change = options.change ?? '';
  const about = { runbookId: detail.id, problemId, incidentId, change };
  const first = await client.runbooks.look({ ...about, inputs, windowId: null });
  const windowId = options.window === undefined ? null : windowOf(first, options.window);
  const look = windowId === null ? first : await client.runbooks.look({ ...about, inputs, windowId });
  const start: RunStart = {
    ...about,
    hash: detail.hash === '' ? null : detail.hash,
    mode: options.dryRun ? 'dry' : 'live',
    inputs,
    windowId,
    outsideReason: options.outside ?? '',
    accepted: options.accept ?? false,
    withChecks: options.withChecks ?? false,
  };
  return { start, look };
}

/** A value may hold any '=' but the first. */
function inputsOf(given: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    given.map((text) => {
      const at = text.indexOf('=');
      if (at < 1) throw new InputError(`--input ${text}: must be name=value`);
      return [text.slice(0, at), text.slice(at + 1)];
    }),
  );
}

function hostInput(
  { id, inputs }: RunbookDetail,
  host: string | undefined,
): Readonly<Record<string, string | string[]>> {
  if (host === undefined) return {};
  const spec = inputs.find(({ type }) => type === 'host') ?? inputs.find(({ type }) => type === 'hosts');
  if (!spec) throw new InputError(`--host ${host}: ${id} asks for no host`);
  return { [spec.name]: spec.type === 'hosts' ? [host] : host };
}

/** By id, or as 'HOST' or 'HOST CHECK'. */
async function problemOf(client: Client, wanted: string): Promise<ProblemId> {
  for await (const message of await client.live.world()) {
    if (message.type !== 'snapshot') continue;
    const { problems, hosts, checks } = message.world;
    const hostNames = new Map(hosts.map(({ id, name }) => [id, name]));
    const checkNames = new Map(checks.map(({ id, name, alive }) => [id, { name, alive }]));
    const found = problems.find(({ id, hostId, checkId }) => {
      const host = hostNames.get(hostId) ?? '';
      const check = checkNames.get(checkId);
      const names = [`${host} ${check?.name ?? ''}`, ...(check?.alive ? [host] : [])];
      return id === wanted || names.some((name) => nameKey(name) === nameKey(wanted));
    });
    if (found) return found.id;
    break;
  }
  throw new InputError(`--problem ${wanted}: there is no such open problem; give its id, or "HOST CHECK"`);
}

async function incidentOf(client: Client, wanted: string): Promise<IncidentId> {
  return (await client.incidents.get({ incident: wanted })).id;
}

function windowOf({ windows }: StartLook, wanted: string): WindowId {
  const key = nameKey(wanted);
  const found = windows.find(
    ({ windowId, name, change }) =>
      windowId === wanted || nameKey(change) === key || nameKey(name) === key || nameKey(name).startsWith(`${key},`),
  );
  if (found) return found.windowId as WindowId;
  const known = windows.map(({ name }) => name).join('; ');
  throw new InputError(
    `--window ${wanted}: there is no such maintenance window now or within a day${known && `; there is: ${known}`}`,
  );
}
