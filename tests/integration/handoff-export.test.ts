// A hand-over leaves as a file: what stands in it, in which order, and how it is verified by somebody else.
import { expect, test } from 'vitest';
import { HANDOFF_FORMS, type HandoffForm } from '../../electron/contract/api/handoffs.ts';
import type { Client } from '../../electron/contract/index.ts';
import type { HandoffId } from '../../electron/contract/model/ids.ts';
import { verifyHandoff } from '../../electron/engine/exporters/handoff-verify.ts';
import { MINUTE, SECOND } from '../support/floor.ts';
import { PIN, readThrough, type ShiftChange, shiftChange, written } from './handoff-makers.ts';

const HOSTILE = '<script>alert(1)</script> ![x](http://127.0.0.1/x.png) [run](javascript:alert(1))\n# not a heading';

async function exported(client: Client, handoffId: HandoffId, form: HandoffForm, zone = 'Europe/Amsterdam') {
  return (await client.handoffs.exportFile({ handoffId, form, zone })).content;
}

/** A night that was handed over, with a question, something hostile in the words, and a change after it froze. */
async function handedOver(more: Parameters<typeof shiftChange>[0] = {}): Promise<ShiftChange & { id: HandoffId }> {
  const change = await shiftChange(more);
  const { floor, ours, theirs } = change;
  const id = await written(change);
  const gone = { next: 'said of what is over', nextAt: null, ifThen: '', tried: '' };
  const items = { 'problem:gone': gone, [change.problemKey]: { tried: HOSTILE } };
  await ours.handoffs.write({ handoffId: id, words: { judgement: HOSTILE, items } });
  await readThrough(change, id);
  const { handoff } = await theirs.handoffs.ask({ handoffId: id, text: 'Who tells | the checkout team?' });
  const questionId = handoff.questions[0]?.id ?? '';
  await ours.handoffs.answer({ handoffId: id, questionId, text: 'I do.' });
  floor.say('db7', 'lag', { status: 'critical', summary: 'Replication lag 1240 s' });
  await floor.seen('db7', 'lag');
  await floor.run(SECOND);
  await theirs.handoffs.accept({ handoffId: id, pin: PIN.ab });
  return { ...change, id };
}

