// Kinds of row sets about what people did: incidents, reactions, promises, changes, runs, hand-overs.
import { rowsKind } from './report-kinds.ts';

const spreadColumns = {
  n: ['n', 'count'],
  medianMs: ['Median', 'ms'],
  p90Ms: ['90th percentile', 'ms'],
  maxMs: ['Maximum', 'ms'],
  meanMs: ['Mean (n ≥ 5)', 'ms'],
} as const;

const SPREAD =
  'Percentiles by the nearest rank: of n values in order the one at place ceil(share × n). meanMs: their arithmetic mean, empty when n < 5.';

export const WORK_ROWS = {
  incidents: rowsKind({
    title: 'Incidents',
    about:
      'An incident that was opened before `until` of basis and had not ended (closed or cancelled) before the period, as it was known when the report was made. Times are those of its milestones: detectedAt the first one, else openedAt; acknowledgedAt the first explicit one; resolvedAt, endedAt and ended of its last opening that began before `until`, resolvedAt being when it was closed where that step was skipped. ended: closed, cancelled, merged (it went into another one) or empty; of one that was opened again later, closed. open: 1 where it was neither resolved nor ended at `until`; ageMs = until − openedAt of those.',
    columns: {
      number: ['Number', 'text'],
      title: ['Title', 'text'],
      severity: ['Severity', 'count'],
      status: ['Status', 'text'],
      lead: ['Lead', 'text'],
      openedAt: ['Opened', 'at'],
      detectedAt: ['Detected', 'at'],
      acknowledgedAt: ['Acknowledged', 'at'],
      resolvedAt: ['Resolved', 'at'],
      endedAt: ['Ended', 'at'],
      ended: ['Ended as', 'text'],
      open: ['Open at the end', 'count'],
      ageMs: ['Age at the end', 'ms'],
    },
  }),
  'incidents-by-severity': rowsKind({
    title: 'Incidents by severity',
    about:
      'The rows of incidents by severity, counted as in the figures incidents.opened, .resolved, .closed and .open.',
    columns: {
      severity: ['Severity', 'count'],
      opened: ['Opened', 'count'],
      resolved: ['Resolved', 'count'],
      closed: ['Closed', 'count'],
      open: ['Open at the end', 'count'],
    },
  }),
  'incident-ages': rowsKind({
    title: 'Age of open incidents',
    about:
      'Rows of incidents with open = 1 (none that ended as cancelled or merged) by ageMs: fromMs ≤ ageMs < toMs; toMs empty: no end.',
    columns: {
      age: ['Age', 'text'],
      fromMs: ['From', 'ms'],
      toMs: ['To', 'ms'],
      sev1: ['SEV1', 'count'],
      sev2: ['SEV2', 'count'],
      sev3: ['SEV3', 'count'],
      sev4: ['SEV4', 'count'],
      incidents: ['Incidents', 'count'],
    },
  }),
  reactions: rowsKind({
    title: 'Problems that people were told of',
    about:
      'A problem of which people were told for the first time in the period, as it was known when the report was made. detectedAt: the first bad result, empty where its check was removed. toldAt: the first alert that asks for something. acknowledgedAt: the first explicit acknowledgement from toldAt on, by a person, of the problem or of an incident that has it (there also by moving it on); empty: nobody did. toAcknowledgeMs = acknowledgedAt − detectedAt; toReactMs = acknowledgedAt − toldAt.',
    columns: {
      subject: ['Problem', 'text'],
      severity: ['Severity', 'count'],
      detectedAt: ['Detected', 'at'],
      toldAt: ['Told', 'at'],
      acknowledgedAt: ['Acknowledged', 'at'],
      by: ['By', 'text'],
      endedAt: ['Ended', 'at'],
      toAcknowledgeMs: ['To acknowledge', 'ms'],
      toReactMs: ['To react', 'ms'],
    },
  }),
  'problems-ended': rowsKind({
    title: 'Problems that ended',
    about:
      'A problem that ended in the period, whether people were told of it or not. detectedAt: the first bad result. toResolveMs = endedAt − detectedAt, at least 0.',
    columns: {
      subject: ['Problem', 'text'],
      severity: ['Severity', 'count'],
      detectedAt: ['Detected', 'at'],
      endedAt: ['Ended', 'at'],
      toResolveMs: ['To resolve', 'ms'],
    },
  }),
  'response-by-severity': rowsKind({
    title: 'Response by severity',
    about: `of: problems or incidents; what: acknowledge or resolve: the same durations as in the figures response.<of>.<what>, by severity. unanswered: those counted by response.<of>.unacknowledged (of resolve: empty), in no other column. What was acknowledged, but of which it is not known any more when it was detected, is in none. ${SPREAD}`,
    columns: {
      of: ['Of', 'text'],
      what: ['Time to', 'text'],
      severity: ['Severity', 'count'],
      ...spreadColumns,
      unanswered: ['Not yet', 'count'],
    },
  }),
  'sla-clocks': rowsKind({
    title: 'Promises',
    about:
      'A clock of an incident (acknowledge or resolve) that ended in the period, or was missed in it and still runs. None of false alarms, of incidents that went into another one, and where nothing was promised. elapsedMs: counted time (pauses and hours outside of the promise left out), until endedAt or until the report was made. state: kept or missed. overMs = elapsedMs − targetMs of a missed one.',
    columns: {
      number: ['Incident', 'text'],
      title: ['Title', 'text'],
      severity: ['Severity', 'count'],
      clock: ['Clock', 'text'],
      targetMs: ['Promised', 'ms'],
      elapsedMs: ['Taken', 'ms'],
      dueAt: ['Due', 'at'],
      endedAt: ['Done', 'at'],
      state: ['State', 'text'],
      overMs: ['Late by', 'ms'],
    },
  }),
  'sla-by-severity': rowsKind({
    title: 'Promises kept by severity',
    about:
      'The rows of sla-clocks with an endedAt, by clock and severity. of: all of them; kept: state = kept; share = 100 × kept / of, empty where of = 0. running: rows without an endedAt, in no other column.',
    columns: {
      clock: ['Clock', 'text'],
      severity: ['Severity', 'count'],
      kept: ['Kept', 'count'],
      of: ['Of', 'count'],
      share: ['Kept', 'percent'],
      running: ['Missed and still running', 'count'],
    },
  }),
  'sla-breaches': rowsKind({
    title: 'Promises that were missed',
    about: 'The rows of sla-clocks with state = missed, latest by most first.',
    columns: {
      number: ['Incident', 'text'],
      title: ['Title', 'text'],
      severity: ['Severity', 'count'],
      clock: ['Clock', 'text'],
      targetMs: ['Promised', 'ms'],
      elapsedMs: ['Taken', 'ms'],
      overMs: ['Late by', 'ms'],
      endedAt: ['Done', 'at'],
    },
  }),
  windows: rowsKind({
    title: 'Maintenance windows',
    about:
      'An occurrence of a maintenance window that touches [from, until). course: took place (it is over or under way), called off, not begun (a flexible one that no problem began, or planned for later). late: 1 where it was entered after it had begun. early: 1 where it was ended before its planned end.',
    columns: {
      name: ['Window', 'text'],
      change: ['Change', 'text'],
      from: ['From', 'at'],
      to: ['To', 'at'],
      course: ['Course', 'text'],
      late: ['Declared late', 'count'],
      early: ['Ended early', 'count'],
      by: ['By', 'text'],
    },
  }),
  runs: rowsKind({
    title: 'Runs of runbooks',
    about:
      'A run that was started in the period, dry ones left out, as it was known when the report was made. outcome: green, skips, unverified, failed, aborted, rolled-back; empty while it goes on. tookMs = endedAt − startedAt. interrupted: 1 where a step was once left without a known end. change: the reference it was tied to, or that of its window.',
    columns: {
      id: ['Run', 'text'],
      runbook: ['Runbook', 'text'],
      title: ['Title', 'text'],
      mode: ['Mode', 'text'],
      startedAt: ['Started', 'at'],
      startedBy: ['By', 'text'],
      endedAt: ['Ended', 'at'],
      outcome: ['Outcome', 'text'],
      tookMs: ['Took', 'ms'],
      change: ['Change', 'text'],
      skips: ['Skipped steps', 'count'],
      interrupted: ['Interrupted', 'count'],
    },
  }),
  'run-skips': rowsKind({
    title: 'Skipped steps',
    about: 'A step that was skipped in one of the rows of runs, with the reason that was given.',
    columns: {
      run: ['Run', 'text'],
      runbook: ['Runbook', 'text'],
      step: ['Step', 'text'],
      at: ['At', 'at'],
      by: ['By', 'text'],
      reason: ['Reason', 'text'],
    },
  }),
  runbooks: rowsKind({
    title: 'Runbooks used',
    about:
      'The rows of runs by runbook, most used first, then by runbook. Each outcome is counted in a column; running: outcome empty. title: of the last of them. medianMs: nearest-rank median of tookMs of those that ended.',
    columns: {
      runbook: ['Runbook', 'text'],
      title: ['Title', 'text'],
      runs: ['Runs', 'count'],
      green: ['Green', 'count'],
      skips: ['With skips', 'count'],
      unverified: ['Unverified', 'count'],
      failed: ['Failed', 'count'],
      aborted: ['Aborted', 'count'],
      rolledBack: ['Rolled back', 'count'],
      running: ['Going on', 'count'],
      medianMs: ['Median', 'ms'],
    },
  }),
  'runbook-reviews': rowsKind({
    title: 'Reviews of runbooks',
    about:
      'A runbook of the library as it is when the report is made, retired ones and files that cannot be read left out. freshness: fresh, due, stale (past its review) or expired (past twice that). reviewInDays: below 0 it is over; empty: it names none.',
    columns: {
      runbook: ['Runbook', 'text'],
      title: ['Title', 'text'],
      owner: ['Owner', 'text'],
      freshness: ['Freshness', 'text'],
      reviewInDays: ['Review in days', 'number'],
    },
  }),
  handoffs: rowsKind({
    title: 'Hand-overs',
    about:
      'A hand-over that ended (was signed, declined or superseded) in the period, or was begun before `until` of basis and had not ended then. state: accepted, accepted-with-questions, declined, superseded, or open. overridden: 1 where it went out although something blocked it. questions: how many were asked. shift: key of the shift that was handed over, empty where nobody planned it.',
    columns: {
      shiftName: ['Shift', 'text'],
      shift: ['Key', 'text'],
      shiftTo: ['Shift ended', 'at'],
      state: ['State', 'text'],
      outgoing: ['Outgoing', 'text'],
      incoming: ['Incoming', 'text'],
      endedAt: ['Signed', 'at'],
      overridden: ['Overridden', 'count'],
      questions: ['Questions', 'count'],
      reason: ['Reason', 'text'],
    },
  }),
  shifts: rowsKind({
    title: 'Shifts',
    about:
      'A planned shift that took place and ended in the period and before `until` of basis. handedOver: 1 where a hand-over of it was accepted, with questions or without, whenever that was.',
    columns: {
      shift: ['Key', 'text'],
      name: ['Shift', 'text'],
      from: ['From', 'at'],
      to: ['To', 'at'],
      people: ['People', 'text'],
      handedOver: ['Handed over', 'count'],
    },
  }),
} as const;
