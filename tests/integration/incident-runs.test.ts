// Runs in incidents: their steps land in the timeline, their changes are suspects, their story leaves with the exports.
import { expect, test } from 'vitest';
import type { Incident } from '../../electron/contract/model/incident.ts';
import type { RunView } from '../../electron/contract/model/run.ts';
import { type Floor, MINUTE, openFloor, SECOND } from '../support/floor.ts';
import { problemId } from '../support/incident-desk.ts';
import { runbookFolder, runbookText } from '../support/runbook-files.ts';
import { openIncident, timelineOf } from '../support/timeline-desk.ts';

const QUICK = { intervalMs: MINUTE, retryIntervalMs: 15 * SECOND, maxAttempts: 1 };
const INPUTS = '{ host: { type: host, from: problem } }';
/** Commands that touch nothing; the second says that it changes something. */
const STEPS = `  - id: look
    title: What is it
    run: { argv: [printf, 'line one\\n\`\`\`\\n\\074b\\076line thr\\145e\\n'] }
    risk: read-only
  - id: mend
    title: Mend it
    run: { argv: [printf, mended] }
    risk: safe-write
    verify: is-mended
    rollback: none
  - id: is-mended
    title: Is it mended
    run: { argv: [printf, 'yes'] }
    risk: read-only
  - id: tell
    title: Tell them
    manual: { text: Tell the others. }
`;

async function webFloor(agoMs = MINUTE): Promise<Floor> {
  const files = { 'mend.yaml': runbookText('mend-web', { inputs: INPUTS, title: 'Mend the web' }, STEPS) };
  const floor = await openFloor({ runbooks: runbookFolder(files) });
  for (const name of ['web1', 'web2'])
    await floor.watch(name, { alive: { name: 'ping', policy: QUICK }, checks: [{ name: 'http', policy: QUICK }] });
  await floor.run(agoMs);
  return floor;
}

async function breaks(floor: Floor, host = 'web1'): Promise<void> {
  floor.say(host, 'http', 'critical');
  await floor.seen(host, 'http');
  await floor.run(SECOND);
}

type Start = Parameters<Floor['client']['runbooks']['start']>[0];

const start = async (floor: Floor, more: Partial<Start> = {}): Promise<RunView> =>
  floor.client.runbooks.start({ runbookId: 'mend-web', ...more });

/** One act, and whatever runs by it. */
async function act(floor: Floor, { run }: RunView, one: object = { type: 'go' }): Promise<RunView> {
  let view = await floor.client.runbooks.act({ runId: run.id, rev: run.rev, act: one as never });
  while (view.run.phase === 'running') {
    await new Promise((resolve) => setImmediate(resolve));
    view = await floor.client.runbooks.view({ runId: run.id });
  }
  return view;
}

async function through(floor: Floor, more: Partial<Start> = {}): Promise<RunView> {
  let view = await start(floor, more);
  while (view.run.phase !== 'ended') view = await act(floor, view);
  return view;
}

const ofRuns = async (floor: Floor, incident: Incident) =>
  (await timelineOf(floor, incident)).filter(({ kind }) => kind === 'run' || kind === 'step');

test('every step of a run that was started from a problem stands in the timeline of its incident, with what was printed', async () => {
  const floor = await webFloor();
  await breaks(floor);
  const incident = await openIncident(floor, 'web1 is broken', [['web1', 'http']]);
  const { run } = await through(floor, { problemId: problemId(floor, 'web1 http') });
  expect(run).toMatchObject({ outcome: 'green', incidentId: incident.id });
  const entries = await ofRuns(floor, incident);
  expect(entries.every(({ runId }) => runId === run.id)).toBe(true);
  expect(entries[0]?.text).toMatch(/^ada started the runbook "Mend the web"/);
  expect(entries.at(-1)?.text).toMatch(/ended green/);
  const printed = entries.find(({ text }) => text.startsWith('Step 1 of 4, What is it: exit 0'));
  expect(printed?.body).toBe('line one\n```\n<b>line three');
  const found = await floor.client.incidents.search({ text: 'mended' });
  expect(found.map(({ incidentId }) => incidentId)).toContain(incident.id);
  await floor.expectChain();
});

