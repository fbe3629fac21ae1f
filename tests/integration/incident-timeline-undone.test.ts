// What a failed transaction would have opened has no timeline: nothing joins it, on disk or in memory.
import { expect, test } from 'vitest';
import type { IncidentId, ProblemId } from '../../electron/contract/model/ids.ts';
import { incidentFields } from '../../electron/contract/model/incident.ts';
import { createTimelineLinks } from '../../electron/engine/services/incidents/links.ts';
import type { IncidentRow } from '../../electron/engine/store/incidents.ts';
import { check, entry, host, NIGHT, newFolder, open } from './store-makers.ts';

const web = host('web1');
const http = check('http', web);
const row: IncidentRow = {
  ...incidentFields.parse({ title: 'The shop is down' }),
  id: 'incident-1' as IncidentId,
  number: 'INC-2026-0001',
  status: 'open',
  onHold: null,
  severity: 2,
  impact: 'high',
  urgency: 'medium',
  computedSeverity: 2,
  severityReason: '',
  openedAt: NIGHT,
  openedBy: 'Ada',
  policy: '',
  roles: { lead: '', scribe: '', operator: '', liaison: '', next: '' },
  milestones: [{ kind: 'impact', at: NIGHT, source: 'Ada', opening: 1 }],
  problems: [
    {
      problemId: 'p1' as ProblemId,
      hostId: web.id,
      checkId: http.id,
      host: 'web1',
      check: 'http',
      alive: false,
      status: 'critical',
      openedAt: NIGHT,
      closedAt: null,
    },
  ],
  followUps: [],
  tickets: [],
  pauses: [],
  lastWordAt: NIGHT,
  mergedInto: null,
  mergedFrom: [],
  splitFrom: null,
  importedFrom: null,
};

test('an incident whose transaction failed gets no entries; one that was written afterwards gets its own', async () => {
  const store = await open(newFolder());
  const links = createTimelineLinks({ clock: { now: () => NIGHT }, store, world: { hosts: new Map() } });
  store.journal.follow(links.entriesWritten);
  const write = (fails: boolean): void =>
    links.within(() =>
      store.transaction(() => {
        store.incidents.add(row, 2026, 1, null);
        links.incidentChanged(null, row);
        if (fails) throw new Error('the disk is full');
      }),
    );
  const happen = (): number =>
    store.journal.append([entry('web1 http critical', { hostId: web.id, checkId: http.id })], NIGHT)[0]?.seq ?? 0;
  expect(() => write(true)).toThrow('the disk is full');
  const before = happen();
  expect(store.incidentEntries.isLinked(before)).toBe(false);
  write(false);
  // Opened late, it has learned of what came before.
  expect(store.incidentEntries.isLinked(before)).toBe(true);
  expect(store.incidentEntries.isLinked(happen())).toBe(true);
  const found = store.incidentSearch.find('"web1"', 10).filter(({ type }) => type === 'entry');
  expect(found).toHaveLength(2);
});
