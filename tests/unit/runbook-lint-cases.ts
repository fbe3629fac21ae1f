// Runbooks with one thing wrong each, for the linter: ▸ stands right before the place that must be named.
import type { LintFacts } from '../../electron/engine/runbook-format/reading.ts';
import { kindFacts } from '../../electron/engine/services/runbooks/library-facts.ts';
import { LOOK, runbook } from './runbook-format-makers.ts';

export const NOW = Date.parse('2026-11-23T03:00:00Z');
export const FACTS: LintFacts = { now: NOW, ...kindFacts };

export const HOST = 'inputs:\n  host: { type: host, from: problem }\n';
export const CHANGE = `  - id: change
    title: Restart it on \${inputs.host}
    run: { on: '\${inputs.host}', argv: [systemctl, restart, web] }
    risk: safe-write
    verify: proof
    rollback: none
  - id: proof
    title: Is it up?
    check: { kind: tcp, host: '\${inputs.host}', port: 80 }
`;
/** One that is right, with a line of the change step as it is given. */
const change = (line: string, instead: string): string => runbook(CHANGE.replace(line, instead), HOST);
const ASK = `  - id: decide
    title: What is it?
    ask: { question: Which?, options: [{ label: Logs, goto: look }], default: hand-over }
`;
const BRANCHES = `${LOOK}  - id: hand-over
    title: Hand over
    escalate: { to: on-call }
`;
const READS = `  - id: usage
    title: What uses the space
    run: { argv: [df, -P] }
    risk: read-only
    outputs: { used: { regex: '(\\d+)%', type: integer } }
`;

export interface Case {
  readonly rule: string;
  readonly text: string;
  readonly severity?: 'error' | 'warning';
  readonly facts?: LintFacts;
}

