// What operators do with incidents: opens, changes, moves on, holds, hands out roles, merges, splits, follows up. The rules
// are in core/incident-*.ts; here they are asked with what there is, and what they say is written.
import { randomUUID } from 'node:crypto';
import type { IncidentId, ProblemId } from '../../../contract/model/ids.ts';
import type { Incident } from '../../../contract/model/incident.ts';
import type { Actor } from '../../../contract/model/journal.ts';
import type { Problem } from '../../../contract/model/problem.ts';
import { assign, edit, type HostName, rate } from '../../core/incident-details.ts';
import { endFollowUp, putFollowUp, putTickets, removeFollowUp } from '../../core/incident-follow-ups.ts';
import type { Act } from '../../core/incident-milestones.ts';
import { goOn, hold, moveTo } from '../../core/incident-status.ts';
import { type IncidentBody, isRefused, type Ruling } from '../../core/incident-words.ts';
import { sameValue } from '../../core/same-value.ts';
import type { Clock } from '../../lib/clock.ts';
import { invalid, notFound } from '../../lib/refusal.ts';
import type { Store } from '../../store/open.ts';
import type { EngineSettings } from '../settings.ts';
import type { Troubles } from '../troubles.ts';
import type { World } from '../world.ts';
import type { IncidentBook } from './book.ts';
import { createFollowing } from './incident-following.ts';
import { changeOf, nameOf, refusalOf } from './incident-gathering.ts';
import { createIncidentIndex } from './incident-index.ts';
import { incidentBy } from './incident-numbers.ts';
import { createRegrouping } from './incident-regrouping.ts';
import type { ContractInput } from './inputs.ts';
import { createPolicies } from './policies.ts';

export interface Incidents {
  open(input: ContractInput<'open'>, actor: Actor): Incident;
  edit(input: ContractInput<'edit'>, actor: Actor): Incident;
  rate(input: ContractInput<'rate'>, actor: Actor): Incident;
  moveTo(input: ContractInput<'moveTo'>, actor: Actor): Incident;
  hold(input: ContractInput<'hold'>, actor: Actor): Incident;
  goOn(input: ContractInput<'goOn'>, actor: Actor): Incident;
  assign(input: ContractInput<'assign'>, actor: Actor): Incident;
  addProblems(input: ContractInput<'addProblems'>, actor: Actor): Incident;
  split(input: ContractInput<'split'>, actor: Actor): Incident;
  merge(input: ContractInput<'merge'>, actor: Actor): Incident;
  putFollowUp(input: ContractInput<'putFollowUp'>, actor: Actor): Incident;
  endFollowUp(input: ContractInput<'endFollowUp'>, actor: Actor): Incident;
  removeFollowUp(input: ContractInput<'removeFollowUp'>, actor: Actor): Incident;
  putTickets(input: ContractInput<'putTickets'>, actor: Actor): Incident;
  /** By id or number; NOT_FOUND in words. */
  get(incident: string): Incident;
  list(input: ContractInput<'list'>): { total: number; incidents: readonly Incident[] };
  /** After the commit: these problems changed, these were closed. Those of incidents follow; policies look at new ones. */
  problemsChanged(changed: readonly Problem[], closed: readonly ProblemId[]): void;
  /** Looks for what a policy would have opened while no engine ran. */
  start(): void;
  stop(): void;
}

export interface IncidentsOptions {
  readonly clock: Clock;
  readonly store: Store;
  readonly world: World;
  readonly settings: EngineSettings;
  readonly book: IncidentBook;
  readonly troubles: Troubles;
}

export function createIncidents(options: IncidentsOptions): Incidents {
  const { clock, store, world, settings, book } = options;
  const index = createIncidentIndex(book);
  const policies = createPolicies({ ...options, index });
  const following = createFollowing({ ...options, index, policies });
  const hostName: HostName = (id) => world.hosts.get(id)?.name;
  const change = createChange(book, store);
  const { reopen, ...regrouping } = createRegrouping({ ...options, index, change, lookBehind: following.lookBehind });
  let undo = (): void => {};

  return {
    ...regrouping,
    edit: (input, actor) => change(input.incidentId, actor, (row, act) => edit(row, input, act, hostName)),
    rate: (input, actor) => change(input.incidentId, actor, (row, act) => rate(row, input, act)),
    moveTo: (input, actor) =>
      input.status === 'open'
        ? reopen(input, actor)
        : change(input.incidentId, actor, (row, act) => moveTo(row, input, act)),
    hold: (input, actor) => change(input.incidentId, actor, (row, act) => hold(row, input, act)),
    goOn: (input, actor) => change(input.incidentId, actor, (row, act) => goOn(row, input.reason, act)),
    assign: (input, actor) => change(input.incidentId, actor, (row, act) => assign(row, input.role, input.name, act)),
    putFollowUp: ({ incidentId, followUpId: id, followUp: input }, actor) =>
      change(incidentId, actor, (row, act) => putFollowUp(row, { id, newId: randomUUID(), input }, act)),
    endFollowUp: (input, actor) =>
      change(input.incidentId, actor, (row, act) => endFollowUp(row, input.followUpId, input.done, act)),
    removeFollowUp: (input, actor) =>
      change(input.incidentId, actor, (row, act) => removeFollowUp(row, input.followUpId, act)),
    putTickets: (input, actor) => change(input.incidentId, actor, (row, act) => putTickets(row, input.tickets, act)),
    get: (incident) => incidentBy(book, incident, clock.now()),
    list(input) {
      if (input.from !== null && input.to !== null && input.to <= input.from) {
        throw invalid([{ path: 'to', message: 'must lie after "from", or nothing can be between them' }]);
      }
      return book.list(input);
    },
    problemsChanged: following.changed,
    start() {
      following.start();
      let known = settings.get().incidents.policies;
      undo = settings.onChange(({ incidents: { policies: now } }) => {
        if (!sameValue(known, now)) following.lookAtAll();
        known = now;
      });
    },
    stop() {
      undo();
      following.stop();
      index.stop();
    },
  };
}

/** One change of one incident by a rule; answers with it as it is then, also where nothing was to change. */
const createChange =
  (book: IncidentBook, store: Store) =>
  (id: IncidentId, actor: Actor, rule: (row: IncidentBody, act: Act) => Ruling): Incident => {
    const [written] = book.write((at) => {
      const row = book.row(id);
      if (!row) throw notFound('incident');
      const ruling = rule(row, { by: nameOf(actor), now: at });
      if (isRefused(ruling)) throw refusalOf(ruling);
      return ruling.after === row ? [] : [changeOf(store, row, ruling, { actor, at })];
    });
    const incident = written ?? book.get(id);
    if (!incident) throw notFound('incident');
    return incident;
  };
