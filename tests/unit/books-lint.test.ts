// The library that ships, judged as a library: nothing the linter would say, and what an operations team would ask of it.
import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import type { Runbook, RunbookStep } from '../../electron/contract/model/runbook.ts';
import { findProbeKind } from '../../electron/engine/probes/index.ts';
import { shippedBooks } from '../support/books-library.ts';

const TODAY = Date.UTC(2026, 10, 23);
const books = shippedBooks(TODAY);
const runbooks = books.flatMap(({ runbook }) => runbook ?? []);

/** What the library must have an answer to (spec: runbooks, "The library that ships"), and the books that have it. */
const TOPICS: Readonly<Record<string, string>> = {
  'disk full': 'linux-disk-full',
  'high load': 'linux-high-load',
  'memory pressure and OOM': 'linux-memory-pressure',
  'host down': 'host-down',
  'host unreachable behind a parent': 'host-unreachable',
  'switch or uplink down': 'switch-or-uplink-down',
  'packet loss and latency': 'packet-loss-and-latency',
  'DNS failure': 'dns-failure',
  'TLS expiry and renewal': 'tls-expiry',
  'service restart': 'service-restart',
  'log rotation': 'log-rotation',
  'time drift': 'time-drift',
  'certificate chain broken': 'tls-chain-broken',
  'HTTP 5xx': 'http-5xx',
  'database connections exhausted': 'database-connections-exhausted',
  'replication lag': 'replication-lag',
  'queue backlog': 'queue-backlog',
  'backup missing or failed with a restore test': 'backup-missing',
  'failed disk in an array': 'raid-disk-failed',
  'UPS on battery': 'ups-on-battery',
  'patching in a maintenance window with roll-back': 'patching',
  'planned reboot': 'planned-reboot',
  'user account provisioning': 'user-provisioning',
  'password reset and account unlock': 'password-reset-and-unlock',
  'access revocation at offboarding': 'access-revocation',
  'hardware decommission with asset record': 'hardware-decommission',
  'SEV1 incident command': 'sev1-incident-command',
  'vendor escalation': 'vendor-escalation',
  'shift opening': 'shift-opening',
  'shift closing': 'shift-closing',
};

test('every topic of the spec has its book, and there are enough of them', () => {
  const ids = new Set(runbooks.map(({ id }) => id));
  for (const [topic, id] of Object.entries(TOPICS)) expect(ids, topic).toContain(id);
  expect(ids.size).toBeGreaterThanOrEqual(28);
});

test('no two have the same id or title', () => {
  expect(new Set(runbooks.map(({ id }) => id)).size).toBe(books.length);
  expect(new Set(runbooks.map(({ title }) => title.toLowerCase())).size).toBe(books.length);
});

const isChange = ({ kind, risk }: RunbookStep) => kind === 'run' && risk !== 'read-only';
const scriptOf = ({ body }: RunbookStep): string => (typeof body.script === 'string' ? body.script : '');
const runsOf = ({ steps }: Runbook) => steps.filter(({ kind }) => kind === 'run');

/** The part of a script that runs with the rights it needs: it stands in a here-document. */
const asRoot = (script: string): string => /<<'END'\n(.*)\nEND/s.exec(script)?.[1] ?? '';

/** Lines in which a value stands outside of quotes, where the shell would split it. */
function bareValues(script: string): readonly string[] {
  const found: string[] = [];
  // One entry for each $( … ) that is open: whether we are inside of double quotes there.
  const quoted = [false];
  for (let at = 0; at < script.length; at += 1) {
    const rest = script.slice(at);
    const inside = quoted.at(-1) ?? false;
    if (rest.startsWith('\\')) at += 1;
    else if (rest.startsWith("'") && !inside) at = script.indexOf("'", at + 1);
    else if (rest.startsWith('"')) quoted[quoted.length - 1] = !inside;
    else if (rest.startsWith('$((')) at = script.indexOf('))', at) + 1;
    else if (rest.startsWith('$(')) {
      quoted.push(false);
      at += 1;
    } else if (rest.startsWith(')') && !inside && quoted.length > 1) quoted.pop();
    else if (/^\$[1-9@*]/.test(rest) && !inside) {
      const before = script.slice(script.lastIndexOf('\n', at) + 1, at);
      // The word of a case and the value of an assignment are never split.
      if (!/(?:case |[A-Za-z_]=)$/.test(before)) found.push(`${before}${rest.split('\n', 1)[0]}`.trim());
    }
  }
  return found;
}

