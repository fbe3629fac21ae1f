// What the keys, and the buttons that show them, do to the run in front.
import type { RefObject } from 'react';
import type { RunView } from '../../../electron/contract/model/run.ts';
import { refusalOf } from '../../forms/refusal.ts';
import { copyText } from '../../lib/copy-text.ts';
import { type Dialog, openDialog } from '../../store/dialogs.ts';
import { giveKeysTo } from '../../store/runs.ts';
import { say } from '../../store/say.ts';
import { act, sendAct } from './acts.ts';
import { frontOf, type NextThing, nextThing, shownSteps, stepAt } from './run-facts.ts';
import { type Draft, draftOf, fieldValue, formOf, lookOf, setDraft, setLook } from './run-look.ts';

type WordAct = Extract<Dialog, { type: 'run-reason' }>['act'];

export interface Hand {
  /** The one next thing; lets go of what is not possible yet, with the reason. */
  next(): void;
  /** Carries the step in front out, with what was entered. */
  go(): void;
  tick(item: number): void;
  /** Ticks the item that Space is at, and goes on to the next open one. */
  tickNext(): void;
  pick(option: number | null): void;
  retry(how: 'retry' | 'retry-failed'): void;
  word(act: WordAct): void;
  stop(): void;
  move(by: number): void;
  copy(): void;
  sheet(sheet: 'step' | 'output' | 'difference'): void;
  /** Esc: out of the sheet, then back to the step in front, then the keys go back to the timeline. */
  back(): void;
  again(): void;
}

/** `seen`: whether what is in front was on screen long enough to be meant. */
export function handOf(view: RunView, seen: boolean, root: RefObject<HTMLElement | null>): Hand {
  const { id } = view.run;
  const draft = (): Draft => draftOf(view, lookOf(id));
  const go = () => void carryOut(view, draft(), root);
  const hand: Hand = {
    next: () => doNext(view, draft(), seen, hand, root),
    go,
    tick(item) {
      const known = view.face?.checklist[item];
      if (!known) return;
      setLook(id, { item });
      act(view, { type: 'tick', item, done: known.done === null });
    },
    tickNext() {
      const items = view.face?.checklist ?? [];
      const from =
        items[lookOf(id).item]?.done === null ? lookOf(id).item : items.findIndex(({ done }) => done === null);
      if (from >= 0) hand.tick(from);
    },
    pick: (option) => setDraft(view, { option }),
    retry: (how) => void retry(view, how, draft().typed, root),
    word: (type) => openDialog({ type: 'run-reason', runId: id, act: type }),
    stop: () => act(view, { type: 'stop' }, 'Stopping: everything it started is ended too.'),
    move: (by) => move(view, by),
    copy: () => copyCommand(view),
    sheet: (sheet) => setLook(id, { sheet: lookOf(id).sheet === sheet ? 'step' : sheet }),
    back() {
      const look = lookOf(id);
      if (look.sheet !== 'step') setLook(id, { sheet: 'step' });
      else if (look.path !== null) setLook(id, { path: null });
      else giveKeysTo(null);
    },
    again: () => startAgain(view),
  };
  return hand;
}

function doNext(view: RunView, draft: Draft, seen: boolean, hand: Hand, root: RefObject<HTMLElement | null>): void {
  const thing = nextThing(view, draft);
  if (thing === null || !seen) return;
  if (thing.off !== null) say(thing.off, true);
  else doThing(thing, view, hand, root);
}

function doThing(thing: NextThing, view: RunView, hand: Hand, root: RefObject<HTMLElement | null>) {
  switch (thing.how) {
    case 'go':
      return hand.go();
    case 'type':
      return focusOn(root, '[data-typed]');
    case 'fill': {
      const missing = missingField(view);
      return missing === null ? hand.go() : focusOn(root, `[data-field="${CSS.escape(missing)}"]`);
    }
    case 'sign':
      return hand.word('approve');
    case 'mark-done':
      return hand.word('mark-done');
    case 'again':
      return hand.again();
    default:
      thing.how satisfies never;
  }
}

/** Sends what was entered; what was refused stands at its field, and what was typed is kept. */
async function carryOut(view: RunView, draft: Draft, root: RefObject<HTMLElement | null>): Promise<void> {
  try {
    await sendAct(view, { type: 'go', typed: draft.typed, form: formOf(view, draft) });
  } catch (error) {
    say(error instanceof Error ? error.message : String(error), true);
    const wrong = refusalOf(error).fields.map(({ path, message }) => [path.split('.').at(-1) ?? '', message] as const);
    setDraft(view, { wrong: Object.fromEntries(wrong) });
    const [first] = wrong;
    if (first) focusOn(root, `[data-field="${CSS.escape(first[0])}"]`);
  }
}

/** The first field that is wanted and empty. */
function missingField(view: RunView): string | null {
  const { fields } = draftOf(view, lookOf(view.run.id));
  return view.face?.fields.find((field) => field.required && fieldValue(field, fields) === '')?.name ?? null;
}

/** Puts the cursor where something is to be typed: at once where it is there, so that no letter goes elsewhere. */
function focusOn(root: RefObject<HTMLElement | null>, selector: string): void {
  const there = root.current?.querySelector<HTMLElement>(selector);
  if (there) there.focus();
  else requestAnimationFrame(() => root.current?.querySelector<HTMLElement>(selector)?.focus());
}

/** Sends it; where the engine wants the target typed first, the field for it opens. */
async function retry(view: RunView, how: 'retry' | 'retry-failed', typed: string, root: RefObject<HTMLElement | null>) {
  try {
    await sendAct(view, { type: how, typed });
  } catch (error) {
    const wanted = refusalOf(error).fields.some(({ path }) => path.endsWith('typed'));
    if (wanted && typed === '') {
      setDraft(view, { retry: how });
      focusOn(root, '[data-typed]');
    } else say(error instanceof Error ? error.message : String(error), true);
  }
}

function move({ run }: RunView, by: number): void {
  const steps = shownSteps(run);
  const at = steps.findIndex(({ path }) => path === (lookOf(run.id).path ?? run.at));
  const to = steps[Math.min(steps.length - 1, Math.max(0, at + by))];
  if (to) setLook(run.id, { path: to.path === run.at ? null : to.path, sheet: 'step' });
}

/** The command that is read: of the step in front as it will run, of another as it ran. */
export function commandShown(view: RunView): string | null {
  const { path } = lookOf(view.run.id);
  const read = path === null ? frontOf(view) : stepAt(view.run, path);
  if (path === null && view.face && view.face.commands.length > 0) return view.face.commands[0]?.shown.line ?? null;
  return read?.attempts.at(-1)?.command?.line ?? null;
}

function copyCommand(view: RunView): void {
  const line = commandShown(view);
  if (line === null) return;
  const copied = copyText(line);
  say(
    copied ? 'The command is on the clipboard.' : 'The clipboard took nothing. Select the text with the pointer.',
    !copied,
  );
}

/** The same once more, from its beginning: what was entered then is asked for anew. */
function startAgain({ run }: RunView): void {
  openDialog({
    type: 'start-run',
    runbookId: run.runbookId,
    mode: run.mode,
    ...(run.problemId === null ? {} : { problemId: run.problemId }),
    ...(run.incidentId === null ? {} : { incidentId: run.incidentId }),
  });
}
