// A night as the dependency story sees it: hosts by name, parents, checks, what broke when, what was changed.
import { type Check, checkInput } from '../../electron/contract/model/check.ts';
import type { CheckId, HostId, ProblemId } from '../../electron/contract/model/ids.ts';
import type { IncidentProblem } from '../../electron/contract/model/incident.ts';
import type { ProblemStatus } from '../../electron/contract/model/problem.ts';
import { buildGraph } from '../../electron/engine/core/host-graph.ts';
import type { Spell, StoryChange, StoryFacts, StoryGap } from '../../electron/engine/core/story-facts.ts';

/** 02:31:00 UTC: the moment that everything in a night is told from. */
export const IMPACT = Date.UTC(2026, 10, 20, 2, 31);
export const MINUTE = 60_000;

export interface NightHost {
  readonly name: string;
  /** 'core1', or 'sw1|pair' for a redundancy group. */
  readonly parents?: readonly string[];
  readonly site?: string;
  /** Besides its ping: 'http', or 'http needs dns,db'. */
  readonly checks?: readonly string[];
  /** Nobody pings it. */
  readonly silent?: boolean;
}

/** What was bad: 'core1' or 'web1 http'; seconds from impact. `to` absent: it lasts. `noticed` false: not in the incident. */
export interface Broken {
  readonly what: string;
  readonly status: ProblemStatus;
  readonly from: number;
  readonly to?: number;
  readonly noticed?: boolean;
  readonly soft?: boolean;
}

export interface Changed extends Partial<Omit<StoryChange, 'at' | 'hostIds'>> {
  readonly text: string;
  /** Seconds from impact; below 0 is before. */
  readonly at: number;
  readonly on?: readonly string[];
}

export interface Night {
  readonly hosts: readonly NightHost[];
  readonly broken: readonly Broken[];
  readonly changed?: readonly Changed[];
  readonly gaps?: readonly StoryGap[];
  readonly facts?: Partial<StoryFacts>;
}

export const hostId = (name: string) => `id-${name}` as HostId;
const checkId = (host: string, check: string) => `${host}/${check}` as CheckId;

function checksOfHost({ name, checks = [], silent }: NightHost): readonly Check[] {
  const own = checks.map((text): Check => {
    const [check = '', needs = ''] = text.split(' needs ');
    const dependsOn = needs === '' ? [] : needs.split(',');
    return { ...made(name, check), dependsOn };
  });
  return silent ? own : [{ ...made(name, 'ping'), alive: true }, ...own];
}

function made(host: string, name: string): Check {
  const input = checkInput.parse({ hostId: hostId(host), name, kind: 'ping' });
  return { ...input, id: checkId(host, name) };
}

/** The facts that the engine would gather of such a night. */
export function factsOf({ hosts, broken, changed = [], gaps = [], facts = {} }: Night): StoryFacts {
  const inventory = hosts.map((host) => ({
    id: hostId(host.name),
    name: host.name,
    site: host.site ?? 'ams1',
    parents: (host.parents ?? []).map((parent) => {
      const [name = '', group = ''] = parent.split('|');
      return { hostId: hostId(name), group };
    }),
  }));
  const checks = new Map(hosts.map((host) => [hostId(host.name), checksOfHost(host)]));
  const spells = new Map<CheckId, Spell[]>();
  const symptoms: IncidentProblem[] = [];
  for (const [index, { what, status, from, to, noticed = true, soft = false }] of broken.entries()) {
    const [host = '', check = 'ping'] = what.split(' ');
    const id = checkId(host, check);
    const spell = { from: IMPACT + from * 1_000, to: to === undefined ? null : IMPACT + to * 1_000, status, soft };
    spells.set(id, [...(spells.get(id) ?? []), spell]);
    if (!noticed) continue;
    const about = { problemId: `p${index}` as ProblemId, hostId: hostId(host), checkId: id, host, check, status };
    symptoms.push({ ...about, alive: check === 'ping', openedAt: spell.from, closedAt: spell.to });
  }
  return {
    asOf: IMPACT + 30 * MINUTE,
    impactAt: IMPACT,
    symptoms,
    hosts: new Map(inventory.map((host) => [host.id, host])),
    graph: buildGraph(inventory),
    checksOf: (id) => checks.get(id) ?? [],
    spells,
    summaryOf: () => '',
    changes: changed.map(({ at, on = [], ...rest }, index) => ({
      seq: 100 + index,
      kind: 'inventory',
      who: 'Ada',
      checkId: null,
      telling: 1,
      ...rest,
      at: IMPACT + at * 1_000,
      hostIds: on.map(hostId),
    })),
    changesCut: false,
    gaps,
    inMaintenance: () => false,
    recordFrom: IMPACT - 90 * 86_400_000,
    changedSince: [],
    importedFrom: '',
    ...facts,
  };
}

/** So many hosts by number, alike. */
export const many = <Made>(count: number, make: (name: string, place: number) => Made, stem = 'web'): readonly Made[] =>
  Array.from({ length: count }, (_, place) => make(`${stem}${place + 1}`, place));
