// An incident leaves as a file: what stands in it, what never does, and what is put on record.
import { expect, test } from 'vitest';
import { EXPORT_FORMS } from '../../electron/contract/api/incidents.ts';
import { exported, openNight } from './incident-export-makers.ts';

test('every form but the PDFs is written, with the head of the chain, and each is on the record behind that head', async () => {
  const { floor, incident } = await openNight();
  for (const form of EXPORT_FORMS.filter((one) => !one.endsWith('pdf'))) {
    const before = (await floor.client.incidents.timeline({ incidentId: incident.id })).head;
    const text = await exported(floor.client, incident, form);
    expect(text, form).toContain(before.hash);
    const last = (await floor.journal('export')).at(-1);
    expect(last?.data).toMatchObject({ form, head: before });
    expect(last?.seq).toBeGreaterThan(before.seq);
  }
  await floor.expectChain();
});

test('Markdown has both times, what was corrected, what was taken away, files by hash, and nothing that runs', async () => {
  const { floor, incident } = await openNight();
  const text = await exported(floor.client, incident, 'markdown');
  expect(text).toContain(`# Web shop down`);
  expect(text).toMatch(
    /\*\*\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\*\* UTC · \d{4}-\d\d-\d\d \d\d:\d\d:\d\d \+0[12]:00 · \d+ · ada · note/,
  );
  expect(text).toContain('> Restarted **nginx** on web2');
  expect(text).toMatch(/~~Note by ada~~\n {2}\*\(corrected /);
  expect(text).toMatch(/written down .* UTC, 20 min later/);
  expect(text).toMatch(/taken away by ada, .* UTC: customer name/);
  expect(text).not.toContain('REDACTEDNAME');
  expect(text).toMatch(/File: optic\.png, image\/png, \d+ bytes, hash [0-9a-f]{64}/);
  expect(text).not.toMatch(/(?<!\\)<script/);
  expect(text).not.toContain('![');
  expect(text).not.toContain('javascript:');
  // What a check said is text, in a table cell too.
  expect(text).not.toContain('<b>Service');
});

test('HTML is one file under a policy of its own: no script, no address that is fetched, the picture inside', async () => {
  const { floor, incident } = await openNight();
  for (const form of ['html', 'review-html'] as const) {
    const page = await exported(floor.client, incident, form);
    expect(page).toContain(`http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-`);
    expect(page).not.toMatch(/<(script|iframe|object|embed|form|link|base)[\s>]/i);
    expect(page).not.toMatch(/\son\w+=/i);
    expect(page).not.toMatch(/\sstyle=/i);
    expect(page).not.toMatch(/(?:src|href)="(?!data:image\/png;base64,|https?:|mailto:)/);
    expect(page).not.toMatch(/src="(?!data:image\/png;base64,)/);
    expect(page).toContain('<strong>nginx</strong>');
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).toContain('<svg xmlns="http://www.w3.org/2000/svg"');
    expect(page).not.toContain('REDACTEDNAME');
  }
});

test('the review has every section, and says in words what nobody wrote', async () => {
  const { floor, incident } = await openNight();
  const text = await exported(floor.client, incident, 'review-markdown');
  const titles = [...text.matchAll(/^## (.+)$/gm)].map(([, title]) => title);
  expect(titles).toEqual([
    'Summary',
    'Impact',
    'Timeline',
    'Detection',
    'Response',
    'Root cause',
    'Contributing factors',
    'Resolution',
    'What went well',
    'What went badly',
    'Where we got lucky',
    'Follow-ups',
    'SLA figures',
    'Charts of the checks concerned',
  ]);
  expect(text).toContain('Nobody wrote yet what went badly.');
  expect(text).toContain('Nobody wrote yet where we got lucky.');
  expect(text).toContain('We fail over to ams2');
  expect(text).toMatch(/\| Watch the worker count \| Ben \| 2026-12-01 \| open \|/);
  expect(text).toMatch(/\| Acknowledge \| 15 min \| .* \| kept, with /);
  expect(text).toMatch(/web1 http: rtt \(ms\)\*\*: lowest 4 ms · highest 900 ms · last 5 ms/);
});

test('a secret typed anywhere is in no form', async () => {
  const CANARY = 'canary-7c1f0b3e';
  const keychain = {
    available: async () => true,
    seal: async (text: string) => Buffer.from(text).reverse(),
    open: async (sealed: Uint8Array) => Buffer.from(sealed).reverse().toString(),
  };
  const { floor, incident } = await openNight({ keychain });
  await floor.client.inventory.putCredential({ name: 'desk', about: 'for all', secret: CANARY });
  const config = { base: 'https://127.0.0.1:9', user: 'desk', password: CANARY };
  const { id, ...channel } = await floor.client.alerts.putChannel({
    channelId: null,
    channel: { name: 'Desk', kind: 'servicenow', config },
  });
  expect(id).toBeTruthy();
  expect(channel.name).toBe('Desk');
  for (const form of EXPORT_FORMS.filter((one) => !one.endsWith('pdf'))) {
    expect(await exported(floor.client, incident, form), form).not.toContain(CANARY);
  }
});

test('a PDF is refused in words where there is no app, and printed from the HTML where there is one', async () => {
  const { floor, incident } = await openNight();
  const refused = floor.client.incidents.exportFile({ incidentId: incident.id, form: 'pdf' });
  await expect(refused).rejects.toThrow(/a PDF wants the app.*HTML, which any browser prints/);
  expect(await floor.journal('export')).toEqual([]);

  const pages: string[] = [];
  const desktop = {
    notify: async () => true,
    tray: async () => true,
    printPdf: async (html: string) => {
      pages.push(html);
      return Buffer.from('%PDF-1.7').toString('base64');
    },
  };
  const withApp = await openNight({ desktop });
  const file = await withApp.floor.client.incidents.exportFile({ incidentId: withApp.incident.id, form: 'review-pdf' });
  expect(file).toMatchObject({
    type: 'application/pdf',
    base64: true,
    name: 'INC-2026-0001 Web shop down - review.pdf',
  });
  expect(Buffer.from(file.content, 'base64').toString()).toBe('%PDF-1.7');
  expect(pages[0]).toContain('Post-incident review: Web shop down');
});

test('what could not be printed is refused in words, and is not on the record', async () => {
  const desktop = {
    notify: async () => true,
    tray: async () => true,
    printPdf: async () => Promise.reject(new Error('It was not printed within 30 s: it may be too long.')),
  };
  const { floor, incident } = await openNight({ desktop });
  const refused = floor.client.incidents.exportFile({ incidentId: incident.id, form: 'pdf' });
  await expect(refused).rejects.toThrow(/not printed within 30 s/);
  expect(await floor.journal('export')).toEqual([]);
});

test('a zone nobody knows is refused', async () => {
  const { floor, incident } = await openNight();
  await expect(exported(floor.client, incident, 'markdown', 'Mars/Olympus')).rejects.toThrow(
    /zone: must be a time zone/,
  );
});
