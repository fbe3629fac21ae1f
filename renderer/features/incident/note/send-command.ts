// Carries out what was typed into the note box: one call to the engine each. What it refuses is thrown on, in its words.
import type { Incident } from '../../../../electron/contract/model/incident.ts';
import { clock, day } from '../../../lib/time.ts';
import { engine } from '../../../link/client.ts';
import { openDialog } from '../../../store/dialogs.ts';
import type { Command } from './commands.ts';

type Move = Extract<Command, { type: 'move' }>;
type Words = Extract<Command, { type: 'note' | 'decision' }>;

/** Which incident, and the hashes of files that go along with a note. */
export interface About {
  readonly incident: Incident;
  readonly attachments: readonly string[];
}

/** What was done, as it is said to the operator; null where a dialog goes on with it. */
export async function sendCommand(command: Command, about: About): Promise<string | null> {
  const { incident } = about;
  const calls = engine().incidents;
  const incidentId = incident.id;
  switch (command.type) {
    case 'note':
    case 'decision':
      return sendWords(command, about);
    case 'move':
      return sendMove(command, incident);
    case 'rate': {
      const { severity, reason } = command;
      const { impact, urgency } = incident;
      await calls.rate({ incidentId, impact, urgency, severity, reason });
      return `${incident.number} is SEV${severity} now.`;
    }
    case 'hold':
      await calls.hold({ incidentId, waitsFor: command.waitsFor, reason: command.reason });
      return `${incident.number} is on hold; its clocks rest.`;
    case 'go':
      await calls.goOn({ incidentId, reason: command.reason });
      return `${incident.number} goes on; its clocks run.`;
    case 'assign':
      await calls.assign({ incidentId, role: command.role, name: command.name });
      return command.name === '' ? `Nobody is ${command.role} now.` : `${command.name} is ${command.role} now.`;
    case 'field':
      await calls.edit({ incidentId, fields: { [command.field]: command.text } });
      return command.field === 'rootCause' ? 'The root cause is on record.' : 'The impact is on record.';
    case 'follow': {
      const { text, owner, dueOn } = command;
      await calls.putFollowUp({ incidentId, followUp: { text, owner, dueOn } });
      return 'The follow-up is on record.';
    }
    case 'ticket': {
      const { system, id, url } = command;
      await calls.putTickets({ incidentId, tickets: [...incident.tickets, { system, id, url }] });
      return `${system} ${id} is linked.`;
    }
    case 'link':
      openDialog({ type: 'tickets', incidentId });
      return null;
    default:
      return command satisfies never;
  }
}

async function sendWords({ type, text, at }: Words, { incident, attachments }: About): Promise<string> {
  const happened = at === undefined ? {} : { happenedAt: at };
  await engine().incidents.note({
    incidentId: incident.id,
    text,
    kind: type,
    attachments: [...attachments],
    ...happened,
  });
  const files =
    attachments.length === 0 ? '' : attachments.length === 1 ? ', with a file' : `, with ${attachments.length} files`;
  return at === undefined ? `Logged${files}.` : `Logged at ${day(at)} ${clock(at)} UTC${files}.`;
}

async function sendMove(command: Move, { id, number, resolution, rootCause }: Incident): Promise<string | null> {
  const happened = command.at === undefined ? {} : { at: command.at };
  // What closing needs and is not said yet is asked for where it can be written.
  if (command.to === 'closed' && (resolution.trim() === '' || rootCause.trim() === '')) {
    openDialog({ type: 'incident-status', incidentId: id, to: 'closed' });
    return null;
  }
  const said = command.to === 'resolved' && command.resolution !== '' ? { resolution: command.resolution } : {};
  await engine().incidents.moveTo({ incidentId: id, status: command.to, ...happened, ...said });
  return `${number} is ${command.to} now.`;
}
