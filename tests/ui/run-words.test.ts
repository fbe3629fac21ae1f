// What is decided about a run without a page: lines of output, the one next thing, what a signature is bound to, how an
// entry about a step is taken apart.
import { describe, expect, it } from 'vitest';
import { hitsIn } from '../../renderer/features/run/output/full-output.tsx';
import { createLiveOutput, plainLine } from '../../renderer/features/run/output/live-output.ts';
import { boundCommands } from '../../renderer/features/run/reason-fields.tsx';
import { nextThing } from '../../renderer/features/run/run-facts.ts';
import { draftOf, formOf, type RunLook } from '../../renderer/features/run/run-look.ts';
import { stepWords } from '../../renderer/store/entry-status.ts';
import { shortSha, took } from '../../renderer/store/run-words.ts';
import { waitsFor } from '../../renderer/store/runs.ts';
import { madeUpRun, openRun } from '../support/scripted-run.ts';
import { actOn } from '../support/scripted-run-acts.ts';
import { viewOf } from '../support/scripted-run-state.ts';
import { madeUpEntry } from '../support/worlds-incidents.ts';
import { PATCH_BOOK, SWITCH_BOOK } from '../support/worlds-runbooks-made.ts';
import { RUN_IDS } from '../support/worlds-runs.ts';

const ME = 'M. Okafor';
const opened = (book = SWITCH_BOOK) => openRun(madeUpRun(book, { id: RUN_IDS.night, startedAt: 0 }), book);
const NO_LOOK: RunLook = {
  path: null,
  sheet: 'step',
  item: 0,
  draft: { of: '', typed: '', retry: null, option: null, wrong: {}, fields: {}, message: null },
};

describe('output as it comes', () => {
  const printed = (...pieces: readonly string[]) => {
    const output = createLiveOutput((tell) => tell());
    for (const [at, text] of pieces.entries()) output.push({ attemptId: 'a', target: 'h', stream: 'stdout', at, text });
    return output.of('a').lines;
  };

  it('makes one line of what came in two pieces, dated from the first', () => {
    expect(printed('shut', 'down done\nst', 'art').map(({ text, at }) => [text, at])).toEqual([
      ['shutdown done', 0],
      ['start', 1],
    ]);
  });

  it('keeps standard error apart, also in the middle of a line', () => {
    const output = createLiveOutput((tell) => tell());
    const piece = { attemptId: 'a', target: 'h', at: 1 };
    output.push({ ...piece, stream: 'stdout', text: 'half ' });
    output.push({ ...piece, stream: 'stderr', text: 'warning\n' });
    output.push({ ...piece, stream: 'stdout', text: 'whole\n' });
    expect(output.of('a').lines.map(({ stream, text }) => [stream, text])).toEqual([
      ['stdout', 'half whole'],
      ['stderr', 'warning'],
    ]);
  });

  it('shows no colours, no bells, nothing that moves a cursor, and of a progress line its last state', () => {
    expect(plainLine('\x1b[1;31mdown\x1b[0m\x07')).toBe('down');
    expect(plainLine('\x1b]0;title\x07port\x1b[2K')).toBe('port');
    expect(plainLine('10 %\r50 %\r100 %')).toBe('100 %');
    expect(plainLine('as on Windows\r')).toBe('as on Windows');
  });

  it('lets the oldest of very many lines go, says how many, and numbers the rest as they came', () => {
    const output = createLiveOutput((tell) => tell());
    const text = Array.from({ length: 25_000 }, (_, at) => `line ${at + 1}\n`).join('');
    output.push({ attemptId: 'a', target: 'h', stream: 'stdout', at: 0, text });
    const { lines, dropped } = output.of('a');
    expect(lines.length + dropped).toBe(25_000);
    expect(lines.length).toBeLessThanOrEqual(20_000);
    expect(lines.at(-1)).toMatchObject({ n: 25_000, text: 'line 25000' });
    expect(lines[0]?.n).toBe(dropped + 1);
  });

  it('is searched whatever the case', () => {
    expect(hitsIn(['Ethernet48 UP', 'nothing', 'ethernet49 down'], 'ETHERNET')).toEqual([0, 2]);
    expect(hitsIn(['a'], '')).toEqual([]);
  });
});

