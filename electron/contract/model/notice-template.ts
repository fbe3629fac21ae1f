// The names a template of a channel can use, with what stands behind each: for the screen that edits one, and for the
// renderer of messages, which does not compile while it misses one.
// Templates are Mustache without code: {{name}}, {{#items}}…{{/items}}, {{^isRepeat}}…{{/isRepeat}}. Unknown names are empty.

export const TEMPLATE_NAMES = {
  title: 'the usual title',
  text: 'the usual text',
  kind: 'problem, update, repeat, all-clear, escalation, monitor or test',
  severity: 'SEV1 … SEV4, of the worst in the message',
  state: 'DOWN, CRITICAL, … or OK, of the worst in the message',
  host: 'its host',
  check: 'its check; empty when it is about the host itself',
  site: 'its site',
  tags: "its host's tags, with commas",
  summary: 'what its check said',
  since: 'since when, UTC',
  sinceLocal: 'since when, on the clock of this machine',
  duration: 'for how long: 4 h 10 min',
  at: 'when the message was made, UTC',
  count: 'how many problems the message is about',
  heldBehind: 'how many more are held back behind these; empty when none',
  channel: 'the name of this channel',
  conversation: 'the same from the problem to its all-clear',
  isProblem: 'true of a first message',
  isUpdate: 'true when more joined, changed or recovered',
  isRepeat: 'true when it still stands',
  isAllClear: 'true when all is over',
  isEscalation: 'true when it climbs',
  items: 'the problems, at most 20; see the names in it',
  links: 'links: title, url',
} as const;
export type TemplateName = keyof typeof TEMPLATE_NAMES;

/** The names inside {{#items}}…{{/items}}, besides those of the message. */
export const TEMPLATE_ITEM_NAMES = {
  host: 'host',
  check: 'check; empty when it is about the host itself',
  state: 'DOWN, CRITICAL, … or OK',
  severity: 'SEV1 … SEV4',
  site: 'site',
  tags: 'tags, with commas',
  summary: 'what the check said',
  since: 'since when, UTC',
  duration: 'for how long',
  isRecovery: 'true when it is over',
} as const;
export type TemplateItemName = keyof typeof TEMPLATE_ITEM_NAMES;
