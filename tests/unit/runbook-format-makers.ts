// Runbooks for the tests of the reader and the linter: the sample of the specification, with the step that it leaves out.

export const SAMPLE = `# yaml-language-server: $schema=./schema/runbook.schema.json
apiVersion: watchfloor/v1
kind: Runbook
id: linux-disk-full
title: Filesystem almost full on a Linux host
owner: platform                 # required
state: active                   # draft | active | retired
review: { last: 2026-10-01, every: 180d }     # past it: shown as stale; past twice that: read-and-accept before a run
estimate: 10m
meaning: What the alarm says, and why it matters.
impact: What breaks when nobody acts.
match:                          # when the app suggests it
  - { kind: remote-system, metric: disk.used, status: [warning, critical], tags: [linux] }
limits: { maxTargets: 5, maxRunsPerHour: 6 }
inputs:
  host:  { type: host, from: problem }
  mount: { type: string, default: /, pattern: '/[A-Za-z0-9._/-]{0,200}' }    # whole-value match
  keep:  { type: integer, default: 7, min: 1, max: 90, label: Days of logs to keep }
preconditions:
  - { check: { kind: ping, host: '\${inputs.host}' }, onFail: block }
steps:
  - id: confirm
    title: Is it really full?
    check: { rerun: problem, expect: [warning, critical] }
    onFailure: goto:false-alarm
  - id: usage
    title: What uses the space
    run: { on: '\${inputs.host}', argv: [df, -P, '\${inputs.mount}'], timeout: 20s }
    risk: read-only
    success: { exit: [0], stdoutNotMatches: 'Input/output error' }
    outputs: { used: { from: stdout, regex: '(\\d+)%', type: integer } }
  - id: decide
    title: What is it?
    ask: { question: Which of these fits?, options: [ { label: Old logs, goto: vacuum } ], default: escalate }   # default: mandatory
  - id: vacuum
    title: Drop old journal entries
    run:
      on: '\${inputs.host}'
      script: |                 # no \${} in here, ever: values arrive as "$1", "$2" … or as environment
        journalctl --vacuum-time="$1"
      args: ['\${inputs.keep}d']
    risk: destructive           # read-only | safe-write | destructive
    confirm: type-target        # none | click | type-target; destructive needs type-target
    idempotent: true
    verify: freed               # whatever changes a host names the step that proves it
    rollback: none              # a step's id, or none: said outright, not left open
    onFailure: rollback         # stop (default) | ask | continue | goto:<id> | rollback
  - id: freed
    title: Is there room now?
    check: { rerun: problem, expect: [ok], every: 15s, times: 3, within: 5m }
  - id: escalate
    title: Hand over with the facts
    escalate: { to: on-call }
  - id: false-alarm
    title: Note that it was a false alarm
    manual: { text: 'The check is fine again: say so in the incident.' }
`;

/** A small runbook that is right, with other steps or other lines at its top. */
export function runbook(steps: string, top = ''): string {
  return `apiVersion: watchfloor/v1
kind: Runbook
id: small
title: A small runbook
owner: platform
${top}steps:
${steps}`;
}

export const LOOK = `  - id: look
    title: Look at it
    manual: { text: Look at the lamp. }
`;
