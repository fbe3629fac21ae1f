// The commands of the note box: what each is called, how it is written, and what it does.

export interface CommandHelp {
  readonly name: CommandName;
  /** As it is typed, without the slash: 'at 02:14 text'. */
  readonly usage: string;
  readonly does: string;
}

const NAMES = [
  'at',
  'decision',
  'ack',
  'mitigated',
  'resolved',
  'close',
  'sev',
  'hold',
  'go',
  'assign',
  'cause',
  'impact',
  'follow',
  'ticket',
  'link',
] as const;
export type CommandName = (typeof NAMES)[number];

export const COMMANDS: readonly CommandHelp[] = [
  { name: 'at', usage: 'at 02:14 text', does: 'a late entry: when it happened, UTC; also 2026-11-22 02:14' },
  { name: 'decision', usage: 'decision text', does: 'what was decided' },
  { name: 'ack', usage: 'ack', does: 'acknowledged: somebody has it' },
  { name: 'mitigated', usage: 'mitigated', does: 'the harm is held, the cause is not gone' },
  { name: 'resolved', usage: 'resolved text', does: 'it works again; the text says what was done' },
  { name: 'close', usage: 'close', does: 'nothing is left to do' },
  { name: 'sev', usage: 'sev 1 reason', does: 'another severity than the matrix says, and why' },
  { name: 'hold', usage: 'hold vendor reason', does: 'waits for a vendor, caller or other; clocks rest' },
  { name: 'go', usage: 'go reason', does: 'goes on; clocks run again' },
  { name: 'assign', usage: 'assign name', does: 'the lead; or: assign scribe name' },
  { name: 'cause', usage: 'cause text', does: 'the root cause; "unknown" is an answer' },
  { name: 'impact', usage: 'impact text', does: 'what customers notice' },
  { name: 'follow', usage: 'follow text @owner due 2026-12-01', does: 'something to do afterwards' },
  { name: 'ticket', usage: 'ticket system id url', does: 'the same matter in another system' },
  { name: 'link', usage: 'link', does: 'opens the list of tickets' },
];

export const isCommandName = (word: string): word is CommandName => (NAMES as readonly string[]).includes(word);

/** Of which commands `text` may be the beginning: while the first word is being typed. Empty when it is none. */
export function commandsFor(text: string): readonly CommandHelp[] {
  const typed = /^\/([a-z]*)$/i.exec(text)?.[1];
  return typed === undefined ? [] : COMMANDS.filter(({ name }) => name.startsWith(typed.toLowerCase()));
}

export const helpOf = (name: CommandName): CommandHelp =>
  COMMANDS.find((known) => known.name === name) ?? { name, usage: name, does: '' };
