// Every call about incidents that changes something, each so that it would succeed, and the incidents they need. For the
// tests in which the data folder cannot be written (every-change.ts).
import type { Client } from '../../electron/contract/index.ts';
import type { Incident } from '../../electron/contract/model/incident.ts';
import type { EntryKind } from '../../electron/contract/model/journal.ts';
import { type Floor, openFloor, SECOND } from './floor.ts';

type Call = (floor: Floor, nth: number) => Promise<unknown>;

const LONG = 'x'.repeat(9_000);
const WORDS = LONG.slice(0, 1_900);
const PICTURE = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
/** The hash of the file that is uploaded, and an export of another floor, by the floor that has use for them. */
const atHand = new WeakMap<Floor, { readonly sha256: string; readonly exported: string }>();

/** By its title, of those at hand. */
async function named({ client }: Floor, title: string): Promise<Incident> {
  const { incidents } = await client.incidents.list({ limit: 500 });
  const found = incidents.find((one) => one.title === title);
  if (!found) throw new Error(`there is no incident "${title}"`);
  return found;
}

const idOf = async (floor: Floor, title: string) => (await named(floor, title)).id;
const open = (client: Client, title: string, problemIds: readonly string[] = []) =>
  client.incidents.open({ fields: { title }, impact: 'low', urgency: 'low', problemIds: problemIds as never[] });

async function seqOf(floor: Floor, title: string, kind: EntryKind): Promise<number> {
  const page = await floor.client.incidents.timeline({
    incidentId: await idOf(floor, title),
    filter: { kinds: [kind] },
  });
  const seq = page.entries[0]?.seq;
  if (!seq) throw new Error(`"${title}" has no entry of kind ${kind}`);
  return seq;
}

const upload = ({ client }: Floor, name: string, more: string) => {
  const content = Buffer.concat([PICTURE, Buffer.from(more)]);
  return client.incidents.uploadPart({
    upload: null,
    name,
    bytes: content.length,
    offset: 0,
    part: content.toString('base64'),
  });
};

export const INCIDENT_CHANGES: Readonly<Record<string, Call>> = {
  'incidents.open': ({ client }, nth) =>
    client.incidents.open({ fields: { title: `new ${nth}`, summary: LONG }, impact: 'low', urgency: 'low' }),
  'incidents.edit': async (floor, nth) =>
    floor.client.incidents.edit({ incidentId: await idOf(floor, 'main'), fields: { summary: `${nth} ${LONG}` } }),
  'incidents.rate': async (floor, nth) =>
    floor.client.incidents.rate({
      incidentId: await idOf(floor, 'main'),
      impact: 'low',
      urgency: 'low',
      severity: 3,
      reason: `${nth} ${WORDS}`,
    }),
  'incidents.moveTo': async (floor, nth) => {
    const { id: incidentId, status } = await named(floor, 'main');
    const to = status === 'open' ? 'mitigated' : 'open';
    return floor.client.incidents.moveTo({ incidentId, status: to, reason: `${nth} ${WORDS}` });
  },
  'incidents.hold': async (floor, nth) =>
    floor.client.incidents.hold({
      incidentId: await idOf(floor, 'main'),
      waitsFor: 'vendor',
      reason: `${nth} ${WORDS}`,
    }),
  'incidents.goOn': async (floor) => floor.client.incidents.goOn({ incidentId: await idOf(floor, 'held') }),
  'incidents.assign': async (floor, nth) =>
    floor.client.incidents.assign({ incidentId: await idOf(floor, 'main'), role: 'lead', name: `Ada ${nth}` }),
  'incidents.addProblems': async (floor) => {
    const problemIds = [floor.problem('web1', 'http')?.id ?? ('' as never)];
    return floor.client.incidents.addProblems({ incidentId: await idOf(floor, 'main'), problemIds });
  },
  'incidents.split': async (floor) => {
    const { id: incidentId, problems } = await named(floor, 'pair');
    const problemIds = problems.slice(0, 1).map(({ problemId }) => problemId);
    return floor.client.incidents.split({ incidentId, problemIds, title: 'half', reason: 'another matter' });
  },
  'incidents.merge': async (floor) =>
    floor.client.incidents.merge({
      incidentId: await idOf(floor, 'twin'),
      into: await idOf(floor, 'main'),
      reason: 'the same',
    }),
  'incidents.putFollowUp': async (floor, nth) =>
    floor.client.incidents.putFollowUp({
      incidentId: await idOf(floor, 'main'),
      followUp: { text: `${nth} ${WORDS}` },
    }),
  'incidents.endFollowUp': async (floor) => {
    const { id: incidentId, followUps } = await named(floor, 'held');
    const [{ id: followUpId, doneAt } = { id: '', doneAt: null }] = followUps;
    return floor.client.incidents.endFollowUp({ incidentId, followUpId, done: doneAt === null });
  },
  'incidents.removeFollowUp': async (floor) => {
    const { id: incidentId, followUps } = await named(floor, 'held');
    return floor.client.incidents.removeFollowUp({ incidentId, followUpId: followUps[1]?.id ?? '' });
  },
  'incidents.putTickets': async (floor, nth) =>
    floor.client.incidents.putTickets({
      incidentId: await idOf(floor, 'held'),
      tickets: [{ system: 'Jira', id: `OPS-${nth}`, url: `https://127.0.0.1/${WORDS}` }],
    }),
  'incidents.note': async (floor, nth) =>
    floor.client.incidents.note({ incidentId: await idOf(floor, 'main'), text: `${nth} ${LONG}` }),
  'incidents.correct': async (floor) =>
    floor.client.incidents.correct({
      incidentId: await idOf(floor, 'noted'),
      seq: await seqOf(floor, 'noted', 'note'),
      text: 'what it was',
    }),
  'incidents.pin': async (floor) =>
    floor.client.incidents.pin({
      incidentId: await idOf(floor, 'noted'),
      seq: await seqOf(floor, 'noted', 'note'),
      pinned: true,
    }),
  'incidents.redact': async (floor) =>
    floor.client.incidents.redact({
      incidentId: await idOf(floor, 'noted'),
      seq: await seqOf(floor, 'noted', 'decision'),
      reason: 'a password',
    }),
  'incidents.uploadPart': (floor, nth) => upload(floor, `picture-${nth}.png`, `${nth} ${LONG}`),
  'incidents.attach': async (floor, nth) =>
    floor.client.incidents.attach({
      incidentId: await idOf(floor, 'noted'),
      sha256: atHand.get(floor)?.sha256 ?? '',
      text: `${nth} ${WORDS}`,
    }),
  'incidents.exportFile': async (floor) =>
    floor.client.incidents.exportFile({ incidentId: await idOf(floor, 'noted'), form: 'markdown', zone: 'UTC' }),
  'incidents.importFile': (floor) => floor.client.incidents.importFile({ text: atHand.get(floor)?.exported ?? '' }),
};

