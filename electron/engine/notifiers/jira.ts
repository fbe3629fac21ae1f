// Jira Cloud, REST API v3: one issue for each conversation, found again by a label made of it (a label can be searched for by
// anybody's token; an issue property only by an app that declares it). Later notices and the all-clear become comments.
// Limits: summary 255 characters, texts 32,767; a label has no spaces.
import { z } from 'zod';
import type { Notice } from '../../contract/model/notice.ts';
import { cut, endsIt, shortHash, webLinks } from './bounded.ts';
import { issuersFile, neededSecret, neededText, neededUrl, text } from './fields.ts';
import { type HttpMessage, type HttpReply, send } from './http-sender.ts';
import { DeliveryFailure, defineNotifier } from './notifier.ts';

const config = z.strictObject({
  base: neededUrl('Site', 'Its address: https://example.atlassian.net.'),
  user: neededText('Account', 'E-mail address the API token belongs to.', 256),
  token: neededSecret('API token', 'Of the account.'),
  project: z
    .string({ error: 'is needed: the key of the project, OPS' })
    .trim()
    .regex(/^[A-Z][A-Z0-9_]{0,49}$/, 'must be the key of a project: OPS')
    .meta({ title: 'Project', description: 'Key of the project: OPS.' }),
  issueType: text('Task', 'Issue type', 'As the project calls it: Task, Bug, Incident.', 100),
  issuersFile: issuersFile(),
});
type JiraConfig = z.output<typeof config>;

const found = z.object({ issues: z.array(z.object({ key: z.string() })) });
const created = z.object({ key: z.string() });

export const jira = defineNotifier({
  kind: 'jira',
  title: 'Jira',
  about: 'Opens an issue in Jira Cloud and adds what happens until the all-clear as comments.',
  config,
  timeoutMs: 30_000,
  async deliver(settings, notice, { signal, clock }) {
    const { token, issuersFile: file } = settings;
    const ask = (message: HttpMessage) => send(message, { signal, clock, secrets: [token], issuersFile: file });
    const [issue] = parsed(found, await ask(findIssue(settings, notice)), settings.base).issues;
    if (issue) {
      await ask(commentIssue(settings, notice, issue.key));
      return `${issue.key} commented`;
    }
    if (endsIt(notice)) return 'No open issue of this conversation: nothing to add.';
    return `${parsed(created, await ask(createIssue(settings, notice)), settings.base).key} created`;
  },
});

/** Asks for the issue of the conversation that is not done. Pure. */
export function findIssue(settings: JiraConfig, notice: Notice): HttpMessage {
  const jql = `project = "${settings.project}" AND labels = "${labelOf(notice)}" AND statusCategory != Done ORDER BY created DESC`;
  return post(settings, '/search/jql', { jql, fields: ['summary'], maxResults: 1 });
}

/** Pure. */
export function createIssue(settings: JiraConfig, notice: Notice): HttpMessage {
  return post(settings, '/issue', {
    fields: {
      project: { key: settings.project },
      issuetype: { name: settings.issueType },
      // A summary has one line.
      summary: cut(notice.title.replace(/\s+/g, ' ').trim(), 255) || 'Watchfloor',
      description: asDocument(notice.text, notice),
      labels: ['watchfloor', `sev${notice.severity}`, labelOf(notice)],
    },
  });
}

/** Pure. */
export function commentIssue(settings: JiraConfig, notice: Notice, key: string): HttpMessage {
  const body = asDocument(`${notice.title}\n${notice.text}`.trim(), notice);
  return post(settings, `/issue/${encodeURIComponent(key)}/comment`, { body });
}

const labelOf = (notice: Notice): string => `watchfloor-${shortHash(notice.conversation)}`;

function post({ base, user, token }: JiraConfig, path: string, json: object): HttpMessage {
  return {
    method: 'POST',
    url: `${base.replace(/\/+$/, '')}/rest/api/3${path}`,
    headers: { authorization: `Basic ${Buffer.from(`${user}:${token}`).toString('base64')}` },
    json,
  };
}

/** Atlassian Document Format: a paragraph for each block of lines, then the links. It holds text as text: nothing to escape. */
function asDocument(text: string, notice: Notice): object {
  const blocks = cut(text, 20_000)
    .split(/\n{2,}/)
    .filter((block) => block.trim() !== '')
    .slice(0, 200);
  const links = webLinks(notice).slice(0, 10);
  const paragraphs = [
    ...blocks.map((block) => block.split('\n').flatMap(line)),
    ...links.map(({ title, url }) => [
      { type: 'text', text: cut(title, 200) || url, marks: [{ type: 'link', attrs: { href: url } }] },
    ]),
  ];
  return { type: 'doc', version: 1, content: paragraphs.map((content) => ({ type: 'paragraph', content })) };
}

/** A text node must not be empty. */
const line = (text: string, at: number): readonly object[] => [
  ...(at === 0 ? [] : [{ type: 'hardBreak' }]),
  ...(text === '' ? [] : [{ type: 'text', text }]),
];

function parsed<Schema extends z.ZodType>(schema: Schema, reply: HttpReply, base: string): z.output<Schema> {
  try {
    return schema.parse(JSON.parse(reply.body));
  } catch {
    throw new DeliveryFailure(`${new URL(base).host} answered ${reply.status}, but not as Jira's REST API does.`);
  }
}