test('a run that began before its incident joins with the problem, whenever that is added; a dry run never does', async () => {
  const floor = await webFloor();
  await breaks(floor);
  await breaks(floor, 'web2');
  const first = problemId(floor, 'web1 http');
  await through(floor, { problemId: first });
  await through(floor, { problemId: first, mode: 'dry' });
  const incident = await openIncident(floor, 'the web is broken', [['web2', 'http']]);
  expect(await ofRuns(floor, incident)).toEqual([]);
  await floor.client.incidents.addProblems({ incidentId: incident.id, problemIds: [first] });
  const joined = await ofRuns(floor, incident);
  expect(joined.length).toBeGreaterThan(5);
  expect(joined.some(({ text }) => text.includes('Dry run'))).toBe(false);
  expect(joined.filter(({ text }) => text.includes('started the runbook'))).toHaveLength(1);
});

test('a run of another problem stays out of it', async () => {
  const floor = await webFloor();
  await breaks(floor);
  await breaks(floor, 'web2');
  const incident = await openIncident(floor, 'web2 is broken', [['web2', 'http']], {
    hostIds: [floor.host('web1').id],
  });
  await through(floor, { problemId: problemId(floor, 'web1 http') });
  expect(await ofRuns(floor, incident)).toEqual([]);
});

test('a run that changed the host in the hour before is a suspect; one that only looked, a dry one and the cure are not', async () => {
  const floor = await webFloor(2 * 60 * MINUTE);
  const inputs = { host: 'web1' };
  await through(floor, { inputs });
  await through(floor, { inputs, mode: 'dry' });
  await floor.run(10 * MINUTE);
  await breaks(floor);
  const incident = await openIncident(floor, 'web1 is broken', [['web1', 'http']]);
  await through(floor, { problemId: problemId(floor, 'web1 http') });
  const { suspects } = await floor.client.incidents.story({ incidentId: incident.id });
  const runs = suspects.filter(({ title }) => title.includes('Mend the web'));
  expect(runs).toHaveLength(1);
  expect(runs[0]?.title).toMatch(/^ada: Run of "Mend the web": Step 2 of 4, Mend it: began/);
  expect(runs[0]?.reasons.join('; ')).toMatch(/10 min before impact; on web1: the host itself/);
  expect(runs[0]?.hostId).toBe(floor.host('web1').id);
});

test('the report shows what was run and what it printed, as it stood; the review lists runbooks, skips and unproven changes', async () => {
  const floor = await webFloor();
  await breaks(floor);
  const incident = await openIncident(floor, 'web1 is broken', [['web1', 'http']]);
  let view = await start(floor, { problemId: problemId(floor, 'web1 http') });
  view = await act(floor, view);
  view = await act(floor, view);
  view = await act(floor, view, { type: 'skip', reason: 'seen with my own eyes' });
  await act(floor, view);
  const exported = async (form: 'markdown' | 'html' | 'review-markdown' | 'json') =>
    (await floor.client.incidents.exportFile({ incidentId: incident.id, form, zone: 'UTC' })).content;

  const markdown = await exported('markdown');
  expect(markdown).toContain('  ````text\n  line one\n  ```\n  <b>line three\n  ````');
  const html = await exported('html');
  expect(html).toContain('<pre class="output">line one\n```\n&lt;b&gt;line three</pre>');
  const review = await exported('review-markdown');
  expect(review).toMatch(
    /## Runbooks\n\n\| Runbook \| Began \|[\s\S]*\| Mend the web \([0-9a-f]{12}\) \|.*\| web1 \|.*unverified/,
  );
  expect(review).toMatch(/Skipped steps:[\s\S]*\| Is it mended \(step 3\) \| ada, .*\| seen with my own eyes \|/);
  expect(review).toMatch(/Changes that were not verified:[\s\S]*\| Mend it \(step 2\) \|/);

  const there = await openFloor({ runbooks: runbookFolder() });
  const taken = await there.client.incidents.importFile({ text: await exported('json') });
  const elsewhere = await there.client.incidents.exportFile({
    incidentId: taken.incident?.id as never,
    form: 'review-markdown',
    zone: 'UTC',
  });
  expect(elsewhere.content).toMatch(/\| Mend the web \([0-9a-f]{12}\) \|/);
  expect(elsewhere.content).toMatch(/Skipped steps:[\s\S]*\| Is it mended \| ada, .*\| seen with my own eyes \|/);
  expect(elsewhere.content).not.toContain('Every change was verified');
});

