// Incidents in words, and how a rule answers: with the incident as it is to be and what the journal says of it, or with
// what is wrong. Every rule of this room (incident-*.ts) answers like that.
import { Temporal } from 'temporal-polyfill';
import type { FieldError } from '../../contract/api/errors.ts';
import type { JsonObject } from '../../contract/model/check.ts';
import type { Incident } from '../../contract/model/incident.ts';
import type { EntryKind } from '../../contract/model/journal.ts';

/** An incident as it is kept: its clocks are computed when it is looked at. */
export type IncidentBody = Omit<Incident, 'clocks'>;

/** An entry of the journal about an incident, before it is known who wrote it. */
export interface Said {
  readonly kind: EntryKind;
  /** When it happened, epoch ms. */
  readonly at: number;
  /** One plain sentence. */
  readonly text: string;
  readonly data: JsonObject;
  /** What people typed at length: kept beside the entry, so that it can be taken away. */
  readonly body?: string;
}

export interface Refused {
  /** 'CONFLICT': it contradicts what there is; 'INVALID': what was entered is not acceptable. */
  readonly refused: 'INVALID' | 'CONFLICT';
  readonly fields: readonly FieldError[];
}

/** `after` is the very object that was given where nothing changes; then nothing is said either. */
export interface Ruled {
  readonly after: IncidentBody;
  readonly said: readonly Said[];
}

export type Ruling = Ruled | Refused;

export const isRefused = <Answer extends object>(answer: Answer | Refused): answer is Refused => 'refused' in answer;
export const unchanged = (row: IncidentBody): Ruled => ({ after: row, said: [] });
export const invalid = (path: string, message: string): Refused => ({
  refused: 'INVALID',
  fields: [{ path, message }],
});
export const conflict = (path: string, message: string): Refused => ({
  refused: 'CONFLICT',
  fields: [{ path, message }],
});

/** '2026-11-20 02:14:08 UTC': to the second, because two times are often compared. */
export const utc = (at: number): string =>
  `${Temporal.Instant.fromEpochMilliseconds(at).toString().slice(0, 19).replace('T', ' ')} UTC`;

/** The year an incident that is opened at `at` (epoch ms) is numbered in: UTC. */
export const yearOf = (at: number): number => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('UTC').year;

const LINE = 300;

/** What somebody typed, as the end of a sentence; '' where nothing was typed. */
export function because(reason: string): string {
  const line = reason.replace(/\s+/g, ' ').trim();
  if (line === '') return '';
  return `: ${line.length > LINE ? `${line.slice(0, LINE - 1)}…` : line}`.toWellFormed();
}

const NAMED = 3;

/** 'web1, web2, web3 and 35 more'. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, NAMED).join(', ');
  return names.length > NAMED ? `${shown} and ${names.length - NAMED} more` : shown;
}

/** '1 problem', '38 problems'. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** 'web1', 'web1 http'. */
export const problemName = ({ host, check, alive }: { host: string; check: string; alive: boolean }): string =>
  alive ? host : `${host} ${check}`;
