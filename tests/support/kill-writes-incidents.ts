// What operators write about incidents in a kill test: each has one, and puts notes and files on its timeline.
import type { IncidentId } from '../../electron/contract/model/ids.ts';
import { type Desk, idOf, type Write, wordOf } from './kill-desk.ts';
import { type IncidentModel, incidentOf } from './kill-model-incident.ts';

/** A file travels in this many calls: a kill can fall between them. */
const PARTS = 4;

function openIncident(desk: Desk): Write {
  const title = incidentOf(desk.operator);
  return {
    what: 'openIncident',
    entry: title,
    after: { ...desk.model, incident: { notes: [], files: [] } },
    async send(client) {
      const { id } = await client.incidents.open({ fields: { title }, impact: 'low', urgency: 'low' });
      desk.ids.set(title, id);
    },
  };
}

const withIncident = (desk: Desk, change: (was: IncidentModel) => IncidentModel): Write['after'] => ({
  ...desk.model,
  incident: change(desk.model.incident ?? { notes: [], files: [] }),
});

/** A note; before there is an incident, the incident. */
export function writeNote(desk: Desk): Write {
  if (!desk.model.incident) return openIncident(desk);
  const text = `${wordOf(desk)} **restarted** nginx`;
  return {
    what: 'note',
    entry: `Note by ${desk.operator}`,
    after: withIncident(desk, ({ notes, files }) => ({ files, notes: [...notes, text] })),
    send: (client) => client.incidents.note({ incidentId: idOf<IncidentId>(desk, incidentOf(desk.operator)), text }),
  };
}

/** A file in parts, and then on the record. */
export function attachFile(desk: Desk): Write | null {
  if (!desk.model.incident) return null;
  const word = wordOf(desk);
  const content = Buffer.from(`${word}\n`.repeat(PARTS * 10));
  const name = `${word}log`;
  return {
    what: 'attach',
    entry: name,
    after: withIncident(desk, ({ notes, files }) => ({ notes, files: [...files, `${name}: ${content.toString()}`] })),
    async send({ incidents }) {
      const step = content.length / PARTS;
      let upload: string | null = null;
      let sha256: string | null = null;
      for (let offset = 0; offset < content.length; offset += step) {
        const part = content.subarray(offset, offset + step).toString('base64');
        const answer: Awaited<ReturnType<typeof incidents.uploadPart>> = await incidents.uploadPart({
          upload,
          name,
          bytes: content.length,
          offset,
          part,
        });
        ({ upload, sha256 } = answer);
      }
      await incidents.attach({ incidentId: idOf<IncidentId>(desk, incidentOf(desk.operator)), sha256: sha256 ?? '' });
    },
  };
}