test('an incident without runs has no section about them', async () => {
  const floor = await webFloor();
  await breaks(floor);
  const { id } = await openIncident(floor, 'web1 is broken', [['web1', 'http']]);
  const { content } = await floor.client.incidents.exportFile({ incidentId: id, form: 'review-markdown', zone: 'UTC' });
  expect(content).not.toContain('## Runbooks');
});

test('who is woken reads which runbook was tried, how it ended and what it changed', async () => {
  const floor = await webFloor();
  await breaks(floor);
  const problem = problemId(floor, 'web1 http');
  await through(floor, { problemId: problem });
  await through(floor, { problemId: problem, mode: 'dry' });
  let open = await start(floor, { problemId: problem });
  open = await act(floor, open);
  const { triedByRuns } = await import('../../electron/engine/services/context-runs.ts');
  const { openStore } = await import('../../electron/engine/store/open.ts');
  const store = await openStore(floor.folder, { clock: floor.clock, readOnly: true });
  const lines = triedByRuns(store, { problems: [{ id: problem }], hostIds: [], since: 0 });
  const strangers = triedByRuns(store, { problems: [], hostIds: [floor.host('web2').id], since: 0 });
  store.close();
  expect(lines.map(({ who, text }) => `${who}: ${text}`).toSorted()).toEqual([
    expect.stringMatching(/^ada: "Mend the web", step 2, Mend it: exit 0 in /),
    'ada: runbook "Mend the web" ended green',
    'ada: runbook "Mend the web" is under way, at step 2 of 4, Mend it',
  ]);
  expect(strangers).toEqual([]);
  expect(open.run.phase).toBe('ready');
});

test('a long output stands in the timeline with its beginning and its end, and whole with the run', async () => {
  const steps = `  - id: much
    title: Prints much
    run: { script: "seq 1 20000" }
    risk: read-only
`;
  const files = { 'much.yaml': runbookText('mend-web', { inputs: INPUTS }, steps) };
  const floor = await openFloor({ runbooks: runbookFolder(files) });
  await floor.watch('web1', { checks: [{ name: 'http', policy: QUICK }] });
  await floor.run(MINUTE);
  await breaks(floor);
  const incident = await openIncident(floor, 'web1 is broken', [['web1', 'http']]);
  const { run } = await through(floor, { problemId: problemId(floor, 'web1 http') });
  const entry = (await ofRuns(floor, incident)).find(({ body }) => body !== null);
  expect(entry?.body).toMatch(/^1\n2\n[\s\S]*\[\d+ lines are left out here\][\s\S]*\n20000$/);
  expect(entry?.body?.length).toBeLessThan(25_000);
  const attemptId = run.steps[0]?.attempts[0]?.id ?? '';
  expect((await floor.client.runbooks.output({ runId: run.id, attemptId })).stdout?.split('\n')).toHaveLength(20_001);
  const { content } = await floor.client.incidents.exportFile({
    incidentId: incident.id,
    form: 'markdown',
    zone: 'UTC',
  });
  expect(content).toMatch(/\[\d+ lines are left out here\]/);
  expect(content.length).toBeLessThan(20_000);
});

test('what a command printed can be taken away for good: from the timeline, from the search and from the run', async () => {
  const floor = await webFloor();
  await breaks(floor);
  const incident = await openIncident(floor, 'web1 is broken', [['web1', 'http']]);
  const { run } = await through(floor, { problemId: problemId(floor, 'web1 http') });
  const printed = (await ofRuns(floor, incident)).find(({ body }) => body?.startsWith('line one'));
  await floor.client.incidents.redact({ incidentId: incident.id, seq: printed?.seq ?? 0, reason: 'a password' });
  const after = (await ofRuns(floor, incident)).find(({ seq }) => seq === printed?.seq);
  expect(after).toMatchObject({ body: null, redacted: { reason: 'a password' } });
  expect(await floor.client.incidents.search({ text: 'three' })).toEqual([]);
  const attemptId = run.steps[0]?.attempts[0]?.id ?? '';
  expect((await floor.client.runbooks.output({ runId: run.id, attemptId })).stdout).toBeNull();
  const { content } = await floor.client.incidents.exportFile({ incidentId: incident.id, form: 'html', zone: 'UTC' });
  expect(content).not.toContain('line three');
  await floor.expectChain();
});
