// A shift hands over to the next on the real engine: from the first key to the second signature, with PINs.
import { expect, test } from 'vitest';
import { handoffHash } from '../../electron/engine/exporters/handoff-seal.ts';
import { snapshot } from '../support/every-change.ts';
import { MINUTE, SECOND } from '../support/floor.ts';
import { desks, itemsIn, NEXT, PIN, readThrough, shiftChange, written } from './handoff-makers.ts';

const refused = (error: unknown) => error as { readonly code: string; readonly message: string };
const said = (call: Promise<unknown>) => call.then(() => 'taken', refused);

test('the whole way: begun, written, ready, ticked, read back, asked, answered, accepted; the lead goes over', async () => {
  const change = await shiftChange();
  const { floor, ours, theirs, incident, incidentKey, problemKey } = change;
  const begun = await ours.handoffs.begin({});
  const { id: handoffId } = begun.handoff;
  expect(begun.handoff).toMatchObject({
    state: 'draft',
    outgoing: 'M. Okafor',
    incoming: 'A. Brandt',
    shift: { name: 'Night A' },
    next: { name: 'Early B' },
  });
  expect(begun.can).toEqual(['write', 'ready']);
  expect(begun.blocks.map(({ text }) => text)).toEqual([`${incident.number} (SEV1) has no next action.`]);
  expect(itemsIn(begun).map(({ key }) => key)).toEqual(expect.arrayContaining([incidentKey, problemKey]));

  const words = { judgement: 'The optic is the cheap guess.', items: { [incidentKey]: NEXT } };
  const typed = await ours.handoffs.write({ handoffId, words });
  expect(typed.blocks).toEqual([]);
  const ready = await ours.handoffs.ready({ handoffId, pin: PIN.mo });
  expect(ready.handoff).toMatchObject({
    state: 'ready',
    signatures: { outgoing: { by: 'M. Okafor', withPin: true, desk: '' } },
  });
  expect(ready.handoff.hash).toBe(handoffHash(ready.handoff));
  expect(ready.toReadBack).toContain(incidentKey);
  expect(ready.toTick).toEqual(expect.arrayContaining([incidentKey, problemKey]));
  expect((await snapshot(ours)).handoff).toMatchObject({
    state: 'ready',
    ticked: { done: 0, of: ready.toTick.length },
  });

  expect(await said(theirs.handoffs.accept({ handoffId, pin: PIN.ab }))).toMatchObject({
    code: 'CONFLICT',
    message: expect.stringContaining(`${incident.number} is not read back.`),
  });
  for (const item of ready.toTick) await theirs.handoffs.tick({ handoffId, item, ticked: true });
  // At the desk of whoever goes: the mark is theirs who comes, and the record says where it was made.
  for (const item of ready.toReadBack) await ours.handoffs.readBack({ handoffId, item, text: 'optic, else row C' });
  const asked = await theirs.handoffs.ask({ handoffId, text: 'Who tells the checkout team?' });
  expect(asked.handoff.readBacks[incidentKey]).toMatchObject({ by: "A. Brandt at M. Okafor's desk" });
  expect(await said(theirs.handoffs.accept({ handoffId, pin: PIN.ab }))).toMatchObject({ code: 'CONFLICT' });
  const questionId = asked.handoff.questions[0]?.id ?? '';
  await ours.handoffs.answer({ handoffId, questionId, text: 'I do, from line 2.' });
  expect(await said(theirs.handoffs.accept({ handoffId, pin: '1111' }))).toMatchObject({
    code: 'INVALID',
    message: expect.stringContaining('not the PIN of A. Brandt'),
  });
  const accepted = await theirs.handoffs.accept({ handoffId, pin: PIN.ab });
  expect(accepted.handoff).toMatchObject({
    state: 'accepted',
    signatures: { incoming: { by: 'A. Brandt', withPin: true } },
  });
  expect(accepted.can).toEqual([]);
  expect((await snapshot(ours)).handoff).toBeNull();

  expect((await ours.incidents.get({ incident: incident.id })).roles.lead).toBe('A. Brandt');
  const roles = await floor.journal('roles');
  expect(roles.at(-1)).toMatchObject({ incidentId: incident.id, text: 'Lead is A. Brandt, was M. Okafor' });
  const journal = await floor.journal('handoff');
  expect([...new Set(journal.map(({ data }) => data.event))]).toEqual([
    ...['begun', 'ready', 'ticked', 'read-back', 'question', 'answer', 'accepted'],
  ]);
  const made = journal.find(({ data }) => data.event === 'ready');
  expect(made?.data).toMatchObject({ hash: ready.handoff.hash, handoffId });
  // Each entry stands right behind the head that its signature names.
  expect(made?.seq).toBe((ready.handoff.signatures.outgoing?.head.seq ?? 0) + 1);
  const taken = journal.find(({ data }) => data.event === 'accepted');
  expect(taken?.seq).toBe((accepted.handoff.signatures.incoming?.head.seq ?? 0) + 1);
  expect(taken?.data).toMatchObject({ hash: ready.handoff.hash, head: accepted.handoff.signatures.incoming?.head });
  expect(JSON.stringify(journal)).not.toContain(PIN.ab);

  // It is as it was signed, for good.
  expect(await said(ours.handoffs.write({ handoffId, words: { judgement: 'late' } }))).toMatchObject({
    code: 'CONFLICT',
  });
  await floor.restart(SECOND);
  const again = await desks(floor).ours.handoffs.view({ handoffId });
  expect(again.handoff).toEqual(accepted.handoff);
  expect(again.briefing).toEqual(ready.briefing);
  await floor.expectChain();
});

