// What operators do with incidents: opens, changes, moves on, holds, hands out roles, merges, splits, follows up.
// (Scaffold: its owner writes it.)

import type { ProblemId } from '../../../contract/model/ids.ts';
import type { Incident } from '../../../contract/model/incident.ts';
import type { Actor } from '../../../contract/model/journal.ts';
import type { Problem } from '../../../contract/model/problem.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Store } from '../../store/open.ts';
import type { EngineSettings } from '../settings.ts';
import type { Troubles } from '../troubles.ts';
import { unwritten } from '../unwritten.ts';
import type { World } from '../world.ts';
import type { IncidentBook } from './book.ts';
import type { ContractInput } from './inputs.ts';

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

export function createIncidents(_: IncidentsOptions): Incidents {
  return unwritten<Incidents>('incidents', { problemsChanged() {}, start() {}, stop() {} });
}
