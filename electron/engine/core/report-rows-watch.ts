// Kinds of row sets about what was watched: availability, alerts, gaps, backups, capacity. Their words are part of the
// report: with them and the rows anybody can count the figures again.
import { rowsKind } from './report-kinds.ts';

const columnsOfTime = {
  availability: ['Availability', 'percent'],
  goodMs: ['Good', 'ms'],
  badMs: ['Bad', 'ms'],
  unreachableMs: ['Unreachable', 'ms'],
  maintenanceMs: ['Maintenance', 'ms'],
  pendingMs: ['Pending', 'ms'],
  unmonitoredMs: ['Not monitored', 'ms'],
  periodMs: ['Period', 'ms'],
} as const;

const ADD_UP =
  'periodMs = goodMs + badMs + unreachableMs + maintenanceMs + pendingMs + unmonitoredMs; availability = 100 × goodMs / (goodMs + badMs), empty where neither was measured.';

export const WATCH_ROWS = {
  basis: rowsKind({
    title: 'What the report was counted with',
    about:
      'One setting or fact a row, by `name`: value where it is a number, words where it is not. until: up to when there is anything to count, the end of the period or the making of the report, whatever is earlier (epoch ms). target: availability that is promised, percent. operators: how many shared the alarm load, empty where nobody is known. recordFrom: time of the first entry of the journal (epoch ms; empty: there is none). head: place of its last entry, with the hash of that. maintenance, unreachable: how such time was counted.',
    columns: { name: ['Name', 'text'], value: ['Value', 'number'], words: ['Words', 'text'] },
  }),
  'availability-hosts': rowsKind({
    title: 'Availability by host',
    about: `A host of the inventory as it is now, worst first: ascending availability, those without data last. ${ADD_UP} outages: rows of availability-outages of this host with begins = 1. outageMedianMs, outageMaxMs: nearest-rank median and maximum of the badMs of those that also have ended = 1. mtrsMs: their arithmetic mean, empty when there are fewer than 5. mtbfMs: goodMs / outages, empty without any. budgetUsedMs = badMs; budgetLeftMs = availability.budget − badMs.`,
    columns: {
      host: ['Host', 'text'],
      site: ['Site', 'text'],
      tags: ['Tags', 'text'],
      ...columnsOfTime,
      budgetLeftMs: ['Budget left', 'ms'],
      outages: ['Outages', 'count'],
      outageMedianMs: ['Median outage', 'ms'],
      outageMaxMs: ['Longest outage', 'ms'],
      mtrsMs: ['MTRS (mean, n ≥ 5)', 'ms'],
      mtbfMs: ['MTBF', 'ms'],
    },
  }),
  'availability-groups': rowsKind({
    title: 'Availability by site and tag',
    about: `A site or a tag: the columns of its hosts in availability-hosts added up. ${ADD_UP}`,
    columns: { by: ['By', 'text'], name: ['Name', 'text'], hosts: ['Hosts', 'count'], ...columnsOfTime },
  }),
  'availability-slots': rowsKind({
    title: 'Availability over time',
    about: `A day of the zone of the report (an hour where the period has at most two days, a week where it has more than 62): the time of all hosts in it, in the columns of availability-hosts, added up. ${ADD_UP}`,
    columns: { slot: ['Slot', 'text'], from: ['From', 'at'], to: ['To', 'at'], ...columnsOfTime },
  }),
  'availability-outages': rowsKind({
    title: 'Outages of hosts',
    about:
      'An outage of a host: bad time between which lies nothing but maintenance and time of which nothing is known (nobody watched, its check was off, it was unreachable), within the period. from: its first bad millisecond in the period; to: behind its last one. badMs: the bad time in it. begins: 1 where the host was not bad already when the period began. ended: 1 where its end was seen in the period.',
    columns: {
      host: ['Host', 'text'],
      from: ['From', 'at'],
      to: ['To', 'at'],
      badMs: ['Bad', 'ms'],
      begins: ['Began in the period', 'count'],
      ended: ['Ended in the period', 'count'],
    },
  }),
  alerts: rowsKind({
    title: 'Alerts',
    about:
      'Once that people were told of something that asks for attention: a problem, its change, the start of flapping; no all-clears. Half-open period. hours: business, sleep or off, by the hours of the settings in their zone; what lies in both business and sleep hours is business. night: the day (ISO, of that zone) on which the sleep hours began that it fell into, empty outside of them.',
    columns: {
      at: ['At', 'at'],
      subject: ['Subject', 'text'],
      told: ['Told', 'text'],
      severity: ['Severity', 'count'],
      hours: ['Hours', 'text'],
      night: ['Night of', 'text'],
    },
  }),
  'alarm-floods': rowsKind({
    title: 'Floods of alerts',
    about:
      'A flood, cut to the period: more than 10 alerts within 10 minutes begin it, fewer than 5 within the last 10 minutes end it (ISA-18.2). to: empty while it lasts. alerts: those in it and those that led up to it, also from before the period. watchedMs: its time without what nobody watched.',
    columns: {
      from: ['From', 'at'],
      to: ['To', 'at'],
      alerts: ['Alerts', 'count'],
      watchedMs: ['Watched time', 'ms'],
    },
  }),
  'alarm-sources': rowsKind({
    title: 'Sources of alerts',
    about: 'The rows of alerts counted by subject, most first, then by subject. share: of all rows of alerts.',
    columns: { subject: ['Source', 'text'], alerts: ['Alerts', 'count'], share: ['Share', 'percent'] },
  }),
  'alarm-priorities': rowsKind({
    title: 'Alerts by severity',
    about: 'The rows of alerts counted by severity. share: of all rows of alerts.',
    columns: { severity: ['Severity', 'count'], alerts: ['Alerts', 'count'], share: ['Share', 'percent'] },
  }),
  'interruption-nights': rowsKind({
    title: 'Nights',
    about:
      'The sleep hours of the settings that began on a day of their zone and touch the part of the period that is over, cut to it. watchedMs: their time without the watch-gaps and without what lies before recordFrom of basis. alerts: rows of alerts with this night.',
    columns: {
      night: ['Night of', 'text'],
      from: ['From', 'at'],
      to: ['To', 'at'],
      watchedMs: ['Watched', 'ms'],
      alerts: ['Alerts', 'count'],
    },
  }),
  'watch-gaps': rowsKind({
    title: 'When nobody watched',
    about:
      'A stretch in which nothing was measured, cut to [from, until): why, and when. Where no engine runs, also the time since its last sign of life. They may overlap. Reasons: engine-down, asleep, isolated (the monitor was cut off), overloaded.',
    columns: { reason: ['Reason', 'text'], from: ['From', 'at'], to: ['To', 'at'], ms: ['Length', 'ms'] },
  }),
  'clock-jumps': rowsKind({
    title: 'Clock jumps',
    about: 'Once that the wall clock of the monitor was set back, from the journal; byMs is negative.',
    columns: { at: ['At', 'at'], byMs: ['By', 'ms'], text: ['Record', 'text'] },
  }),
  'section-coverage': rowsKind({
    title: 'Measured time',
    about:
      'A day of the zone of the report (an hour where the period has at most two days, a week where it has more than 62), cut to [from, until). watchedMs: its time without the watch-gaps and without what lies before recordFrom of basis.',
    columns: {
      slot: ['Slot', 'text'],
      from: ['From', 'at'],
      to: ['To', 'at'],
      periodMs: ['Length', 'ms'],
      watchedMs: ['Watched', 'ms'],
    },
  }),
  'backup-days': rowsKind({
    title: 'Backup checks by day',
    about:
      'A check of kind backup on one day of the zone of the report that was over by `until` of basis. at: the last millisecond of that day. state: its hard state then, by the state log; not-monitored where nobody watched then, pending where nothing was known yet, maintenance inside a window. seen: 1 for ok, warning, critical and unknown. good: 1 for ok alone.',
    columns: {
      day: ['Day', 'text'],
      at: ['Judged', 'at'],
      host: ['Host', 'text'],
      check: ['Check', 'text'],
      state: ['State', 'text'],
      seen: ['Seen', 'count'],
      good: ['Good', 'count'],
    },
  }),
  'backup-checks': rowsKind({
    title: 'Backup checks',
    about:
      'The rows of backup-days added up by host and check, worst first. share = 100 × good / seen, empty where nothing was seen.',
    columns: {
      host: ['Host', 'text'],
      check: ['Check', 'text'],
      seen: ['Days seen', 'count'],
      good: ['Days good', 'count'],
      share: ['Good', 'percent'],
    },
  }),
  'own-backups': rowsKind({
    title: 'Copies of the data of the monitor',
    about:
      'A verified copy of the database of the monitor that lies in its folder now and was made before `until` of basis. Older ones are removed as newer ones come.',
    columns: { at: ['Made', 'at'], file: ['File', 'text'], bytes: ['Bytes', 'number'] },
  }),
  forecasts: rowsKind({
    title: 'Capacity',
    about:
      'What fills up, as it was at asOf, soonest first: a robust line through its hour figures. fullAt: when the line crosses the limit, empty: not within a year; earliestAt, latestAt: the same with the steepest and the flattest slope of the 95 % (latestAt empty: not within a year). leftDays = (fullAt − asOf) / 86,400,000 ms. trust: firm, or rough where too little was measured or the slope may as well be none.',
    columns: {
      host: ['Host', 'text'],
      what: ['What', 'text'],
      check: ['Check', 'text'],
      leftDays: ['Days left', 'number'],
      fullAt: ['Full', 'at'],
      earliestAt: ['Earliest', 'at'],
      latestAt: ['Latest', 'at'],
      trust: ['Trust', 'text'],
      value: ['Value', 'number'],
      limit: ['Limit', 'number'],
      unit: ['Unit', 'text'],
      perDay: ['A day', 'number'],
      perDayLow: ['A day, low', 'number'],
      perDayHigh: ['A day, high', 'number'],
      hours: ['Hours measured', 'count'],
      asOf: ['As of', 'at'],
    },
  }),
} as const;