test('what is frozen stands still while the world goes on, and the differences say what is otherwise', async () => {
  const change = await shiftChange();
  const { floor, ours, theirs, incident } = change;
  const handoffId = await written(change);
  const ready = await ours.handoffs.ready({ handoffId, pin: PIN.mo });
  expect(ready.differences).toEqual([]);

  floor.say('db7', 'lag', { status: 'critical', summary: 'Replication lag 1240 s' });
  floor.say('sw1', 'ping', 'critical');
  await floor.seen('db7', 'lag');
  await floor.run(5 * MINUTE);
  await theirs.incidents.edit({ incidentId: incident.id, fields: { summary: 'the optic is dying' } });
  const later = await theirs.handoffs.view({ handoffId });
  expect(later.briefing).toEqual(ready.briefing);
  expect(later.handoff.hash).toBe(handoffHash(later.handoff));
  const lines = later.differences.map(({ how, subject, what, after }) => `${how} ${subject} ${what} ${after}`);
  expect(lines).toContain('changed db7 lag state critical, unhandled');
  expect(lines).toContain('changed db7 lag Replication lag 1240 s');
  expect(lines.some((line) => line.startsWith(`changed ${incident.number} facts`) && line.includes('optic'))).toBe(
    true,
  );

  // What had changed when it was accepted stays with it.
  const read = await readMarks();
  const accepted = await theirs.handoffs.accept({ handoffId, pin: PIN.ab });
  expect(accepted.differences).toEqual(read.differences);
  floor.say('db7', 'lag', 'ok');
  await floor.run(5 * MINUTE);
  expect((await theirs.handoffs.view({ handoffId })).differences).toEqual(read.differences);

  async function readMarks() {
    for (const item of later.toTick) await theirs.handoffs.tick({ handoffId, item, ticked: true });
    for (const item of later.toReadBack) await theirs.handoffs.readBack({ handoffId, item, text: 'seen' });
    return theirs.handoffs.view({ handoffId });
  }
});

