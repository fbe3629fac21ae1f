// ServiceNow's Table API: one incident for each conversation, found again by its correlation_id; later notices become work
// notes, the all-clear too, and may resolve it. Limits: short_description 160, correlation_id 100, texts 4,000 characters.
import { z } from 'zod';
import type { Notice } from '../../contract/model/notice.ts';
import { conversationKey, cut, endsIt } from './bounded.ts';
import { issuersFile, neededSecret, neededText, neededUrl, text } from './fields.ts';
import { type HttpMessage, type HttpReply, send } from './http-sender.ts';
import { DeliveryFailure, defineNotifier } from './notifier.ts';

const config = z.strictObject({
  base: neededUrl('Instance', 'Its address: https://example.service-now.com.'),
  user: neededText('User', 'An account with the role to read and write the table.', 256),
  password: neededSecret('Password', 'Of the account.'),
  table: z
    .string()
    .trim()
    .regex(/^[a-z][a-z0-9_]{0,79}$/, 'must be the name of a table: incident')
    .default('incident')
    .meta({ title: 'Table', description: 'The table of incidents, or one made from it.' }),
  assignmentGroup: text('', 'Assignment group', 'Name or sys_id. Empty: as the instance assigns.', 100),
  atAllClear: z.enum(['note', 'resolve']).default('note').meta({
    title: 'At the all-clear',
    description: 'note: a work note, a person closes it; resolve: state Resolved with the close code below.',
  }),
  closeCode: text('Solution provided', 'Close code', 'One the instance knows; for "resolve".', 100),
  issuersFile: issuersFile(),
});
type ServicenowConfig = z.output<typeof config>;

/** What the Table API says of a record that was found. */
const found = z.object({ result: z.array(z.object({ sys_id: z.string(), number: z.string().optional() })) });
const written = z.object({ result: z.object({ number: z.string().optional() }) });

export const servicenow = defineNotifier({
  kind: 'servicenow',
  title: 'ServiceNow',
  about: 'Opens an incident in ServiceNow and keeps it up to date until the all-clear.',
  config,
  timeoutMs: 30_000,
  async deliver(settings, notice, { signal, clock }) {
    const { password, issuersFile: file } = settings;
    const ask = (message: HttpMessage) => send(message, { signal, clock, secrets: [password], issuersFile: file });
    const [record] = parsed(found, await ask(findIncident(settings, notice)), settings.base).result;
    if (!record && endsIt(notice)) return 'No open incident of this conversation: nothing to end.';
    const message = record ? updateIncident(settings, notice, record.sys_id) : createIncident(settings, notice);
    const { number } = parsed(written, await ask(message), settings.base).result;
    return `${number ?? record?.number ?? 'Incident'} ${record ? 'updated' : 'created'}`;
  },
});

/** Asks for the open incident of the conversation. Pure. */
export function findIncident(settings: ServicenowConfig, notice: Notice): HttpMessage {
  const query = `correlation_id=${correlation(notice)}^active=true^ORDERBYDESCsys_created_on`;
  const search = new URLSearchParams({ sysparm_query: query, sysparm_fields: 'sys_id,number', sysparm_limit: '1' });
  return { method: 'GET', url: `${tableUrl(settings)}?${search}`, headers: authorization(settings) };
}

/** Pure. */
export function createIncident(settings: ServicenowConfig, notice: Notice): HttpMessage {
  const [first] = notice.items;
  const [impact, urgency] = IMPACT_AND_URGENCY[notice.severity];
  return {
    method: 'POST',
    url: `${tableUrl(settings)}?${FIELDS}`,
    headers: authorization(settings),
    json: {
      correlation_id: correlation(notice),
      correlation_display: 'Watchfloor',
      short_description: cut(notice.title, 160),
      description: cut(notice.text, 4_000),
      impact,
      urgency,
      ...(first && {
        work_notes: cut(`${first.host}${first.check ? ` ${first.check}` : ''}: ${first.summary}`, 4_000),
      }),
      ...(settings.assignmentGroup !== '' && { assignment_group: settings.assignmentGroup }),
    },
  };
}

/** Pure. */
export function updateIncident(settings: ServicenowConfig, notice: Notice, sysId: string): HttpMessage {
  const note = cut(`${notice.title}\n\n${notice.text}`.trim(), 4_000);
  const resolves = endsIt(notice) && settings.atAllClear === 'resolve';
  return {
    method: 'PATCH',
    url: `${tableUrl(settings)}/${encodeURIComponent(sysId)}?${FIELDS}`,
    headers: authorization(settings),
    json: {
      work_notes: note,
      ...(resolves && { state: RESOLVED, close_code: settings.closeCode, close_notes: note }),
    },
  };
}

/** Only these come back. */
const FIELDS = 'sysparm_fields=sys_id,number&sysparm_input_display_value=true';
/** Choice values of incident: state 6 is Resolved; impact and urgency 1 high to 3 low, which make priorities 1 to 4. */
const RESOLVED = '6';
const IMPACT_AND_URGENCY = { 1: ['1', '1'], 2: ['1', '2'], 3: ['2', '2'], 4: ['2', '3'] } as const;

/** '^' parts the conditions of a query: a conversation that holds anything unusual is hashed. */
const correlation = (notice: Notice): string => conversationKey(notice, 100, /^[\w:.@/-]+$/);

const tableUrl = ({ base, table }: ServicenowConfig): string => `${base.replace(/\/+$/, '')}/api/now/table/${table}`;

const authorization = ({ user, password }: ServicenowConfig): Record<string, string> => ({
  authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
});

/** An answer that is no JSON of theirs: a log-in page, an instance that sleeps. */
function parsed<Schema extends z.ZodType>(schema: Schema, reply: HttpReply, base: string): z.output<Schema> {
  try {
    return schema.parse(JSON.parse(reply.body));
  } catch {
    throw new DeliveryFailure(`${new URL(base).host} answered ${reply.status}, but not as the Table API does.`);
  }
}