export const CASES: readonly Case[] = [
  // Jumps and ways
  {
    rule: 'no-such-step',
    text: runbook(`${ASK.replace('goto: look', 'goto: ▸lok')}${BRANCHES}`),
  },
  { rule: 'no-such-step', text: runbook(`${ASK.replace('default: hand-over', 'default: ▸nobody')}${LOOK}`) },
  { rule: 'no-such-step', text: runbook(`${LOOK}    then: ▸nowhere\n`) },
  { rule: 'no-such-step', text: runbook(`${LOOK}    onFailure: ▸goto:nowhere\n`) },
  { rule: 'no-such-step', text: change('verify: proof', 'verify: ▸prof') },
  { rule: 'no-such-step', text: change('rollback: none', 'rollback: ▸back') },
  { rule: 'no-such-step', text: runbook(`  - id: sign\n    title: Sign\n    approve: { for: ▸restart }\n${LOOK}`) },
  { rule: 'names-itself', text: change('verify: proof', 'verify: ▸change') },
  {
    rule: 'no-max-visits',
    text: runbook(
      `${LOOK}  - id: again\n    title: Again?\n    ask: { question: Again?, options: [{ label: Yes, goto: ▸look }], default: end }\n`,
    ),
  },
  {
    rule: 'no-max-visits',
    text: runbook(`${LOOK}  - id: more\n    title: More\n    manual: { text: More. }\n    then: ▸look\n`),
  },
  {
    rule: 'unreachable',
    text: runbook(`${LOOK}    then: end\n  - id: ▸after\n    title: After\n    manual: { text: Never. }\n`),
  },
  {
    rule: 'unreachable',
    text: runbook(`${LOOK}  - id: ▸apart\n    title: Apart\n    aside: true\n    manual: { text: Never. }\n`),
  },
  {
    rule: 'leads-nowhere',
    severity: 'warning',
    text: runbook(
      `  - id: decide\n    title: Is it fine?\n    ask: { question: Fine?, options: [▸{ label: Yes }], default: end }\n`,
    ),
  },
  // Values
  {
    rule: 'unknown-reference',
    text: runbook(
      `  - id: look\n    title: Look at ▸\${inputs.hots}\n    manual: { text: 'It is \${inputs.host}.' }\n`,
      HOST,
    ),
  },
  {
    rule: 'unknown-reference',
    text: runbook(`  - id: look\n    title: Look\n    manual: { text: 'By ▸\${run.oprator}.' }\n`),
  },
  {
    rule: 'unknown-reference',
    text: runbook(`${READS}  - id: look\n    title: Look\n    manual: { text: '▸\${outputs.usage.usd} %' }\n`),
  },
  { rule: 'unknown-reference', text: runbook(`${LOOK}    when: ▸inputs.env == "prod"\n`) },
  {
    rule: 'bad-reference',
    text: runbook(`  - id: look\n    title: Look\n    manual: { text: 'At ▸\${inputs.host || 1}.' }\n`),
  },
  { rule: 'bad-when', text: runbook(`${LOOK}    when: run.change ▸= ""\n`) },
  {
    rule: 'unset-output',
    text: runbook(
      `  - id: look\n    title: It is ▸\${outputs.usage.used} % full\n    manual: { text: Look. }\n${READS}`,
    ),
  },
  {
    rule: 'maybe-unset-output',
    severity: 'warning',
    text: runbook(
      `${READS}    when: run.change == ""\n  - id: look\n    title: It is ▸\${outputs.used} % full\n    manual: { text: Look. }\n`,
    ),
  },
  {
    rule: 'maybe-unset-output',
    severity: 'warning',
    text: runbook(`${READS}    onFailure: continue\n${LOOK}    when: ▸outputs.usage.used > 90\n`),
  },
  {
    rule: 'ambiguous-output',
    text: runbook(
      `${READS}${READS.replace('id: usage', 'id: usage-again')}  - id: look\n    title: It is ▸\${outputs.used}\n    manual: { text: Look. }\n`,
    ),
  },
  { rule: 'unused-input', severity: 'warning', text: runbook(LOOK, 'inputs:\n  ▸env: { type: string }\n') },
  {
    rule: 'value-in-code',
    text: runbook(
      `  - id: list\n    title: List\n    run:\n      script: |\n        echo one\n        ls "▸\${inputs.path}"\n      args: ['\${inputs.path}']\n    risk: read-only\n`,
      'inputs:\n  path: { type: string }\n',
    ),
  },
  { rule: 'value-misplaced', text: runbook(`${LOOK}`, `meaning: The disk of ▸\${inputs.host} is full.\n`) },
  {
    rule: 'secret-argument',
    text: runbook(
      `  - id: login\n    title: Log in\n    run: { argv: [login, '▸\${inputs.token}'], secrets: { TOKEN: '\${inputs.token}' } }\n    risk: read-only\n`,
      'inputs:\n  token: { type: secret }\n',
    ),
  },
  // Changes
  { rule: 'no-verify', text: change('risk: safe-write\n    verify: proof', 'risk: ▸safe-write') },
  {
    rule: 'no-rollback',
    text: change('risk: safe-write\n    verify: proof\n    rollback: none', 'risk: ▸safe-write\n    verify: proof'),
  },
  { rule: 'no-type-target', text: change('risk: safe-write', 'risk: destructive\n    confirm: ▸click') },
  { rule: 'no-confirm', text: change('risk: safe-write', 'risk: safe-write\n    confirm: ▸none') },
  { rule: 'auto-change', text: change('risk: safe-write', 'risk: safe-write\n    auto: ▸true') },
  { rule: 'auto-person', text: runbook(`${LOOK}    auto: ▸true\n`) },
  // The inventory and the library
  {
    rule: 'unknown-host',
    facts: { ...FACTS, hosts: new Set(['ams1-web-1']) },
    text: runbook(`  - id: df\n    title: Look\n    run: { on: ▸ams1-web1, argv: [df] }\n    risk: read-only\n`),
  },
  {
    rule: 'unknown-host',
    facts: { ...FACTS, hosts: new Set(['ams1-web-1']) },
    text: runbook(`  - id: df\n    title: Look\n    check: { kind: ping, host: ▸web9 }\n`),
  },
  {
    rule: 'unknown-host',
    facts: { ...FACTS, hosts: new Set(['web1']) },
    text: runbook(
      `  - id: look\n    title: 'Look at \${inputs.host}'\n    manual: { text: Look. }\n`,
      'inputs:\n  host: { type: host, default: ▸web2 }\n',
    ),
  },
  {
    rule: 'unknown-check',
    facts: { ...FACTS, checks: new Map([['web1', new Set(['http', 'ping'])]]) },
    text: runbook(`  - id: again\n    title: Again\n    check: { host: web1, check: ▸htp }\n`),
  },
  {
    rule: 'unknown-tag',
    severity: 'warning',
    facts: { ...FACTS, tags: new Set(['linux']) },
    text: runbook(LOOK, 'match: [{ tags: [linux, ▸linus] }]\n'),
  },
  { rule: 'unknown-kind', text: runbook(LOOK, 'match: [{ kind: ▸pingg }]\n') },
  { rule: 'unknown-kind', text: runbook(`  - id: again\n    title: Again\n    check: { kind: ▸htttp, host: web1 }\n`) },
  {
    rule: 'bad-check',
    text: runbook(`  - id: again\n    title: Again\n    check: { kind: tcp, host: web1, port: ▸http }\n`),
  },
  { rule: 'bad-check', text: runbook(LOOK, 'preconditions:\n  - check: { kind: tcp, host: web1, port: ▸99999 }\n') },
  {
    rule: 'no-such-runbook',
    facts: { ...FACTS, runbooks: new Map() },
    text: runbook(`  - id: other\n    title: The other\n    call: { runbook: ▸other }\n`),
  },
  {
    rule: 'dead-link',
    facts: { ...FACTS, runbooks: new Map() },
    text: runbook(LOOK, 'meaning: |\n  First this.\n  Then see ▸runbook:other-book.\n'),
  },
  {
    rule: 'call-cycle',
    facts: { ...FACTS, runbooks: new Map() },
    text: runbook(`  - id: self\n    title: Itself\n    call: { runbook: ▸small }\n`),
  },
  // Words
  { rule: 'todo', text: runbook(LOOK, 'state: active\nmeaning: Because. ▸TODO say why.\n') },
  { rule: 'todo', severity: 'warning', text: runbook(LOOK, 'meaning: Because. ▸FIXME say why.\n') },
  {
    rule: 'placeholder',
    text: runbook(`  - id: df\n    title: Look\n    run: { argv: [df, '▸<mount point>'] }\n    risk: read-only\n`),
  },
  {
    rule: 'placeholder',
    severity: 'warning',
    text: runbook(LOOK.replace('Look at the lamp.', 'Call ▸<name> at once.')),
  },
  // Reviews
  { rule: 'stale-review', severity: 'warning', text: runbook(LOOK, 'review: { last: ▸2026-05-01, every: 180d }\n') },
  { rule: 'expired-review', severity: 'warning', text: runbook(LOOK, 'review: { last: ▸2024-05-01, every: 180d }\n') },
  { rule: 'future-review', severity: 'warning', text: runbook(LOOK, 'review: { last: ▸2027-01-01, every: 180d }\n') },
]; // prettier-ignore
