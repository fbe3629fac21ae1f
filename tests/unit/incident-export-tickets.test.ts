// Bodies for other systems hold only fields those systems publish.
import { expect, test } from 'vitest';
import { exporterOf } from '../../electron/engine/exporters/index.ts';
import { AT, chained, sourceOf } from './incident-export-makers.ts';

// ServiceNow, "incident" table of the base system (ServiceNow documentation, Incident Management, "Incident form fields", and
// Table API reference: columns of `incident` and of `task`, which it extends). Those a client may set.
const SERVICENOW_FIELDS = new Set([
  'short_description',
  'description',
  'impact',
  'urgency',
  'state',
  'hold_reason',
  'close_code',
  'close_notes',
  'work_notes',
  'comments',
  'correlation_id',
  'correlation_display',
  'cmdb_ci',
  'business_service',
  'assigned_to',
  'assignment_group',
  'caller_id',
  'opened_at',
  'opened_by',
  'category',
  'subcategory',
  'contact_type',
  'location',
  'severity',
  'notify',
  'parent',
  'problem_id',
  'rfc',
  'caused_by',
  'resolved_at',
  'resolved_by',
  'closed_at',
  'work_start',
  'work_end',
  'work_notes_list',
  'watch_list',
]); // prettier-ignore
const SERVICENOW_STATES = ['1', '2', '3', '6', '7', '8'];
const SERVICENOW_HOLD_REASONS = ['1', '3', '4', '5'];
// Choices of `close_code` in the base system.
const SERVICENOW_CLOSE_CODES = [
  'Duplicate',
  'Known error',
  'No resolution provided',
  'Resolved by caller',
  'Resolved by change',
  'Resolved by problem',
  'Resolved by request',
  'Solution provided',
  'Workaround provided',
  'User error',
];

// Jira Cloud platform REST API v2, "Create issue" and "Edit issue": members of the body, and system fields of `fields`.
const JIRA_BODY = new Set(['fields', 'update', 'historyMetadata', 'properties', 'transition']);
const JIRA_FIELDS = new Set([
  'summary',
  'description',
  'priority',
  'labels',
  'project',
  'issuetype',
  'duedate',
  'assignee',
  'reporter',
  'components',
  'environment',
  'fixVersions',
  'parent',
  'security',
  'timetracking',
  'versions',
]); // prettier-ignore
const JIRA_PRIORITIES = ['Highest', 'High', 'Medium', 'Low', 'Lowest'];

const entries = chained([
  { text: 'Switch rebooted' },
  { kind: 'check-state', text: 'web1 http: critical' },
  { text: 'Vendor called {code}' },
]);
const written = (form: 'servicenow' | 'jira', part: Parameters<typeof sourceOf>[0] = {}) =>
  JSON.parse(exporterOf(form).write(sourceOf({ title: 'Core switch down', ...part }, entries)));

const STANDINGS = [
  { status: 'open' },
  { status: 'acknowledged', roles: { lead: 'Ada', scribe: '', operator: '', liaison: '', next: '' } },
  { status: 'mitigated', onHold: { since: AT, by: 'Ada', waitsFor: 'vendor', reason: 'part arrives Friday' } },
  { status: 'resolved', resolution: 'rebooted', rootCause: 'unknown' },
  { status: 'closed', resolution: 'rebooted', rootCause: 'firmware' },
  { status: 'closed', mergedInto: 'other' as never },
  { status: 'cancelled' },
] as const;

test.each(STANDINGS)('ServiceNow gets an incident that is $status in its own words', (part) => {
  const { create, update, ...more } = written('servicenow', part);
  expect(more).toEqual({});
  for (const body of [create, update]) {
    expect(Object.keys(body).filter((field) => !SERVICENOW_FIELDS.has(field))).toEqual([]);
    expect(Object.values(body).every((value) => typeof value === 'string' && value.length <= 4_000)).toBe(true);
    expect(SERVICENOW_STATES).toContain(body.state);
    expect(['1', '2', '3']).toContain(body.impact);
    expect(['1', '2', '3']).toContain(body.urgency);
    if ('hold_reason' in body) expect(SERVICENOW_HOLD_REASONS).toContain(body.hold_reason);
    expect('close_code' in body).toBe(['6', '7', '8'].includes(body.state));
    if ('close_code' in body) expect(SERVICENOW_CLOSE_CODES).toContain(body.close_code);
    expect('hold_reason' in body).toBe(body.state === '3');
    expect(body.short_description.length).toBeLessThanOrEqual(160);
    // Computed there.
    expect(body).not.toHaveProperty('priority');
  }
  expect(create.opened_at).toBe('2026-11-22 02:14:05');
  expect(create.work_notes).toContain('Ada: Switch rebooted');
  expect(create.work_notes).not.toContain('web1 http');
  expect(create.description).toContain(`Head of the chain: entry 99, ${'c'.repeat(64)}`);
});

test.each(STANDINGS)('Jira gets an incident that is $status in fields it knows', (part) => {
  const { create, update, ...more } = written('jira', {
    ...part,
    tags: ['core net'],
    tickets: [{ system: 'Jira', id: 'OPS-12', url: '' }],
  });
  expect(more).toEqual({});
  for (const body of [create, update]) {
    expect(Object.keys(body).filter((member) => !JIRA_BODY.has(member))).toEqual([]);
    expect(Object.keys(body.fields).filter((field) => !JIRA_FIELDS.has(field))).toEqual([]);
    expect(JIRA_PRIORITIES).toContain(body.fields.priority.name);
    expect(body.fields.summary.length).toBeLessThanOrEqual(255);
    expect(body.fields.labels.every((label: string) => !/\s/.test(label))).toBe(true);
  }
  expect(create.fields.project).toEqual({ key: 'OPS' });
  expect(create.fields.issuetype).toEqual({ name: 'Task' });
  expect(update.update.comment[0].add.body).toContain('Vendor called \\{code\\}');
});

test('a promise that still runs becomes the due date in Jira, and one that is over does not', () => {
  const clock = {
    kind: 'resolve',
    targetMs: 3_600_000,
    hours: null,
    startedAt: AT,
    state: 'running',
    dueAt: AT + 3_600_000,
    atRiskAt: null,
    elapsedMs: 0,
    asOf: AT,
    counting: true,
    endedAt: null,
  } as const;
  expect(written('jira', { clocks: [clock] }).create.fields.duedate).toBe('2026-11-22');
  expect(written('jira', { status: 'closed', clocks: [{ ...clock, state: 'kept' }] }).create.fields).not.toHaveProperty(
    'duedate',
  );
});
