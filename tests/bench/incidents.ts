// Incidents: what their timelines cost the journal, how soon a page of a long one is there, and how soon the search answers
// over 100,000 entries.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { CheckId, HostId, IncidentId, ProblemId } from '../../electron/contract/model/ids.ts';
import { incidentFields } from '../../electron/contract/model/incident.ts';
import type { EntryDraft } from '../../electron/contract/model/journal.ts';
import { timelineFilter } from '../../electron/contract/model/timeline.ts';
import { createTimelineLinks } from '../../electron/engine/services/incidents/links.ts';
import { searchTimelines } from '../../electron/engine/services/incidents/search.ts';
import { createPages } from '../../electron/engine/services/incidents/timeline-pages.ts';
import type { IncidentRow } from '../../electron/engine/store/incidents.ts';
import { openStore, type Store } from '../../electron/engine/store/open.ts';
import { median } from './figures.ts';
import type { Row } from './table.ts';

const AT = Date.UTC(2026, 10, 20, 2);
const clock = { now: () => AT };
const ENTRIES = 100_000;
const LONG = 20_000;

async function withStore<T>(work: (store: Store, file: string) => T): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'watchfloor-bench-'));
  try {
    const store = await openStore(folder, { clock });
    try {
      return work(store, join(folder, 'watchfloor.db'));
    } finally {
      store.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function incident(n: number, problems: number): IncidentRow {
  return {
    ...incidentFields.parse({ title: `Site ${n} loses its uplink` }),
    id: `incident-${n}` as IncidentId,
    number: `INC-2026-${String(n).padStart(4, '0')}`,
    status: 'open',
    onHold: null,
    severity: 2,
    impact: 'high',
    urgency: 'medium',
    computedSeverity: 2,
    severityReason: '',
    openedAt: AT,
    openedBy: 'Ada',
    policy: '',
    roles: { lead: '', scribe: '', operator: '', liaison: '', next: '' },
    milestones: [{ kind: 'impact', at: AT, source: 'check', opening: 1 }],
    problems: Array.from({ length: problems }, (_, p) => ({
      problemId: `problem-${n}-${p}` as ProblemId,
      hostId: `host-${n}-${p}` as HostId,
      checkId: `check-${n}-${p}` as CheckId,
      host: `edge-ams-${n}-${p}`,
      check: 'http',
      alive: false,
      status: 'critical',
      openedAt: AT,
      closedAt: null,
    })),
    followUps: [],
    tickets: [],
    pauses: [],
    lastWordAt: AT,
    mergedInto: null,
    mergedFrom: [],
    splitFrom: null,
    importedFrom: null,
  };
}

/** `count` incidents of so many problems each, on disk and heard of; answers with what follows the journal. */
function openIncidents(store: Store, count: number, problems: number) {
  const links = createTimelineLinks({ clock, store, world: { hosts: new Map() } });
  store.journal.follow(links.entriesWritten);
  store.transaction(() => {
    for (let n = 1; n <= count; n += 1) {
      const row = incident(n, problems);
      store.incidents.add(row, 2026, n, null);
      links.incidentChanged(null, row);
    }
  });
}

const checkState = (hostId: string, checkId: string, text: string): EntryDraft => ({
  kind: 'check-state',
  occurredAt: AT,
  actor: { type: 'engine' },
  hostId: hostId as HostId,
  checkId: checkId as CheckId,
  text,
  data: { event: 'hard', status: 'critical', type: 'hard', attempt: 3, summary: 'HTTP 500' },
});

/** Entries a second, 300 a transaction. */
function rateOf(store: Store, entry: (n: number) => EntryDraft): number {
  const rounds = 20;
  const startedAt = performance.now();
  for (let n = 0; n < rounds; n += 1)
    store.transaction(() =>
      store.journal.append(
        Array.from({ length: 300 }, (_, one) => entry(n * 300 + one)),
        AT,
      ),
    );
  return (rounds * 300) / ((performance.now() - startedAt) / 1_000);
}

const aside = (): EntryDraft => checkState('host', 'check', 'web1 http critical, hard 3/3: HTTP 500');
const within = (n: number): EntryDraft =>
  checkState(`host-${(n % 500) + 1}-7`, `check-${(n % 500) + 1}-7`, 'edge-ams http critical, hard 3/3: HTTP 500');

async function rates() {
  const bare = await withStore((store) => rateOf(store, aside));
  const none = await withStore((store) => {
    openIncidents(store, 0, 0);
    return rateOf(store, aside);
  });
  const [standing, joining] = await withStore((store) => {
    openIncidents(store, 500, 100);
    return [rateOf(store, aside), rateOf(store, within)] as const;
  });
  return { bare, none, standing, joining };
}

function timesOf(rounds: number, work: () => unknown): number {
  const times: number[] = [];
  for (let n = 0; n < rounds; n += 1) {
    const startedAt = performance.now();
    work();
    times.push(performance.now() - startedAt);
  }
  return median(times);
}

/** Words that are in every entry, in some, in one; a name with dashes; half a word. */
const QUESTIONS = ['http', 'critical refused', 'edge-ams-17-3', 'w9x', 'h', 'connect to 10.0.3'];

/** 100,000 entries in 100 timelines, 20,000 of them in one. */
function fill(store: Store): void {
  openIncidents(store, 100, 1);
  const ofIncident = (n: number): number => (n < LONG ? 1 : (n % 99) + 2);
  for (let first = 0; first < ENTRIES; first += 1_000) {
    const drafts = Array.from({ length: 1_000 }, (_, one): EntryDraft => {
      const n = first + one;
      const host = `edge-ams-${n % 500}-${n % 7}`;
      const text = `${host} http critical, hard 3/3: connect to 10.0.${n % 255}.${n % 200}:443 refused, w${n.toString(36)}`;
      return { ...checkState('host', 'check', text), incidentId: `incident-${ofIncident(n)}` as IncidentId };
    });
    store.transaction(() => store.journal.append(drafts, AT));
  }
}

function searches(store: Store, file: string) {
  const slowest = (ask: (question: string) => unknown): number =>
    Math.max(...QUESTIONS.map((question) => timesOf(9, () => ask(question))));
  const measured = slowest((text) => searchTimelines(store, { text, limit: 50 }));
  const db = new Database(file, { readonly: true });
  try {
    const like = db.prepare<[string]>('SELECT seq FROM journal WHERE text LIKE ? ORDER BY seq DESC').pluck();
    const bare = db.prepare<[string]>(
      'SELECT rowid FROM timeline_search WHERE timeline_search MATCH ? ORDER BY rank LIMIT 50',
    );
    return {
      measured,
      like: slowest((text) => like.all(`%${text.split(' ')[0]}%`)),
      bare: slowest((text) =>
        bare.all(
          text
            .split(' ')
            .map((word) => `"${word}"*`)
            .join(' '),
        ),
      ),
    };
  } finally {
    db.close();
  }
}

function pages(store: Store) {
  const { page } = createPages(store);
  const of = (n: number, offset: number | null) => () =>
    page({ incidentId: `incident-${n}` as IncidentId, filter: timelineFilter.parse({}), offset, limit: 200 });
  return {
    long: Math.max(timesOf(9, of(1, null)), timesOf(9, of(1, 0)), timesOf(9, of(1, LONG / 2))),
    short: timesOf(9, of(2, null)),
    words: timesOf(9, () =>
      page({
        incidentId: 'incident-1' as IncidentId,
        filter: timelineFilter.parse({ text: 'refused http' }),
        offset: null,
        limit: 200,
      }),
    ),
  };
}

/** The rows of the bench about incidents. */
export async function measureIncidents(): Promise<Row[]> {
  const { bare, none, standing, joining } = await rates();
  const { search, page } = await withStore((store, file) => {
    fill(store);
    return { search: searches(store, file), page: pages(store) };
  });
  return [
    {
      what: 'Search in 100,000 entries, the slowest of six questions, ms',
      measured: search.measured,
      peer: { what: 'LIKE over the same text', value: search.like },
      floor: { what: 'the bare FTS5 index, all weighed', value: search.bare },
      below: 50,
    },
    {
      what: 'A page of 200 of a timeline of 20,000, the slowest of three places, ms',
      measured: page.long,
      floor: { what: 'of 800', value: page.short },
      below: 10,
    },
    { what: '  by words that are in each of them, ms', measured: page.words },
    {
      what: 'Journal with no incident, entries/s, 300 a transaction',
      measured: none,
      floor: { what: 'journal alone', value: bare },
    },
    {
      what: '  with 500 incidents of 100 problems, entries of none of them',
      measured: standing,
      floor: { what: 'journal alone', value: bare },
    },
    {
      what: '  entries that join one of them, searchable',
      measured: joining,
      floor: { what: 'journal alone', value: bare },
    },
  ];
}
