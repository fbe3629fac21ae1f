// The runbook of the kill test: a run of ten steps and their ways back, each of which leaves a line in a file of its own.

export const FLEET = [
  { name: 'fleet1', address: '127.0.0.2' },
  { name: 'fleet2', address: '127.0.0.3' },
  { name: 'fleet3', address: '127.0.0.4' },
] as const;

/** Files that a run leaves, each with exactly one line at the end. */
export const EFFECTS = [
  ...['first', 'second', 'worst', 'undo-lines'],
  ...FLEET.flatMap(({ address }) => [`fleet-${address}`, `undo-fleet-${address}`]),
];

/** `marks`: folder of the effects. On the fleet the file is named by the address that the command came in by. */
export function killBook(marks: string, port: number): string {
  const local = (name: string, then = ''): string =>
    `{ argv: [sh, -c, 'echo "$1" >> "$2"${then}', sh, '${name}', '${marks}/${name}'] }`;
  const fleet = (name: string): string =>
    `{ on: [${FLEET.map((host) => host.name).join(', ')}], batch: [1, 2], argv: [sh, -c, 'set -- "$1" $SSH_CONNECTION; echo done >> "$1-$4"', sh, '${marks}/${name}'] }`;
  return `apiVersion: watchfloor/v1
kind: Runbook
id: ten-steps
title: Ten steps
owner: platform
state: active
meaning: Something is to be done.
impact: It is not done.
steps:
  - { id: first, title: First line, run: ${local('first')}, risk: safe-write, verify: up, rollback: undo-lines }
  - { id: pause, title: A moment, wait: { for: 200ms } }
  - { id: up, title: Is the door open?, check: { kind: tcp, host: fleet1, port: ${port}, expect: [ok] }, auto: true }
  - { id: sign, title: May it?, approve: { for: second } }
  - id: second
    title: Second line
    run: ${local('second')}
    risk: destructive
    confirm: type-target
    idempotent: true
    verify: gone
    rollback: undo-lines
  - { id: fleet, title: A line on each, run: ${fleet('fleet')}, risk: safe-write, verify: gone, rollback: undo-fleet }
  - { id: which, title: What now?, ask: { question: Which?, options: [{ label: On }], default: escalate } }
  - { id: list, title: By hand, manual: { text: Look at it., checklist: [The first, The second] } }
  - id: worst
    title: It goes wrong
    run: ${local('worst', '; exit 3')}
    risk: safe-write
    verify: gone
    rollback: undo-lines
    onFailure: rollback
  - { id: never, title: Never come to, manual: { text: Nothing. } }
  - { id: escalate, title: Hand over, manual: { text: Call somebody. }, aside: true, then: end }
  - id: undo-lines
    title: Take the lines back
    run: ${local('undo-lines')}
    risk: safe-write
    verify: gone
    rollback: none
    aside: true
  - id: undo-fleet
    title: Take the fleet back
    run: ${fleet('undo-fleet')}
    risk: safe-write
    verify: gone
    rollback: none
    aside: true
  - { id: gone, title: Is it?, run: { argv: ['true'] }, risk: read-only, aside: true, auto: true }
`;
}
