// The registry of commands: one line each, in the order `--help` shows them.
import type { CliCommand } from '../command.ts';
import { availability } from './availability.ts';
import { beat } from './beat.ts';
import { doctor } from './doctor.ts';
import { engine } from './engine.ts';
import { handoff } from './handoff.ts';
import { incident } from './incident.ts';
import { inventory } from './inventory.ts';
import { journal } from './journal.ts';
import { oncall } from './oncall.ts';
import { plugin } from './plugin.ts';
import { replay } from './replay.ts';
import { report } from './report.ts';
import { runbook } from './runbook.ts';
import { sla } from './sla.ts';
import { status } from './status.ts';
import { tryProbe } from './try.ts';

export const commands: readonly CliCommand[] = [
  engine,
  status,
  tryProbe,
  inventory,
  replay,
  availability,
  plugin,
  journal,
  incident,
  runbook,
  sla,
  oncall,
  handoff,
  report,
  beat,
  doctor,
];