test('a SEV1 without a next action goes out with a reason, on the record; without a name nothing helps', async () => {
  const change = await shiftChange();
  const { floor, ours, incident } = change;
  const { handoff } = await ours.handoffs.begin({});
  const key = { handoffId: handoff.id, pin: PIN.mo };
  expect(await said(ours.handoffs.ready(key))).toMatchObject({
    code: 'CONFLICT',
    message: expect.stringContaining(`${incident.number} (SEV1) has no next action. Put that right, or give a reason`),
  });
  await ours.handoffs.write({ handoffId: handoff.id, words: { incoming: '' } });
  expect(await said(ours.handoffs.ready({ ...key, override: 'the bridge calls' }))).toMatchObject({
    message: expect.stringContaining('Nobody is named who takes over.'),
  });
  await ours.handoffs.write({ handoffId: handoff.id, words: { incoming: 'A. Brandt' } });
  const ready = await ours.handoffs.ready({ ...key, override: 'the bridge calls' });
  expect(ready.handoff.override).toMatchObject({ by: 'M. Okafor', reason: 'the bridge calls' });
  const entry = (await floor.journal('handoff')).at(-1);
  expect(entry?.text).toMatch(/although: .* has no next action\.: the bridge calls/);
  expect(entry?.data.override).toMatchObject({ blocks: [`${incident.number} (SEV1) has no next action.`] });
});

test('accepted with questions; declined; taken back: each is said, and a question keeps its place', async () => {
  const change = await shiftChange();
  const { floor, ours, theirs, incident } = change;
  const first = await written(change);
  await readThrough(change, first);
  await theirs.handoffs.ask({ handoffId: first, text: 'Is the spare here?' });
  const back = await ours.handoffs.backToDraft({ handoffId: first, reason: 'the spare is missing' });
  expect(back.handoff).toMatchObject({
    state: 'draft',
    hash: '',
    openQuestions: 1,
    judgement: 'The optic is the cheap guess.',
  });
  await ours.handoffs.write({ handoffId: first, words: { judgement: 'No spare here.' } });
  const again = await ours.handoffs.ready({ handoffId: first, pin: PIN.mo });
  // Nothing of the items changed: what was ticked and read back holds.
  expect(again.handoff.ticked.done).toBe(again.toTick.length);
  expect(again.handoff.readBack.done).toBe(again.toReadBack.length);
  const declined = await theirs.handoffs.decline({ handoffId: first, reason: 'not without a spare', pin: PIN.ab });
  expect(declined.handoff).toMatchObject({
    state: 'declined',
    declined: { by: 'A. Brandt', reason: 'not without a spare' },
  });
  expect((await ours.incidents.get({ incident: incident.id })).roles.lead).toBe('M. Okafor');

  const { handoff: second } = await ours.handoffs.begin({});
  expect(second).toMatchObject({ judgement: 'No spare here.', promises: [{ to: 'checkout team' }] });
  await readThrough(change, second.id);
  await theirs.handoffs.ask({ handoffId: second.id, text: 'When does it come?' });
  const accepted = await theirs.handoffs.accept({ handoffId: second.id, withQuestions: true, pin: PIN.ab });
  expect(accepted.handoff).toMatchObject({ state: 'accepted-with-questions', openQuestions: 1 });

  const { total, handoffs } = await ours.handoffs.list({});
  expect(total).toBe(2);
  expect(handoffs.map(({ state }) => state)).toEqual(['accepted-with-questions', 'declined']);
  expect(handoffs[0]).not.toHaveProperty('briefing');
  await floor.expectChain();
});

test('two desks type into one draft, neither knowing of the other yet: every word of both is kept', async () => {
  const change = await shiftChange();
  const { ours, theirs, incidentKey } = change;
  const handoffId = await written(change);
  const promise = { to: 'carrier', text: 'call back on ref 88213' };
  await Promise.all([
    ours.handoffs.write({ handoffId, words: { items: { [incidentKey]: { next: 'move row C' } } } }),
    theirs.handoffs.write({ handoffId, words: { items: { [incidentKey]: { tried: 'optic swapped' } } } }),
    ours.handoffs.write({ handoffId, words: { promiseById: { p2: promise } } }),
    theirs.handoffs.write({ handoffId, words: { promiseById: { p3: promise } } }),
  ]);
  const { handoff } = await ours.handoffs.view({ handoffId });
  expect(handoff.items[incidentKey]).toEqual({ ...NEXT, nextAt: null, next: 'move row C', tried: 'optic swapped' });
  expect(handoff.promises.map(({ id }) => id).sort()).toEqual(['p1', 'p2', 'p3']);
});

