// The timeline a window knows: pages that are asked for as they come into view, and read again when the record changes.
import { describe, expect, it } from 'vitest';
import type { TimelineEntry, TimelinePage } from '../../electron/contract/model/timeline.ts';
import {
  byWords,
  isLate,
  lateWords,
  recordedWords,
  sentenceOf,
  severityChange,
} from '../../renderer/features/incident/timeline/entry-words.ts';
import { createTimelineFeed, type TimelineFeed } from '../../renderer/features/incident/timeline/timeline-feed.ts';
import { statusOf } from '../../renderer/store/entry-status.ts';
import { madeUpEntry } from '../support/worlds-incidents.ts';

const START = Date.UTC(2026, 10, 20, 2, 31, 8);

/** An engine with `count` entries a minute apart, which answers when it is told to. */
function desk(count: number) {
  const all: TimelineEntry[] = Array.from({ length: count }, (_, at) =>
    madeUpEntry({ seq: at + 1, occurredAt: START + at * 60_000 }),
  );
  const asked: (number | null)[] = [];
  const waiting: (() => void)[] = [];
  let isHeld = false;
  const page = async (offset: number | null, limit: number): Promise<TimelinePage> => {
    asked.push(offset);
    if (isHeld) await new Promise<void>((resolve) => waiting.push(resolve));
    const from = offset ?? Math.max(0, all.length - limit);
    const head = { seq: all.length, hash: 'f'.repeat(64) };
    return { total: all.length, offset: from, entries: all.slice(from, from + limit), head };
  };
  return {
    all,
    asked,
    page,
    hold: () => {
      isHeld = true;
    },
    answer: () => {
      isHeld = false;
      for (const go of waiting.splice(0)) go();
    },
    write(occurredAt: number): void {
      all.push(madeUpEntry({ seq: all.length + 1, occurredAt }));
      all.sort((a, b) => a.occurredAt - b.occurredAt || a.seq - b.seq);
    },
  };
}

const settled = async (feed: TimelineFeed, is: () => boolean): Promise<void> => {
  if (is()) return;
  await new Promise<void>((resolve) => {
    const stop = feed.subscribe(() => {
      if (!is()) return;
      stop();
      resolve();
    });
  });
};

describe('twenty thousand entries', () => {
  it('cost one page to open, and one more where somebody looks', async () => {
    const engine = desk(20_000);
    const feed = createTimelineFeed(engine.page);
    await settled(feed, () => feed.view().state === 'ready');
    feed.show(19_980, 19_999, true);
    expect(engine.asked).toEqual([null]);
    expect(feed.view().total).toBe(20_000);
    feed.show(5_000, 5_020, false);
    await settled(feed, () => feed.view().entries.has(5_000));
    expect(engine.asked).toEqual([null, 5_000]);
    expect(feed.view().entries.size).toBe(400);
    feed.show(5_010, 5_030, false);
    expect(engine.asked).toHaveLength(2);
    feed.close();
  });

  it('find one by its number, newest first, without keeping what they went through', async () => {
    const engine = desk(20_000);
    const feed = createTimelineFeed(engine.page);
    await settled(feed, () => feed.view().state === 'ready');
    expect(await feed.find(19_001)).toBe(19_000);
    expect(await feed.find(99_999)).toBeNull();
    expect(feed.view().entries.size).toBe(200);
    feed.close();
  });
});