describe.each(books)('$file', ({ file, text, runbook, findings }) => {
  test('the linter has nothing to say', () => {
    expect(findings.map(({ line, column, rule, message }) => `${file}:${line}:${column} ${rule}: ${message}`)).toEqual(
      [],
    );
  });

  test('its id is the name of its file, and editors find its schema', () => {
    expect(`${runbook?.id}.yaml`).toBe(file);
    expect(text.split('\n')[0]).toBe('# yaml-language-server: $schema=./schema/runbook.schema.json');
  });

  test('it says who keeps it, what it means, what breaks, and how long it takes', () => {
    expect(runbook).toMatchObject({ state: 'active', review: { last: '2026-11-20' } });
    expect(runbook?.owner).not.toBe('');
    expect(runbook?.meaning.length).toBeGreaterThan(60);
    expect(runbook?.impact.length).toBeGreaterThan(40);
    expect(runbook?.estimateMs).toBeGreaterThan(0);
  });

  test('it is suggested by what this program measures', () => {
    for (const { kind, metric } of runbook?.match ?? []) {
      if (metric === null) continue;
      const names = (findProbeKind(kind ?? '')?.metrics ?? []).map(({ name }) => name.replace(/\*$/, ''));
      const isKnown = names.some((name) => name === metric || name.startsWith(`${metric}.`) || metric.startsWith(name));
      expect(isKnown, `${kind} measures ${metric}`).toBe(true);
    }
  });

  test('every change is looked at first, proven after, and its way back is said', () => {
    for (const [place, step] of (runbook?.steps ?? []).entries()) {
      if (!isChange(step)) continue;
      expect(step.verify, `${step.id} verify`).not.toBeNull();
      expect(step.rollback, `${step.id} rollback`).not.toBeNull();
      expect(step.confirm, `${step.id} confirm`).toBe(step.risk === 'destructive' ? 'type-target' : 'click');
      expect(place, `${step.id} is not the first step`).toBeGreaterThan(0);
    }
  });

  test('nothing that changes a host goes by itself, and checks ask while actions tell', () => {
    for (const step of runbook?.steps ?? []) {
      if (isChange(step)) expect(step.auto, step.id).toBe(false);
      if (step.kind === 'check') expect(step.title, step.id).toMatch(/\?$/);
      if (isChange(step)) expect(step.title, step.id).not.toMatch(/\?$/);
    }
  });

  test('its scripts stop at the first fault, have a limit, quote their values and delete nothing unseen', () => {
    for (const step of runbook ? runsOf(runbook) : []) {
      const script = scriptOf(step);
      expect(step.body.timeout, `${step.id} timeout`).toBeDefined();
      if (script === '') continue;
      expect(script, step.id).toMatch(/^set -eu\n/);
      expect(script, step.id).not.toMatch(/rm -[a-z]*r[a-z]* /);
      expect(bareValues(script), `${step.id}: a value outside of quotes falls apart at spaces and stars`).toEqual([]);
      for (const part of [script, asRoot(script)])
        expect(spawnSync('sh', ['-n'], { input: part, encoding: 'utf8' }).stderr).toBe('');
    }
  });

  test('whoever does not know further can hand over', () => {
    const asks = (runbook?.steps ?? []).filter(({ kind }) => kind === 'ask');
    for (const { body, id } of asks) {
      const safe = runbook?.steps.find((step) => step.id === body.default);
      expect(safe && !isChange(safe), `${id}: its default changes nothing`).toBe(true);
    }
  });
});
