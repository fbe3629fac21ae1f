// An incident for Jira Cloud's REST API v2 (texts are wiki markup there): the body to create an issue with, and the body to edit
// it. Moving an issue to another status is a transition, whose numbers are each project's own: ask
// GET /rest/api/2/issue/KEY/transitions. Limits: summary 255 characters, texts 32,767; labels have no spaces.
import type { Incident } from '../../contract/model/incident.ts';
import { isEnded } from '../../contract/model/incident.ts';
import { defineExporter, type ExportSource } from './exporter.ts';
import { cutText, descriptionText, timelineText } from './ticket-text.ts';

const SUMMARY_LIMIT = 255;
const TEXT_LIMIT = 32_000;
/** Of the priorities a new site brings. */
const PRIORITIES = { 1: 'Highest', 2: 'High', 3: 'Medium', 4: 'Low' } as const;

export const jira = defineExporter({
  form: 'jira',
  about: 'Bodies for Jira: one to create the issue, one to edit it. Put your project in where the incident names none.',
  suffix: 'jira',
  extension: 'json',
  type: 'application/json',
  isPrinted: false,
  carries: 'nothing',
  write: (source) => `${JSON.stringify({ create: createBody(source), update: updateBody(source) }, null, 2)}\n`,
});

function createBody(source: ExportSource): object {
  return {
    fields: {
      project: { key: projectOf(source.incident) },
      issuetype: { name: 'Task' },
      ...fields(source),
    },
  };
}

const updateBody = (source: ExportSource): object => ({
  fields: fields(source),
  update: {
    comment: [{ add: { body: wikiText(timelineText(source, TEXT_LIMIT)) || 'Nothing was written down yet.' } }],
  },
});

function fields(source: ExportSource): object {
  const { incident } = source;
  const resolve = incident.clocks.find(({ kind }) => kind === 'resolve');
  const dueOn = resolve?.dueAt && !isEnded(incident.status) ? new Date(resolve.dueAt).toISOString().slice(0, 10) : null;
  return {
    summary: cutText(`${incident.number} ${incident.title}`.replace(/\s+/g, ' ').trim(), SUMMARY_LIMIT),
    description: wikiText(descriptionText(source)),
    priority: { name: PRIORITIES[incident.severity] },
    labels: ['watchfloor', `sev${incident.severity}`, incident.number, ...incident.tags.map(labelText)],
    ...(dueOn === null ? {} : { duedate: dueOn }),
  };
}

/** The project of the ticket it has there already; '' is refused by Jira with a sentence that says so. */
function projectOf({ tickets }: Incident): string {
  const ticket = tickets.find(({ system, id }) => /jira/i.test(system) && /^[A-Z][A-Z0-9_]*-\d+$/.test(id));
  return ticket ? ticket.id.slice(0, ticket.id.lastIndexOf('-')) : '';
}

const labelText = (tag: string): string => tag.replace(/\s+/g, '-');

/** Plain text in wiki markup: what begins a macro, a link, a picture or a table is escaped. */
const wikiText = (text: string): string => cutText(text.replace(/[{}[\]|!]/g, '\\$&'), TEXT_LIMIT + 700);
