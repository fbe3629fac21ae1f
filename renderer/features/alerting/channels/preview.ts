// Pure: what a template comes to, with a message as they come. The engine words the real ones (services/notice-template.ts); the
// names are the contract's, so that this file does not compile while it misses one.
import Mustache from 'mustache';
import type { TemplateItemName, TemplateName } from '../../../../electron/contract/model/notice-template.ts';

/** Without a prototype there is nothing to name but what was put in. */
const bare = (values: object): object => Object.assign(Object.create(null) as object, values);

/** A writer of its own keeps no templates: every key that is typed makes a new one. */
function writer(): InstanceType<typeof Mustache.Writer> {
  const made = new Mustache.Writer();
  Reflect.set(made, 'templateCache', undefined);
  return made;
}

const ITEM: Readonly<Record<TemplateItemName, unknown>> = {
  host: 'ams1-core-sw01',
  check: '',
  state: 'DOWN',
  severity: 'SEV1',
  site: 'ams1',
  tags: 'core, network',
  summary: 'Down: 5 of 5 packets lost',
  since: '2026-11-20 02:31:08 UTC',
  duration: '1 min',
  isRecovery: false,
};

const SAMPLE: Readonly<Record<TemplateName, unknown>> = {
  ...ITEM,
  title: 'DOWN ams1-core-sw01 (SEV1)',
  text: 'ams1-core-sw01 (ams1): DOWN, SEV1\nSince 2026-11-20 02:31:08 UTC.\nDown: 5 of 5 packets lost\n38 more problems hang behind, held back.',
  kind: 'problem',
  sinceLocal: '03:31:08 Europe/Amsterdam',
  at: '2026-11-20 02:32:10 UTC',
  count: 1,
  heldBehind: 38,
  channel: '',
  conversation: 'c-4711',
  isProblem: true,
  isUpdate: false,
  isRepeat: false,
  isAllClear: false,
  isEscalation: false,
  items: [bare(ITEM)],
  links: [bare({ title: 'Runbook', url: 'https://runbooks.example.net/switch-down' })],
};

export interface Preview {
  readonly title: string;
  readonly text: string;
  /** What is wrong with a template, by field; null when it can be used. */
  readonly wrong: { readonly field: 'title' | 'text'; readonly message: string } | null;
}

/** Title and text as a channel of that name would send them; an empty template is the usual wording. */
export function previewOf(channel: { readonly name: string; readonly title: string; readonly text: string }): Preview {
  const view = bare({ ...SAMPLE, channel: channel.name });
  let wrong: Preview['wrong'] = null;
  const word = (field: 'title' | 'text'): string => {
    const usual = String(SAMPLE[field]);
    if (channel[field] === '') return usual;
    try {
      const said = writer().render(channel[field], view, undefined, { escape: String });
      return field === 'title' ? said.replace(/\s+/g, ' ').trim() || usual : said;
    } catch (error) {
      wrong ??= { field, message: error instanceof Error ? error.message : String(error) };
      return '';
    }
  };
  return { title: word('title'), text: word('text'), wrong };
}
