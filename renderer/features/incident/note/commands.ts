// Pure: what was typed into the note box. A slash begins a command, two slashes a note that begins with one; what is no
// command is explained and never sent.
import { ROLES, type Role, WAITS_FOR, type WaitsFor } from '../../../../electron/contract/model/incident-rules.ts';
import { type CommandName, helpOf, isCommandName } from './command-list.ts';
import { readMoment } from './moment.ts';

export type Command =
  | { readonly type: 'note' | 'decision'; readonly text: string; readonly at?: number }
  | { readonly type: 'move'; readonly to: 'acknowledged' | 'mitigated' | 'closed'; readonly at?: number }
  | { readonly type: 'move'; readonly to: 'resolved'; readonly resolution: string; readonly at?: number }
  | { readonly type: 'rate'; readonly severity: 1 | 2 | 3 | 4; readonly reason: string }
  | { readonly type: 'hold'; readonly waitsFor: WaitsFor; readonly reason: string }
  | { readonly type: 'go'; readonly reason: string }
  /** '' takes the role from whoever has it. */
  | { readonly type: 'assign'; readonly role: Role; readonly name: string }
  | { readonly type: 'field'; readonly field: 'rootCause' | 'customerImpact'; readonly text: string }
  | { readonly type: 'follow'; readonly text: string; readonly owner: string; readonly dueOn: string }
  | { readonly type: 'ticket'; readonly system: string; readonly id: string; readonly url: string }
  | { readonly type: 'link' };

export type Typed =
  | { readonly type: 'nothing' }
  | { readonly type: 'command'; readonly command: Command }
  /** Why it is not sent, and how it is written. */
  | { readonly type: 'wrong'; readonly message: string; readonly usage: string | null };

const said = (command: Command): Typed => ({ type: 'command', command });
const wrong = (name: CommandName, message: string): Typed => ({
  type: 'wrong',
  message: `/${name} ${message}.`,
  usage: `/${helpOf(name).usage}`,
});

/** What `text` means at `now` (epoch ms): a note, a command, or what is wrong with it. */
export function readNote(text: string, now: number): Typed {
  const typed = text.trim();
  if (typed === '') return { type: 'nothing' };
  if (typed.startsWith('//')) return said({ type: 'note', text: typed.slice(1) });
  if (!typed.startsWith('/')) return said({ type: 'note', text: typed });
  const [, word = '', rest = ''] = /^\/(\S*)\s*([\s\S]*)$/.exec(typed) ?? [];
  const name = word.toLowerCase();
  if (isCommandName(name)) return readCommand(name, rest.trim(), now);
  return {
    type: 'wrong',
    message: `There is no command /${word}. A note that begins with a slash is written with two: //${word}.`,
    usage: null,
  };
}

function readCommand(name: CommandName, rest: string, now: number): Typed {
  switch (name) {
    case 'at':
      return readLate(rest, now);
    case 'decision':
      return rest === '' ? wrong(name, 'needs words: what was decided') : said({ type: 'decision', text: rest });
    case 'ack':
      return bare(name, rest, { type: 'move', to: 'acknowledged' });
    case 'mitigated':
      return bare(name, rest, { type: 'move', to: 'mitigated' });
    case 'close':
      return bare(name, rest, { type: 'move', to: 'closed' });
    case 'link':
      return bare(name, rest, { type: 'link' });
    case 'resolved':
      return said({ type: 'move', to: 'resolved', resolution: rest });
    case 'sev':
      return readSeverity(rest);
    case 'hold':
      return readHold(rest);
    case 'go':
      return said({ type: 'go', reason: rest });
    case 'assign':
      return readAssign(rest);
    case 'cause':
      return rest === ''
        ? wrong(name, 'needs words, or "unknown"')
        : said({ type: 'field', field: 'rootCause', text: rest });
    case 'impact':
      return rest === ''
        ? wrong(name, 'needs words: what customers notice')
        : said({ type: 'field', field: 'customerImpact', text: rest });
    case 'follow':
      return readFollow(rest);
    case 'ticket':
      return readTicket(rest);
    default:
      return name satisfies never;
  }
}

/** A command that takes nothing: words behind it would be lost, so they stop it. */
const bare = (name: CommandName, rest: string, command: Command): Typed =>
  rest === '' ? said(command) : wrong(name, 'stands alone; write the words as a note of their own');

function readLate(rest: string, now: number): Typed {
  const moment = readMoment(rest, now);
  if (typeof moment === 'string') return wrong('at', moment);
  if (moment.rest === '') return wrong('at', 'needs words behind the time: what happened then');
  const inner = readNote(moment.rest, now);
  if (inner.type !== 'command') return inner;
  const { command } = inner;
  if (command.type === 'note' || command.type === 'decision' || command.type === 'move') {
    return said({ ...command, at: moment.at });
  }
  return wrong('at', 'goes with a note, /decision, /ack, /mitigated, /resolved or /close');
}

function readSeverity(rest: string): Typed {
  const [, digit, reason = ''] = /^(?:sev)?\s*([1-4])(?:\s+([\s\S]+))?$/i.exec(rest) ?? [];
  if (digit === undefined) return wrong('sev', 'needs a severity from 1 to 4, then why');
  return said({ type: 'rate', severity: Number(digit) as 1 | 2 | 3 | 4, reason: reason.trim() });
}

function readHold(rest: string): Typed {
  const [, word = '', reason = ''] = /^(\S+)\s*([\s\S]*)$/.exec(rest) ?? [];
  const waitsFor = WAITS_FOR.find((known) => known === word.toLowerCase());
  if (!waitsFor) return wrong('hold', 'needs whom it waits for: vendor, caller or other');
  if (reason === '') return wrong('hold', 'needs a reason: the next shift will read it');
  return said({ type: 'hold', waitsFor, reason });
}

function readAssign(rest: string): Typed {
  const [, word = '', more = ''] = /^(\S+)\s*([\s\S]*)$/.exec(rest) ?? [];
  const role = ROLES.find((known) => known === word.toLowerCase());
  const name = role ? more : rest;
  if (name === '') return wrong('assign', 'needs a name; "nobody" takes the role away');
  return said({ type: 'assign', role: role ?? 'lead', name: name.toLowerCase() === 'nobody' ? '' : name });
}

function readFollow(rest: string): Typed {
  const [, before = rest, due] = /^([\s\S]*?)\s*\bdue\s+(\d{4}-\d{2}-\d{2})\s*$/.exec(rest) ?? [];
  if (due !== undefined && !isDay(due)) return wrong('follow', `has no such day: ${due}`);
  const [, text = before, owner = ''] = /^([\s\S]*?)\s*(?:^|\s)@([^@]+)$/.exec(before) ?? [];
  if (text.trim() === '') return wrong('follow', 'needs words: what is to be done');
  return said({ type: 'follow', text: text.trim(), owner: owner.trim(), dueOn: due ?? '' });
}

function isDay(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`);
  return Number.isFinite(at) && new Date(at).toISOString().startsWith(text);
}

function readTicket(rest: string): Typed {
  const words = [...rest.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
  const [system = '', id = '', url = '', ...more] = words;
  if (system === '' || id === '') return wrong('ticket', 'needs a system and an id; "Carrier desk" goes in quotes');
  if (more.length > 0)
    return wrong('ticket', 'takes a system, an id and an address; names of several words go in quotes');
  if (url !== '' && !/^https?:\/\/\S+$/i.test(url))
    return wrong('ticket', 'needs an address that begins with https://');
  return said({ type: 'ticket', system, id, url });
}
