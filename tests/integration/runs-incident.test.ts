// A run and the incident it belongs to: found by the problem, linked by hand, its steps in the timeline with what they
// printed; a redaction takes the words out of both; a problem that is over can still be looked at again.
import { expect, test } from 'vitest';
import type { IncidentId } from '../../electron/contract/model/ids.ts';
import { MINUTE } from '../support/floor.ts';
import { head, openDesk, ownFolder, stepOf } from '../support/run-desk.ts';

const book = (id: string) => `${head(id)}
inputs:
  host: { type: host, from: problem }
steps:
  - { id: look, title: 'What does \${inputs.host} say?', run: { argv: [echo, 'the secret plan of \${host.address}'] }, risk: read-only }
  - { id: again, title: Is it well again?, check: { rerun: problem, expect: [ok] }, onFailure: ask }
  - { id: wrap, title: 'For \${incident.number}', manual: { text: Done. } }
`;

async function floorWithProblem() {
  const desk = await openDesk({ fix: book('fix') }, ownFolder('marks'));
  await desk.floor.watch('web1', { checks: [{ name: 'http' }] });
  desk.floor.say('web1', 'http', 'critical');
  while (!desk.floor.problem('web1', 'http')) await desk.floor.run(MINUTE);
  const problemId = desk.floor.problem('web1', 'http')?.id;
  if (!problemId) throw new Error('there is no problem');
  return { desk, problemId, client: desk.floor.client };
}

test('started from a problem it takes its host, finds its incident and stands in its timeline with its output', async () => {
  const { desk, problemId, client } = await floorWithProblem();
  const { id: incidentId, number } = await client.incidents.open({
    fields: { title: 'Web is down' },
    problemIds: [problemId],
    impact: 'low',
    urgency: 'low',
  });
  let view = await desk.start('fix', { problemId });
  expect(view.run).toMatchObject({ incidentId, problemId, inputs: { host: 'web1' } });
  expect(stepOf(view, 'look').title).toBe('What does web1 say?');
  expect(stepOf(view, 'wrap').title).toBe(`For ${number}`);
  view = await desk.go(view);
  const page = await client.incidents.timeline({ incidentId, offset: 0, limit: 200, filter: {} });
  const ended = page.entries.find(({ data }) => data.event === 'ended' && data.path === 'look');
  expect(ended).toMatchObject({ kind: 'step', runId: view.run.id, body: 'the secret plan of 127.0.0.1' });
  const attempt = stepOf(view, 'look').attempts[0];
  await client.incidents.redact({ incidentId, seq: ended?.seq ?? 0, reason: 'it names the plan' });
  const output = await client.runbooks.output({ runId: view.run.id, attemptId: attempt?.id ?? '' });
  expect(output.stdout).toBeNull();
  expect(output.attempt.stdout?.sha256).toBe(attempt?.stdout?.sha256);
});

test('the problem ends under the run: its check is still rerun', async () => {
  const { desk, problemId } = await floorWithProblem();
  let view = await desk.go(await desk.start('fix', { problemId }));
  view = await desk.go(view);
  expect(view.run).toMatchObject({ phase: 'failed', at: 'again' });
  desk.floor.say('web1', 'http', 'ok');
  while (desk.floor.problem('web1', 'http')) await desk.floor.run(MINUTE);
  await desk.floor.restart(MINUTE);
  view = await desk.still(await desk.act(view, { type: 'retry' }));
  expect(view.run).toMatchObject({ phase: 'ready', at: 'wrap' });
});

test('linked by hand, its steps stand there from then on; a dry run never does', async () => {
  const { desk, problemId, client } = await floorWithProblem();
  const view = await desk.start('fix', { problemId });
  const { id: incidentId } = await client.incidents.open({ fields: { title: 'Web' }, impact: 'low', urgency: 'low' });
  await expect(desk.act(view, { type: 'link', incidentId: 'nowhere' as IncidentId })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  await desk.act(view, { type: 'link', incidentId });
  await desk.go(view);
  let dry = await desk.start('fix', { problemId, mode: 'dry' });
  while (dry.run.phase !== 'ended') dry = await desk.act(dry, { type: 'go' });
  const { entries } = await client.incidents.timeline({ incidentId, offset: 0, limit: 200, filter: {} });
  const events = entries.flatMap(({ runId, data }) => (runId === undefined ? [] : [[runId, data.event]]));
  expect(events).toEqual([
    [view.run.id, 'linked'],
    [view.run.id, 'began'],
    [view.run.id, 'ended'],
  ]);
  const ofDry = (await desk.floor.journal('step')).filter(({ runId }) => runId === dry.run.id);
  expect(ofDry.length).toBeGreaterThan(0);
  expect(ofDry.every(({ incidentId: none, problemId: nor, hostId }) => !none && !nor && !hostId)).toBe(true);
});
