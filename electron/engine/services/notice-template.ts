// A channel's own wording: Mustache, which has no code. What it can name is written in contract/model/notice-template.ts; names
// that are none of these are empty, never a function or a property of JavaScript.
import Mustache from 'mustache';
import type { FieldError } from '../../contract/api/errors.ts';
import type { Channel, Notice, NoticeItem } from '../../contract/model/notice.ts';
import type { TemplateItemName, TemplateName } from '../../contract/model/notice-template.ts';
import { durationText, localText, MOST_LISTED, nameOf, stateWord, utcText, worstFirst } from './notice-text.ts';

/** What leaves here is no longer than this, characters. */
const LONGEST_TITLE = 1_000;
const LONGEST_TEXT = 20_000;
/** Lists in lists multiply: four deep is at most 20⁴ lines of nothing, and nobody words a message so. */
const DEEPEST = 3;

type Wording = Pick<Channel, 'name' | 'title' | 'text'>;

/** The title and text of a notice as a channel words them; where it has no template of its own, the usual ones. */
export function wordFor(
  channel: Wording,
  notice: Notice,
  zone: string,
): { readonly title: string; readonly text: string } {
  if (channel.title === '' && channel.text === '') return { title: notice.title, text: notice.text };
  const view = viewOf(channel.name, notice, zone);
  const title = channel.title === '' ? notice.title : render(channel.title, view).replace(/\s+/g, ' ').trim();
  const text = channel.text === '' ? notice.text : render(channel.text, view);
  // An empty title would be refused by half of all receivers, and says nothing to the others.
  return { title: (title === '' ? notice.title : title).slice(0, LONGEST_TITLE), text: text.slice(0, LONGEST_TEXT) };
}

/** What is wrong with the templates of a channel, by field; empty when they can be used. */
export function templateFaults(channel: Wording): readonly FieldError[] {
  return (['title', 'text'] as const).flatMap((field) => {
    try {
      refuseDeep(writer().parse(channel[field]), DEEPEST);
      render(channel[field], viewOf(channel.name, SAMPLE, 'UTC'));
      return [];
    } catch (error) {
      const said = error instanceof Error ? error.message : String(error);
      return [{ path: field, message: `is not a template that can be read: ${said}` }];
    }
  });
}

/** A writer of its own keeps no templates: they change, and a cache of all that ever were would only grow. */
function writer(): InstanceType<typeof Mustache.Writer> {
  const made = new Mustache.Writer();
  Reflect.set(made, 'templateCache', undefined);
  return made;
}

const render = (template: string, view: object): string =>
  // Messages are text: nothing is escaped for HTML. No partials.
  writer().render(template, view, undefined, { escape: String });

/** Tokens of a section carry those inside of them at index 4. */
function refuseDeep(tokens: unknown, left: number): void {
  if (!Array.isArray(tokens)) return;
  for (const token of tokens) {
    if (!Array.isArray(token) || (token[0] !== '#' && token[0] !== '^')) continue;
    if (left === 0) throw new Error(`sections may lie at most ${DEEPEST} deep`);
    refuseDeep(token[4], left - 1);
  }
}

/** Where a list or a problem is named as if it were text, it is empty. A symbol is nothing a template could name. */
const EMPTY_AS_TEXT = { [Symbol.toPrimitive]: () => '' };
/** Without a prototype there is nothing to name but what was put in. */
const bare = <Names extends string>(values: Record<Names, unknown>): object =>
  Object.assign(Object.create(null) as object, EMPTY_AS_TEXT, values);
const bareList = (items: readonly object[]): object =>
  Object.assign(Object.setPrototypeOf([...items], null) as object, EMPTY_AS_TEXT);

function viewOf(channel: string, notice: Notice, zone: string): object {
  const items = worstFirst(notice.items);
  const [worst] = items;
  const about = worst ? itemNames(worst, notice.at) : null;
  const names: Record<TemplateName, unknown> = {
    title: notice.title,
    text: notice.text,
    kind: notice.kind,
    severity: `SEV${notice.severity}`,
    state: about?.state ?? '',
    host: about?.host ?? '',
    check: about?.check ?? '',
    site: about?.site ?? '',
    tags: about?.tags ?? '',
    summary: about?.summary ?? '',
    since: about?.since ?? '',
    sinceLocal: worst ? localText(worst.since, zone) : '',
    duration: about?.duration ?? '',
    at: utcText(notice.at),
    count: items.length,
    heldBehind: notice.heldBehind === 0 ? '' : notice.heldBehind,
    channel,
    conversation: notice.conversation,
    isProblem: notice.kind === 'problem',
    isUpdate: notice.kind === 'update',
    isRepeat: notice.kind === 'repeat',
    isAllClear: notice.kind === 'all-clear',
    isEscalation: notice.kind === 'escalation',
    items: bareList(items.slice(0, MOST_LISTED).map((item) => bare(itemNames(item, notice.at)))),
    links: bareList(notice.links.map(({ title, url }) => bare({ title, url }))),
  };
  return bare(names);
}

const itemNames = (item: NoticeItem, at: number): Record<TemplateItemName, unknown> => ({
  host: item.host,
  check: item.check ?? '',
  state: stateWord(item),
  severity: `SEV${item.severity}`,
  site: item.site,
  tags: item.tags.join(', '),
  summary: item.summary,
  since: utcText(item.since),
  duration: durationText(at - item.since),
  isRecovery: item.alert === 'recovery',
});

const SAMPLE_ITEM: NoticeItem = {
  alert: 'problem',
  status: 'down',
  severity: 2,
  problemId: null,
  host: 'ams1-core-sw01',
  check: null,
  site: 'ams1',
  tags: ['core'],
  summary: '3 of 3 packets lost',
  since: 0,
};

/** A notice as they come: for trying a template, and a channel. */
export const SAMPLE: Notice = {
  id: 'sample',
  at: 0,
  kind: 'test',
  severity: 2,
  conversation: 'sample',
  title: `DOWN ${nameOf(SAMPLE_ITEM)} (SEV2)`,
  text: '',
  items: [SAMPLE_ITEM],
  heldBehind: 0,
  links: [{ title: 'Runbook', url: 'https://example.org/' }],
  routeId: null,
};