test('Markdown has the sections in their order, "none" in empty ones, both signatures, and nothing that was typed is left out', async () => {
  const { floor, ours, id } = await handedOver();
  const text = await exported(ours, id, 'markdown');
  const titles = [...text.matchAll(/^## (.+)$/gm)].map(([, title]) => title);
  expect(titles).toEqual([
    ...['Judgement', '1 Open incidents', '2 Bad hosts and checks', '3 Runs', '4 Acknowledged, muted, held back'],
    ...['5 Maintenance and changes', '6 Flapping, noisy, blind spots', '7 Capacity, backups, deliveries'],
    ...['8 Resolved in this shift', '9 Promises to others', '10 Contacts and escalation', '11 The shift in figures'],
    ...['Said about matters that are over', 'What had changed when it ended', 'Questions', 'Signatures'],
  ]);
  expect(text).toMatch(/## 3 Runs\n\n\*none\*\n\n## 4/);
  expect(text).toMatch(/### UNSTABLE: INC-2026-0001: sw1 uplink down\n/);
  expect(text).toContain('- **Next action**:\n  > swap the optic in U 31');
  expect(text).toContain('- **If, then**:\n  > no link by 06:50: move row C');
  expect(text).toMatch(/- \*\*Read back\*\*:\n {2}> I will look after incident:.*\n- \*\*by\*\*: A\. Brandt, 2026/);
  expect(text).toMatch(
    /- \*\*Ticked\*\*: A\. Brandt, 2026-11-20 \d\d:\d\d:\d\d UTC \(2026-11-20 \d\d:\d\d:\d\d \+01:00\)/,
  );
  expect(text).toContain('said of what is over');
  expect(text).toContain('checkout team: state of row C');
  expect(text).toContain('> Duty manager S. Varga to 08:00');
  expect(text).toMatch(/\| \\~ changed \| db7 lag \| state \| warning, unhandled \| critical, unhandled \|/);
  expect(text).toMatch(
    /\| asked \| A\. Brandt \| .* \| Who tells \\\| the checkout team\? \|\n\| answer \| M\. Okafor \| .* \| I do\. \|/,
  );
  expect(text).toMatch(/- \*\*Outgoing\*\*: M\. Okafor, .*, with PIN, head of the chain entry \d+ [0-9a-f]{64}/);
  expect(text).toMatch(/- \*\*Incoming\*\*: A\. Brandt, .*, with PIN, head of the chain entry \d+ [0-9a-f]{64}/);
  // What was typed is tamed: no heading of its own, nothing that runs or is fetched.
  expect(text).not.toMatch(/^# not a heading/m);
  expect(text).not.toMatch(/(?<!\\)<script/);
  expect(text).not.toContain('![');
  expect(text).not.toContain('javascript:');
  const last = (await floor.journal('handoff')).at(-1);
  expect(last).toMatchObject({ data: { event: 'exported', form: 'markdown', handoffId: id } });
});

test('HTML is one file under a policy of its own', async () => {
  const { ours, id } = await handedOver();
  const page = await exported(ours, id, 'html');
  expect(page).toContain(`http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-`);
  expect(page).not.toMatch(/<(script|iframe|object|embed|form|link|base|img)[\s>]/i);
  expect(page).not.toMatch(/\son\w+=/i);
  expect(page).not.toMatch(/\sstyle=/i);
  expect(page).not.toMatch(/href="(?!https?:|mailto:)/);
  expect(page).toContain('<section class="matter unstable"><h3><span class="stance">unstable</span> INC-2026-0001');
  expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(page).toContain('<p class="missing">none</p>');
});

test('JSON can be verified: any change of what was signed, of a mark, of a signature is found', async () => {
  const { ours, id, floor } = await handedOver();
  const text = await exported(ours, id, 'json');
  const document = JSON.parse(text);
  expect(verifyHandoff(text)).toMatchObject({ ok: true, id, state: 'accepted', hash: document.hash });
  const ready = (await floor.journal('handoff')).find(({ data }) => data.event === 'ready');
  expect(ready?.data.hash).toBe(document.hash);
  expect(ready?.seq).toBe(document.handoff.signatures.outgoing.head.seq + 1);
  expect(document.sealed.words.judgement).toBe(HOSTILE.trim());
  const broken = (change: (copy: typeof document) => void) => {
    const copy = structuredClone(document);
    change(copy);
    return verifyHandoff(JSON.stringify(copy)).message;
  };
  const signed = /not those that were signed/;
  expect(broken((copy) => (copy.sealed.words.judgement = 'all is well'))).toMatch(signed);
  expect(broken((copy) => (copy.sealed.briefing.sections[0].items = []))).toMatch(signed);
  expect(broken((copy) => (copy.hash = 'f'.repeat(64)))).toMatch(signed);
  expect(broken((copy) => (copy.handoff.signatures.incoming.by = 'Mallory'))).toMatch(/seal is broken/);
  expect(broken((copy) => (copy.handoff.ticks = {}))).toMatch(/seal is broken/);
  expect(broken((copy) => (copy.handoff.state = 'declined'))).toMatch(/seal is broken/);
  for (const other of ['', '[]', '{"watchfloor":"incident"}', '{"watchfloor":"handoff","version":2}'])
    expect(verifyHandoff(other)).toMatchObject({ ok: false });
  // Order and white space are nothing that anybody signed.
  expect(verifyHandoff(JSON.stringify(JSON.parse(text)))).toMatchObject({ ok: true });
});

test('a draft says that it is one, in every form, and that there is nothing to verify', async () => {
  const change = await shiftChange();
  const id = await written(change);
  for (const form of HANDOFF_FORMS.filter((one) => one !== 'pdf')) {
    const text = await exported(change.ours, id, form);
    if (form === 'json') expect(verifyHandoff(text)).toMatchObject({ ok: true, state: 'draft', hash: '' });
    else expect(text).toMatch(/DRAFT, not handed over[\s\S]*not frozen[\s\S]*nothing to verify/);
  }
});

test('a PDF is the page, printed by the app; without one it is refused with a way around, and nothing is on the record', async () => {
  const pages: string[] = [];
  const desktop = {
    notify: async () => true,
    tray: async () => true,
    async printPdf(html: string) {
      pages.push(html);
      return 'UERG';
    },
  };
  const { ours, id } = await handedOver({ desktop });
  const { name, type, content, base64 } = await ours.handoffs.exportFile({ handoffId: id, form: 'pdf', zone: 'UTC' });
  expect({ name, type, content, base64 }).toEqual({
    ...{ name: 'Hand-over 2026-11-20 Night A.pdf', type: 'application/pdf', content: 'UERG', base64: true },
  });
  expect(pages).toHaveLength(1);
  expect(pages[0]).toContain('Hand-over Night A to Early B');

  const without = await handedOver();
  const before = (await without.floor.journal()).length;
  await expect(exported(without.ours, without.id, 'pdf')).rejects.toMatchObject({
    code: 'INVALID',
    message: expect.stringContaining('Take the HTML'),
  });
  await expect(exported(without.ours, without.id, 'html', 'Nowhere/Land')).rejects.toMatchObject({ code: 'INVALID' });
  expect((await without.floor.journal()).length).toBe(before);
  await without.floor.run(MINUTE);
});