test('another one is begun: the open one ends superseded, and all that was typed goes over', async () => {
  const change = await shiftChange();
  const { floor, ours, incidentKey } = change;
  const first = await written(change);
  const { handoff: second } = await ours.handoffs.begin({});
  expect(second).toMatchObject({
    judgement: 'The optic is the cheap guess.',
    contacts: 'Duty manager S. Varga to 08:00',
    items: { [incidentKey]: NEXT },
    promises: [{ id: 'p1' }],
  });
  const old = await ours.handoffs.view({ handoffId: first });
  expect(old.handoff).toMatchObject({ state: 'superseded', supersededBy: second.id, judgement: second.judgement });
  expect(itemsIn(old).map(({ key }) => key)).toContain(incidentKey);
  expect((await snapshot(ours)).handoff).toMatchObject({ id: second.id });
  expect((await floor.journal('handoff')).map(({ data }) => data.event)).toEqual(['begun', 'superseded', 'begun']);
});

test('the next shift begins with the open promises, and with what was said last time of what is still there', async () => {
  const change = await shiftChange();
  const { floor, theirs, incidentKey } = change;
  const handoffId = await written(change);
  await readThrough(change, handoffId);
  await theirs.handoffs.accept({ handoffId, pin: PIN.ab });
  // The clock goes on into the middle of Early B.
  await floor.run(4 * 60 * MINUTE);
  const next = await theirs.handoffs.begin({ incoming: 'M. Okafor' });
  expect(next.handoff).toMatchObject({ shift: { name: 'Early B' }, outgoing: 'A. Brandt', judgement: '' });
  expect(next.handoff.promises.map(({ id }) => id)).toEqual(['p1']);
  expect(next.handoff.items[incidentKey]).toMatchObject({
    next: '',
    tried: expect.stringMatching(/^Said .* by M\. Okafor: next: swap the optic/),
  });
  expect(next.briefing.sections.find(({ id }) => id === 'promises')?.items).toMatchObject([
    { key: 'promise:p1', stance: 'watch' },
  ]);
  expect(next.blocks.map(({ key }) => key)).toContain(incidentKey);
}, 60_000);

test('without a plan it is since the last eight hours, by its beginning; people without PINs sign by the word of the desk', async () => {
  const change = await shiftChange();
  const { floor, ours } = change;
  for (const shiftId of ['night-a', 'early-b']) await ours.shifts.removePlan({ shiftId: shiftId as never });
  const { handoff } = await floor.client.handoffs.begin({ incoming: 'Ben' });
  expect(handoff).toMatchObject({ shift: { key: null, name: 'Since 18:00 UTC' }, next: null, outgoing: 'ada' });
  const ready = await floor.client.handoffs.ready({ handoffId: handoff.id, override: 'no words' });
  expect(ready.handoff.signatures.outgoing).toMatchObject({ by: 'ada', withPin: false, desk: '' });
  const declined = await floor.client.handoffs.decline({ handoffId: handoff.id, reason: 'no' });
  expect(declined.handoff.declined?.by).toBe("Ben at ada's desk");
});

test('what was confirmed is there after a restart: draft, ticks, read-backs, questions', async () => {
  const change = await shiftChange();
  const { floor, ours } = change;
  const handoffId = await written(change);
  const draft = await ours.handoffs.view({ handoffId });
  await floor.restart(SECOND);
  const changed = { ...change, ...desks(floor) };
  expect((await changed.ours.handoffs.view({ handoffId })).handoff).toEqual(draft.handoff);
  const read = await readThrough(changed, handoffId);
  await changed.theirs.handoffs.ask({ handoffId, text: 'Is the spare here?' });
  await floor.restart(SECOND);
  const { handoff } = await desks(floor).theirs.handoffs.view({ handoffId });
  expect(handoff).toMatchObject({ ticks: read.handoff.ticks, readBacks: read.handoff.readBacks, openQuestions: 1 });
  expect((await snapshot(floor.client)).handoff).toMatchObject({ id: handoffId, state: 'ready', openQuestions: 1 });
});