/** They can be tried once only. */
export const INCIDENT_ONCE = [
  ...['incidents.goOn', 'incidents.addProblems', 'incidents.split', 'incidents.merge', 'incidents.removeFollowUp'],
  ...['incidents.correct', 'incidents.pin', 'incidents.redact', 'incidents.importFile'],
];

/** What keeps nothing; parts of an import are held in memory only. */
export const INCIDENT_READS = [
  ...['live.incident', 'incidents.get', 'incidents.list', 'incidents.search', 'incidents.timeline'],
  ...['incidents.placeOf', 'incidents.attachmentPart', 'incidents.story', 'incidents.importPart'],
];

/** The incidents that the calls are about, by their titles. Two problems more, on spare hosts. */
export async function incidentsAtHand(floor: Floor): Promise<void> {
  const { client } = floor;
  for (const host of ['spare2', 'spare3']) {
    floor.say(host, 'extra', 'critical');
    await floor.seen(host, 'extra', 4);
  }
  await floor.run(SECOND);
  const problems = ['spare2', 'spare3'].map((host) => floor.problem(host, 'extra')?.id ?? '');
  for (const title of ['main', 'twin', 'noted']) await open(client, title);
  await open(client, 'pair', problems);
  const held = await open(client, 'held');
  await client.incidents.hold({ incidentId: held.id, waitsFor: 'vendor', reason: 'parts' });
  for (const text of ['first', 'second'])
    await client.incidents.putFollowUp({ incidentId: held.id, followUp: { text } });
  const incidentId = await idOf(floor, 'noted');
  await client.incidents.note({ incidentId, text: 'what it seemed' });
  await client.incidents.note({ incidentId, text: 'the password is "secret"', kind: 'decision' });
  const { sha256 } = await upload(floor, 'picture.png', 'row C');
  const elsewhere = await openFloor();
  const foreign = await open(elsewhere.client, 'of another desk');
  const { content } = await elsewhere.client.incidents.exportFile({
    incidentId: foreign.id,
    form: 'json',
    zone: 'UTC',
  });
  await elsewhere.stop();
  atHand.set(floor, { sha256: sha256 ?? '', exported: content });
}

/** Incidents as people left them: without what only the clocks count and say. */
export async function incidentsKept({ incidents }: Client): Promise<Readonly<Record<string, unknown>>> {
  const all = (await incidents.list({ limit: 500 })).incidents;
  const kept = all.map(({ clocks: _, slaSaid: __, slaTold: ___, promised: ____, ...one }) => one);
  return Object.fromEntries(kept.map((one) => [one.number, one]));
}
