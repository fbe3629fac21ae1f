// Every call about shifts, hand-overs and reports that changes something, each so that it would succeed, and what they need: a
// crew, a hand-over that is ready, a schedule of reports. For the tests in which the data folder cannot be written.
import type { Client } from '../../electron/contract/index.ts';
import type { HandoffView } from '../../electron/contract/model/handoff.ts';
import type { HandoffId, PersonId, ShiftId } from '../../electron/contract/model/ids.ts';
import { type ReportAskDraft, reportSchedule } from '../../electron/contract/model/report.ts';
import { type Settings, settings } from '../../electron/contract/model/settings.ts';
import type { LiveMessage } from '../../electron/contract/model/world.ts';
import type { Call } from './every-change.ts';
import { type Floor, newFolder } from './floor.ts';

/** Of a size that does not fit into what a full disk has to spare. */
const LONG = 'x'.repeat(9_000);
const WORDS = LONG.slice(0, 1_900);
const person = (id: string): PersonId => id as PersonId;

const PLAN = {
  name: 'night',
  zone: 'UTC',
  from: '22:00',
  to: '06:00',
  days: [1, 2, 3, 4, 5, 6, 7],
  startsOn: '2026-01-01',
};
const plan = (id: string, name: string) => ({ ...PLAN, id: id as ShiftId, name, people: [person('cara')] });

const ask = ({ clock }: Floor): ReportAskDraft => ({
  period: 'custom',
  from: clock.now() - 60_000,
  to: clock.now(),
});

async function handoffOf({ client }: Floor): Promise<HandoffView> {
  const { handoffs } = await client.handoffs.list({ limit: 1 });
  const [newest] = handoffs;
  if (!newest) throw new Error('no hand-over is at hand');
  return client.handoffs.view({ handoffId: newest.id });
}

const isOpen = ({ handoff }: HandoffView): boolean => handoff.endedAt === null;
/** Another desk: at this one somebody holds the pen of a run. */
const besides = (floor: Floor): Client => floor.connect('desk-2');
const incoming = 'Dan';
const made = (client: Client, handoffId: HandoffId) =>
  client.handoffs.ready({ handoffId, override: 'nobody has time' });

/** In the state that an act wants; of those that are tried one after the other the one before may have left another. */
async function drafted(floor: Floor): Promise<HandoffView> {
  const view = await handoffOf(floor);
  if (!isOpen(view)) return floor.client.handoffs.begin({ incoming });
  if (view.handoff.state === 'draft') return view;
  return floor.client.handoffs.backToDraft({ handoffId: view.handoff.id, reason: 'something is missing' });
}
async function ready(floor: Floor): Promise<HandoffView> {
  const view = await handoffOf(floor);
  return view.handoff.state === 'ready' ? view : made(floor.client, (await drafted(floor)).handoff.id);
}
async function read(floor: Floor): Promise<HandoffView> {
  const { client } = floor;
  const view = await ready(floor);
  const handoffId = view.handoff.id;
  for (const item of view.toTick) await client.handoffs.tick({ handoffId, item, ticked: true });
  for (const item of view.toReadBack) await client.handoffs.readBack({ handoffId, item, text: 'seen' });
  return view;
}

