// A short night on a whole engine: a web server goes down, an incident is opened, talked about, corrected, pinned, redacted,
// closed. What the tests of exports and imports begin with.
import type { ExportForm } from '../../electron/contract/api/incidents.ts';
import type { Client } from '../../electron/contract/index.ts';
import type { Incident } from '../../electron/contract/model/incident.ts';
import type { IncidentDocument } from '../../electron/engine/exporters/incident-json.ts';
import { type Floor, type FloorOptions, MINUTE, openFloor } from '../support/floor.ts';

/** One pixel. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);

export const PLAIN_FIELDS = { title: 'Web shop down', tags: ['shop'] };

/** Puts a file on the record of an incident. */
export async function attach(
  client: Client,
  incident: Incident,
  name: string,
  bytes: Buffer,
): Promise<{ seq: number }> {
  const part = { upload: null, name, bytes: bytes.length, offset: 0, part: bytes.toString('base64') };
  const { sha256 } = await client.incidents.uploadPart(part);
  if (sha256 === null) throw new Error('the file is not whole');
  return client.incidents.attach({ incidentId: incident.id, sha256, text: 'as seen on the rack' });
}

export interface Night {
  readonly floor: Floor;
  readonly incident: Incident;
}

/** The night, closed with everything said. `words` go into the summary. */
export async function openNight(options: FloorOptions = {}): Promise<Night> {
  const floor = await openFloor(options);
  await floor.watch('web1', { checks: [{ name: 'http' }] });
  floor.say('web1', 'http', { status: 'ok', metrics: [{ name: 'rtt', value: 4, unit: 'ms' }] });
  await floor.seen('web1', 'http', 5);
  floor.say('web1', 'http', {
    status: 'critical',
    summary: '503 <b>Service</b> | Unavailable',
    metrics: [{ name: 'rtt', value: 900, unit: 'ms' }],
  });
  await floor.seen('web1', 'http', 4);
  const problem = floor.problem('web1', 'http');
  if (!problem) throw new Error('the check did not fail');
  const { client } = floor;
  const opened = await client.incidents.open({
    fields: PLAIN_FIELDS,
    impact: 'high',
    urgency: 'medium',
    problemIds: [problem.id],
    lead: 'Ada',
  });
  const key = { incidentId: opened.id };
  await client.incidents.moveTo({ ...key, status: 'acknowledged' });
  const wrong = await client.incidents.note({ ...key, text: 'Restarted **nginx** on web2' });
  await floor.run(3 * MINUTE);
  await client.incidents.correct({ ...key, seq: wrong.seq, text: 'Restarted **nginx** on web1, not web2' });
  const late = await client.incidents.note({
    ...key,
    text: 'First call from a customer\n\n<script>alert(1)</script> ![x](http://127.0.0.1:9/p.png) [go](javascript:alert(1))',
    happenedAt: floor.clock.now() - 20 * MINUTE,
  });
  await client.incidents.pin({ ...key, seq: late.seq, pinned: true });
  await client.incidents.note({ ...key, text: 'We fail over to ams2', kind: 'decision' });
  const secret = await client.incidents.note({ ...key, text: 'The customer is REDACTEDNAME' });
  await client.incidents.redact({ ...key, seq: secret.seq, reason: 'customer name' });
  await attach(client, opened, 'optic.png', PNG);
  await attach(client, opened, 'syslog.txt', Buffer.from('Nov 22 02:14:05 web1 nginx: worker exited\n'));
  floor.say('web1', 'http', { status: 'ok', metrics: [{ name: 'rtt', value: 5, unit: 'ms' }] });
  await floor.seen('web1', 'http', 3);
  await client.incidents.edit({
    ...key,
    fields: {
      summary: 'The shop answered **503** for a while.',
      customerImpact: 'Nobody could pay.',
      wentWell: 'Found at once.',
    },
  });
  await client.incidents.putFollowUp({
    ...key,
    followUp: { text: 'Watch the worker count', owner: 'Ben', dueOn: '2026-12-01' },
  });
  await client.incidents.putTickets({
    ...key,
    tickets: [{ system: 'Jira', id: 'OPS-12', url: 'https://jira.example.org/browse/OPS-12' }],
  });
  await client.incidents.moveTo({ ...key, status: 'resolved' });
  const incident = await client.incidents.moveTo({
    ...key,
    status: 'closed',
    resolution: 'nginx was restarted',
    rootCause: 'A worker leaked memory',
  });
  return { floor, incident };
}

export const exported = async (
  client: Client,
  incident: Incident,
  form: ExportForm,
  zone = 'Europe/Berlin',
): Promise<string> => (await client.incidents.exportFile({ incidentId: incident.id, form, zone })).content;

export const exportedDocument = async (client: Client, incident: Incident): Promise<IncidentDocument> =>
  JSON.parse(await exported(client, incident, 'json')) as IncidentDocument;
