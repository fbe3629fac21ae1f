// What the tests of `watchfloor replay` feed it, and how they read its answers.
import { expect } from 'vitest';
import { cli } from '../support/cli.ts';

export interface Line {
  readonly at: string | number;
  readonly host: string;
  readonly check: string | null;
  readonly status: string;
  readonly type: 'soft' | 'hard';
  readonly attempt: number;
  readonly host_state: string;
  readonly flapping: boolean;
  readonly flap_percent: number;
  readonly told: string | null;
  readonly held: string | null;
  readonly also?: readonly { readonly host: string; readonly check: string | null; readonly told: string }[];
}

export const START = Date.UTC(2026, 10, 22, 2);
/** So many minutes after the shift began. */
export const minute = (minutes: number): string => new Date(START + minutes * 60_000).toISOString();
/** Flapping is looked for from the first result on, as in an app that has watched for long. */
export const lively = { policy: { flapping: true } };
export const steady = { policy: { maxAttempts: 3, flapping: false } };

/** Feeds lines; the answer is parsed. */
export async function replay(...lines: readonly object[]): Promise<readonly Line[]> {
  const run = await cli(['replay', '-'], { stdin: lines.map((line) => JSON.stringify(line)).join('\n') });
  expect(run).toMatchObject({ status: 0, err: '' });
  return parsed(run.out);
}
export const parsed = (out: string): readonly Line[] =>
  out
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

export const http = (at: number, status: string) => ({ at: minute(at), host: 'web1', check: 'http', status });
export const alive = (at: number, host: string, status: string) => ({ at: minute(at), host, status });
export const brief = ({ host, check, status, type, attempt, host_state, told, held }: Line): string =>
  `${host}${check ? ` ${check}` : ''} ${status} ${type === 'hard' ? 'H' : 'S'}${attempt} ${host_state} ${told ?? '-'} ${held ?? '-'}`;
