// Every book of the library walked dry through the real engine, again and again, until every answer of every question was
// given: each step is seen, each command is printed, nothing is executed.
import { expect, test } from 'vitest';
import type { Client } from '../../electron/contract/index.ts';
import type { RunView } from '../../electron/contract/model/run.ts';
import type { Runbook } from '../../electron/contract/model/runbook.ts';
import { settings } from '../../electron/contract/model/settings.ts';
import { LIBRARY } from '../support/books-floor.ts';
import { shippedBooks } from '../support/books-library.ts';
import { openFloor } from '../support/floor.ts';

const books = shippedBooks(Date.UTC(2026, 10, 23)).flatMap(({ runbook }) => runbook ?? []);
const HOST = 'ams1-app01';

/** What an operator would enter, by the name of the input. */
const ENTERED: Readonly<Record<string, string>> = {
  agreed: 'its owner',
  asset: 'A-1042',
  cert: '/etc/ssl/site/fullchain.pem',
  folder: '/var/backups',
  from: 'A. Brandt',
  key: '/etc/ssl/site/key.pem',
  lead: 'A. Brandt',
  log: '/var/log/app/app.log',
  login: 'jdoe',
  name: 'www.example.org',
  owner: 'Team web',
  person: 'Jo Doe',
  queue: '/var/spool/app',
  reason: 'new kernel',
  serverName: 'www.example.org',
  subject: 'Line to ams1 is down',
  ticket: 'REQ-1042',
  to: 'J. Okafor',
  unit: 'nginx.service',
  until: '2027-06-30',
  url: 'https://www.example.org/health',
  vendor: 'Carrier One',
  what: 'Nobody can log in',
};
const SSH_KEY = `ssh-ed25519 ${'A'.repeat(68)} jdoe@desk`;

function inputsFor({ id, inputs }: Runbook): Record<string, string | string[]> {
  return Object.fromEntries(
    inputs.flatMap((spec): [string, string | string[]][] => {
      if (spec.type === 'host') return [[spec.name, HOST]];
      if (spec.type === 'hosts') return [[spec.name, [HOST, 'ams1-app02']]];
      if (spec.default !== null) return [];
      const value = id === 'user-provisioning' && spec.name === 'key' ? SSH_KEY : ENTERED[spec.name];
      if (value === undefined) throw new Error(`${id} asks for ${spec.name}: say what an operator would enter`);
      return [[spec.name, value]];
    }),
  );
}

/** Steps that nothing leads to while all goes well: ways back, what a failure goes to, and what comes only behind those. */
function onlyInTrouble({ steps }: Runbook): ReadonlySet<string> {
  const trouble = new Set(
    steps.flatMap(({ rollback, onFailure }) => [rollback ?? '', onFailure.do === 'goto' ? onFailure.step : '']),
  );
  const asked = new Set(
    steps.flatMap(({ body }) => [
      body.default,
      ...(Array.isArray(body.options) ? body.options : []).map((one) => (one as { goto?: string }).goto),
    ]),
  );
  const only = new Set(
    [...trouble].filter((id) => !asked.has(id) && steps.some((step) => step.id === id && step.aside)),
  );
  for (const { id, verify, aside, then } of steps) {
    const proves = steps.filter((step) => step.verify === id);
    if (aside && proves.length > 0 && proves.every((step) => only.has(step.id))) only.add(id);
    for (const behind of [verify, then])
      if (only.has(id) && behind !== null && !asked.has(behind) && steps.find((step) => step.id === behind)?.aside)
        only.add(behind);
  }
  return only;
}

const isMessage = (kind: string) => kind === 'notify' || kind === 'escalate';

/** Nobody is on call on this floor, which a dry run says; past that, and nothing else. */
async function pastNobody(client: Client, { run }: RunView): Promise<RunView> {
  const failed = run.steps.find(({ path }) => path === run.at);
  expect(`${failed?.kind} ${failed?.result}`, failed?.path).toMatch(
    /^(notify|escalate) could not be carried out: nobody is reached by /,
  );
  return client.runbooks.act({ runId: run.id, rev: run.rev, act: { type: 'go-on', reason: 'nobody is on call' } });
}

/** One walk; answers each question by an answer that was not given yet, where there is one. */
async function walk(client: Client, book: Runbook, given: Map<string, Set<number>>): Promise<RunView> {
  const isChange = book.change !== 'none';
  let view = await client.runbooks.start({
    runbookId: book.id,
    mode: 'dry',
    inputs: inputsFor(book),
    ...(isChange && { change: 'CHG-1042' }),
  });
  for (let acts = 0; view.run.phase !== 'ended'; acts += 1) {
    expect(acts, `${book.id} comes to its end, stands at ${view.run.at}`).toBeLessThan(400);
    if (view.run.phase === 'failed') {
      view = await pastNobody(client, view);
      continue;
    }
    const options = view.face?.options ?? [];
    let form = {};
    if (options.length > 0) {
      const path = view.run.at ?? '';
      const done = given.get(path) ?? new Set();
      const open = options.findIndex((_, option) => !done.has(option));
      // All were given: the last but one leads on in circles least often.
      const option = open >= 0 ? open : acts % options.length;
      given.set(path, done.add(option));
      form = { option };
    }
    const act = { type: 'go', typed: view.face?.typed ?? '', form } as const;
    const next = await client.runbooks.act({ runId: view.run.id, rev: view.run.rev, act });
    view = next.run.rev === view.run.rev ? await client.runbooks.view({ runId: view.run.id }) : next;
  }
  return view;
}

test.each(books)('$id', { timeout: 120_000 }, async (book) => {
  const floor = await openFloor({ runbooks: LIBRARY });
  for (const name of [HOST, 'ams1-app02']) await floor.watch(name);
  const now = await floor.client.engine.settings();
  const logins = [{ name: 'all', user: 'ops' }];
  await floor.client.engine.changeSettings(settings.parse({ ...now, runbooks: { folders: [], logins } }));
  const before = floor.runner.runs.length;
  const given = new Map<string, Set<number>>();
  const seen = new Set<string>();
  const counts = new Map(
    book.steps.map(({ id, kind, body }) => [id, kind === 'ask' ? (body.options as unknown[]).length + 1 : 0]),
  );
  const isOpen = () => [...given].some(([path, answers]) => answers.size < (counts.get(path) ?? 0));

  let walks = 0;
  do {
    const { run } = await walk(floor.client, book, given);
    walks += 1;
    expect(run.mode).toBe('dry');
    for (const step of run.steps) {
      expect(step.attempts, `${step.path} was not tried`).toEqual([]);
      if (step.state !== 'done' && !(isMessage(step.kind) && step.state === 'failed')) continue;
      seen.add(step.path);
      if (step.kind === 'run') expect(step.result, step.path).toMatch(/^not carried out: .*\S/s);
    }
  } while (isOpen() && walks < 40);

  const trouble = onlyInTrouble(book);
  const missed = book.steps.filter(({ id }) => !seen.has(id) && !trouble.has(id)).map(({ id }) => id);
  expect(missed, `${book.id}: every step is seen, in ${walks} walks`).toEqual([]);
  // Nothing was executed: not even a check, and no run counts.
  expect(floor.runner.runs.slice(before).filter(({ check }) => check !== 'ping')).toEqual([]);
  const listed = (await floor.client.runbooks.list()).find(({ id }) => id === book.id);
  expect(listed?.runs.total).toBe(0);
});