export const SHIFT_CHANGES: Readonly<Record<string, Call>> = {
  'shifts.putPlan': ({ client }, nth) => client.shifts.putPlan({ ...plan('night', `night ${nth}`) }),
  'shifts.removePlan': ({ client }) => client.shifts.removePlan({ shiftId: 'spare' as ShiftId }),
  'shifts.signIn': (floor, nth) => besides(floor).shifts.signIn({ personId: person(nth % 2 === 1 ? 'dan' : 'cara') }),
  'shifts.signOut': (floor) => besides(floor).shifts.signOut(),
  'shifts.setPin': ({ client }, nth) =>
    client.shifts.setPin({
      personId: person('eve'),
      pin: String(1_000 + nth),
      forgotten: `${nth} ${LONG.slice(0, 450)}`,
    }),
  'handoffs.tick': async (floor, nth) => {
    const { handoff, toTick } = await handoffOf(floor);
    return floor.client.handoffs.tick({ handoffId: handoff.id, item: toTick[0] ?? '', ticked: nth % 2 === 1 });
  },
  'handoffs.readBack': async (floor, nth) => {
    const { handoff, toReadBack } = await handoffOf(floor);
    const item = toReadBack[0] ?? '';
    return floor.client.handoffs.readBack({ handoffId: handoff.id, item, text: `${nth} ${WORDS}` });
  },
  'handoffs.ask': async (floor, nth) => {
    const { handoff } = await handoffOf(floor);
    return floor.client.handoffs.ask({ handoffId: handoff.id, text: `${nth} ${WORDS}` });
  },
  'handoffs.answer': async (floor, nth) => {
    const { handoff } = await handoffOf(floor);
    const questionId = handoff.questions[0]?.id ?? '';
    return floor.client.handoffs.answer({ handoffId: handoff.id, questionId, text: `${nth} ${WORDS}` });
  },
  'handoffs.exportFile': async (floor) => {
    const { handoff } = await handoffOf(floor);
    return floor.client.handoffs.exportFile({ handoffId: handoff.id, form: 'json', zone: 'UTC' });
  },
  'handoffs.backToDraft': async (floor) => {
    const { handoff } = await ready(floor);
    return floor.client.handoffs.backToDraft({ handoffId: handoff.id, reason: 'something is missing' });
  },
  'handoffs.write': async (floor, nth) => {
    const { handoff } = await drafted(floor);
    return floor.client.handoffs.write({ handoffId: handoff.id, words: { judgement: `${nth} ${LONG}` } });
  },
  'handoffs.ready': async (floor) => made(floor.client, (await drafted(floor)).handoff.id),
  'handoffs.accept': async (floor) => {
    const { handoff } = await read(floor);
    return floor.client.handoffs.accept({ handoffId: handoff.id, withQuestions: true });
  },
  'handoffs.decline': async (floor) => {
    const { handoff } = await ready(floor);
    return floor.client.handoffs.decline({ handoffId: handoff.id, reason: 'not like this' });
  },
  'handoffs.begin': ({ client }) => client.handoffs.begin({ incoming }),
  'reports.exportFile': (floor) => floor.client.reports.exportFile({ ask: ask(floor), form: 'json' }),
  'reports.deliverNow': ({ client }) => client.reports.deliverNow({ scheduleId: 'daily' }),
};

/** They can be tried once only: they want a state that they leave. Hand-overs have a test of their own for those. */
export const SHIFT_ONCE = [
  ...['shifts.removePlan', 'shifts.signOut', 'handoffs.backToDraft', 'handoffs.write', 'handoffs.ready'],
  ...['handoffs.accept', 'handoffs.decline'],
];

export const SHIFT_READS = [
  ...['shifts.calendar', 'shifts.review', 'shifts.reviewFacts', 'shifts.aftermath'],
  ...['handoffs.briefing', 'handoffs.view', 'handoffs.list', 'reports.make', 'reports.made', 'history.forecast'],
];

/** A schedule that only acts when it is told to, into a folder that is not on the disk under test. */
const withReports = (before: Settings): Settings =>
  settings.parse({
    ...before,
    reports: {
      schedules: [
        reportSchedule.parse({
          ...{ id: 'daily', name: 'Daily', enabled: false, period: 'daily', forms: ['json'], folder: newFolder() },
        }),
      ],
    },
  });

/** People, two plans, somebody at the desk, a hand-over that is ready with something to read back, a schedule of reports. */
export async function shiftsAtHand(floor: Floor): Promise<void> {
  const { client } = floor;
  await client.engine.changeSettings(withReports(await client.engine.settings()));
  for (const [id, name] of [
    ['cara', 'Cara'],
    ['dan', 'Dan'],
    ['eve', 'Eve'],
  ] as const)
    await client.onCall.putPerson({ id: person(id), name });
  await client.shifts.putPlan(plan('night', 'night'));
  await client.shifts.putPlan(plan('spare', 'spare'));
  await besides(floor).shifts.signIn({ personId: person('cara') });
  await client.incidents.open({ fields: { title: 'grave' }, impact: 'high', urgency: 'high' });
  const { handoff } = await client.handoffs.begin({ incoming });
  await made(client, handoff.id);
  await client.handoffs.ask({ handoffId: handoff.id, text: 'Who calls the carrier?' });
}

/** Plans, desks, who has a PIN; hand-overs whole; reports that were made, apart from how often they were tried. */
export async function shiftsKept(client: Client): Promise<Readonly<Record<string, unknown>>> {
  const stream = await client.live.world();
  const message = (await stream.next()).value as LiveMessage | undefined;
  await stream.return?.();
  if (message?.type !== 'snapshot') throw new Error('the first message is no snapshot');
  const { plans, desks, withPin } = message.world.shifts;
  const { handoffs } = await client.handoffs.list({ limit: 500 });
  const views = await Promise.all(handoffs.map(({ id }) => client.handoffs.view({ handoffId: id })));
  return {
    plans: Object.fromEntries(plans.map((one) => [one.id, one])),
    desks,
    withPin: [...withPin].sort(),
    handoffs: Object.fromEntries(views.map(({ handoff }) => [handoff.id, handoff])),
    open: message.world.handoff,
    reports: (await client.reports.made({})).map(({ id, state }) => ({ id, state })),
  };
}