describe('while the record grows', () => {
  it('a reader further up is told how many came below; a late entry further up is not counted', async () => {
    const engine = desk(1_000);
    const feed = createTimelineFeed(engine.page);
    await settled(feed, () => feed.view().state === 'ready');
    feed.show(400, 420, false);
    await settled(feed, () => feed.view().entries.has(400));
    engine.write(START + 5_000 * 60_000);
    engine.write(START + 5_001 * 60_000);
    engine.write(START + 10 * 60_000 + 1);
    feed.changed();
    await settled(feed, () => feed.view().total === 1_003);
    expect(feed.view().below).toBe(2);
    // What was at 400 moved on by the late one, and is known at its new place.
    expect(feed.view().entries.get(401)?.seq).toBe(401);
    feed.show(980, 1_002, true);
    expect(feed.view().below).toBe(0);
    feed.close();
  });

  it('a change while pages are read is read after them, and none of the old answers counts as sure', async () => {
    const engine = desk(300);
    const feed = createTimelineFeed(engine.page);
    await settled(feed, () => feed.view().state === 'ready');
    feed.show(0, 20, false);
    await settled(feed, () => feed.view().entries.has(0));
    engine.hold();
    feed.changed();
    engine.write(START + 1);
    feed.changed();
    engine.answer();
    await settled(feed, () => feed.view().entries.get(1)?.seq === 301);
    expect(feed.view().total).toBe(301);
    feed.close();
  });

  it('a new line to the engine does not wait for what the old one never answered', async () => {
    const engine = desk(50);
    engine.hold();
    const feed = createTimelineFeed(engine.page);
    expect(feed.view().state).toBe('loading');
    engine.answer();
    engine.hold();
    feed.reconnected();
    engine.answer();
    await settled(feed, () => feed.view().state === 'ready');
    expect(feed.view().total).toBe(50);
    feed.close();
  });

  it('a failure says why and keeps what was shown', async () => {
    const engine = desk(50);
    let broken = false;
    const feed = createTimelineFeed((offset, limit) =>
      broken ? Promise.reject(new Error('The disk is full.')) : engine.page(offset, limit),
    );
    await settled(feed, () => feed.view().state === 'ready');
    broken = true;
    feed.changed();
    await settled(feed, () => feed.view().reason !== null);
    expect(feed.view()).toMatchObject({ state: 'ready', reason: 'The disk is full.', total: 50 });
    broken = false;
    feed.changed();
    await settled(feed, () => feed.view().reason === null);
    feed.close();
  });
});

describe('a row says', () => {
  const entry = (part: Partial<TimelineEntry>) => madeUpEntry({ seq: 7, occurredAt: START, ...part });

  it('how much later it was written down, and the clock when that is more than a minute', () => {
    expect(recordedWords(entry({ recordedAt: START + 240 }))).toBe('+0.2\u00a0s');
    expect(recordedWords(entry({ recordedAt: START + 12_000 }))).toBe('+12\u00a0s');
    expect(isLate(entry({ recordedAt: START + 60_000 }))).toBe(false);
    const late = entry({ recordedAt: START + 222_000 });
    expect([isLate(late), recordedWords(late), lateWords(late)]).toEqual([
      true,
      '02:34:50',
      '3\u00a0min 42\u00a0s late',
    ]);
    expect(recordedWords(entry({ recordedAt: START + 86_400_000 }))).toBe('21 Nov\u00a002:31');
  });

  it('its words once: no sentence beside a note, no name that stands in another column', () => {
    const ada = { actor: { type: 'operator', name: 'Ada' } } as const;
    expect(sentenceOf(entry({ ...ada, kind: 'note', text: 'Note by Ada', body: 'x' }))).toBe('');
    expect(sentenceOf(entry({ ...ada, kind: 'correction', text: 'Correction of entry 3 by Ada', body: 'x' }))).toBe(
      'Correction of entry 3:',
    );
    expect(sentenceOf(entry({ kind: 'sla', text: 'Resolve at risk' }))).toBe('Resolve at risk');
    const file = { sha256: 'a', bytes: 3, name: 'a.jpg', type: 'application/octet-stream' };
    const lying = 'a.jpg (3 B) attached by Ada. Careful: a program (ELF), not what its name says';
    expect(sentenceOf(entry({ ...ada, kind: 'attachment', text: lying, attachment: file }))).toContain(
      'Careful: a program',
    );
    expect(byWords(entry({ actor: { type: 'import', name: 'Ada' } }))).toBe('Ada, import');
    const there = { seq: 7, recordedAt: START + 200, actor: { type: 'operator', name: 'B. Engel' } };
    const brought = entry({
      actor: { type: 'import', name: 'Ada' },
      recordedAt: START + 9_000_000,
      data: { imported: there },
    });
    expect([byWords(brought), recordedWords(brought), isLate(brought)]).toEqual([
      'B. Engel, import',
      '+0.2\u00a0s',
      false,
    ]);
  });

  it('from which severity to which, and the status it tells of', () => {
    const data = { from: 2, to: 1, impact: 'high', urgency: 'high', reason: '' };
    expect(severityChange(entry({ kind: 'severity', data }))).toEqual({
      from: 2,
      to: 1,
      why: 'impact high, urgency high',
    });
    expect(severityChange(entry({ kind: 'severity', data: { ...data, to: 2 } }))).toBeNull();
    expect(statusOf(entry({ kind: 'alert', text: 'web1 down: 3 of 3 packets lost', data: { told: 'problem' } }))).toBe(
      'down',
    );
    expect(statusOf(entry({ kind: 'alert', text: 'web1 down no more', data: { told: 'recovery' } }))).toBe('ok');
    expect(statusOf(entry({ kind: 'note', text: 'it is down' }))).toBeNull();
  });
});