describe('the one next thing', () => {
  it('is to check, then to answer, and to answer only when an answer is picked', () => {
    const state = opened();
    expect(nextThing(viewOf(state, ME), NO_LOOK.draft)).toMatchObject({ label: 'Check now', how: 'go', off: null });
    state.run = { ...state.run, at: 'what' };
    const view = viewOf(state, ME);
    expect(nextThing(view, NO_LOOK.draft)?.off).toContain('Pick an answer');
    expect(nextThing(view, { ...draftOf(view, NO_LOOK), option: 1 })).toMatchObject({
      label: 'Answer: No light on the optic',
      off: null,
    });
  });

  it('is to type the name of the host, and to run only when it is the same', () => {
    const state = opened();
    state.run = { ...state.run, at: 'port' };
    const view = viewOf(state, ME);
    const draft = draftOf(view, NO_LOOK);
    expect(nextThing(view, { ...draft, typed: 'ams1-core-sw0' })).toMatchObject({ how: 'type' });
    expect(nextThing(view, { ...draft, typed: 'ams1-core-sw01' })).toMatchObject({
      how: 'go',
      label: 'Run on ams1-core-sw01',
    });
  });

  it('names what is missing of a checklist', () => {
    const state = opened();
    state.run = { ...state.run, at: 'optics' };
    expect(nextThing(viewOf(state, ME), NO_LOOK.draft)?.off).toBe('3 required items are not ticked.');
    actOn(state, { type: 'tick', item: 0, done: true }, 1);
    actOn(state, { type: 'tick', item: 1, done: true }, 1);
    expect(nextThing(viewOf(state, ME), NO_LOOK.draft)?.off).toBe('1 required item is not ticked.');
  });

  it('is nothing for whoever only watches, and nothing after a failure: a person has to choose', () => {
    const state = opened();
    expect(nextThing(viewOf(state, 'A. Brandt'), NO_LOOK.draft)).toBeNull();
    state.run = { ...state.run, phase: 'failed' };
    expect(nextThing(viewOf(state, ME), NO_LOOK.draft)).toBeNull();
  });

  it('in an instruction is to say that it was done elsewhere', () => {
    const state = opened();
    state.run = { ...state.run, at: 'port', mode: 'instruct' };
    expect(nextThing(viewOf(state, ME), NO_LOOK.draft)).toMatchObject({ how: 'mark-done' });
  });
});

describe('what is sent with a step', () => {
  it('gives fields their types, leaves defaults to the engine, and sends what was emptied as it is', () => {
    const view = viewOf(opened(PATCH_BOOK), ME);
    const draft = { ...draftOf(view, NO_LOOK), fields: { release: '2026.12', canary: 'ams1-web-01', days: '14' } };
    expect(formOf(view, draft)).toEqual({ release: '2026.12', days: 14, canary: 'ams1-web-01', drain: true });
    expect(formOf(view, { ...draft, fields: { days: '' } })).toMatchObject({ days: '' });
    expect(formOf(view, { ...draft, fields: { days: 'a week' } })).toMatchObject({ days: 'a week' });
  });

  it('forgets what was typed for another step', () => {
    const view = viewOf(opened(), ME);
    const look = { ...NO_LOOK, draft: { ...NO_LOOK.draft, of: 'port 1 0', typed: 'ams1-core-sw01' } };
    expect(draftOf(view, look).typed).toBe('');
  });
});

describe('words', () => {
  it('a signature shows each command once with all the hosts it is bound for', () => {
    const shown = { line: 'sudo patch-host', script: '' };
    const binds = {
      commands: [{ shown }, { shown }],
      targets: [{ name: 'web-01' }, { name: 'web-02' }],
    };
    expect(boundCommands(binds)).toEqual([{ what: 'sudo patch-host', where: 'web-01, web-02' }]);
    expect(boundCommands({ hash: 'x' })).toEqual([]);
  });

  it('an entry about a step is taken apart into place, title and what became of it', () => {
    const entry = madeUpEntry({
      seq: 1,
      occurredAt: 0,
      kind: 'step',
      text: 'Step 3 of 9, What does the core side say?: exit 0 in 1.84 s on ams1-core-sw01',
      data: { event: 'ended', end: 'ok' },
    });
    expect(stepWords(entry)).toEqual({
      n: 3,
      of: 9,
      title: 'What does the core side say?',
      said: 'exit 0 in 1.84 s on ams1-core-sw01',
      mark: 'ok',
    });
    expect(stepWords({ ...entry, kind: 'note' })).toBeNull();
    expect(stepWords({ ...entry, data: { event: 'interrupted' } })?.mark).toBe('interrupted');
    expect(stepWords({ ...entry, data: { event: 'began' } })?.mark).toBeNull();
  });

  it('a run waits for whoever holds the pen; a signature for anybody else; a dry run for nobody', () => {
    const { run } = opened();
    expect(waitsFor(run, ME)).toBe(true);
    expect(waitsFor(run, 'A. Brandt')).toBe(false);
    expect(waitsFor({ ...run, phase: 'approval' }, 'A. Brandt')).toBe(true);
    expect(waitsFor({ ...run, mode: 'dry' }, ME)).toBe(false);
    expect(waitsFor({ ...run, phase: 'running' }, ME)).toBe(false);
  });

  it('times and hashes are short and keep what tells them apart', () => {
    expect([took(1_840), took(12_000), took(174_000)].map((text) => text.replaceAll('\u00a0', ' '))).toEqual([
      '1.84 s',
      '12.0 s',
      '2 min 54 s',
    ]);
    expect(shortSha(`1b7e${'0'.repeat(56)}90aa`)).toBe('1b7e…90aa');
  });
});
