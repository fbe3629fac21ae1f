// `watchfloor replay FILE`: recorded results through the state machine, one line of JSON out for each.
import { RuleError } from '../../engine/core/maintenance-rule.ts';
import { createReplay, type Replay, type ReplayOutcome } from '../../engine/services/replay.ts';
import type { CliCommand, CliIo } from '../command.ts';
import { type JsonLine, readJsonLines } from '../json-lines.ts';
import { createLineWriter } from '../print.ts';
import { parseReplayLine } from '../replay-lines.ts';

const HELP = `
The file holds JSON lines. Set-up first, all of it optional:
  {"policy":{"maxAttempts":3,"recoverAfter":1,"flapping":true}}
  {"host":"sw1"}
  {"host":"web1","parents":["sw1"],"site":"ams1","tags":["prod"]}
  {"window":{"scope":{"host":"web1"},"from":"2026-11-22T02:00:00Z","to":"2026-11-22T03:00:00Z"}}
  {"window":{"scope":{"tag":"prod"},"from":"2026-11-03T01:00:00Z","to":"2026-11-03T03:00:00Z","name":"patching",
             "rrule":"FREQ=WEEKLY;BYDAY=TU","zone":"Europe/Berlin","flexible_ms":5400000}}
Then what was recorded, oldest first; without "check" it is the host's alive check:
  {"at":"2026-11-22T02:00:00Z","host":"web1","check":"http","status":"critical"}
  {"at":"2026-11-22T02:05:00Z","host":"web1","check":"http","ack":{"by":"op","sticky":false}}
Printed is one line a result: "told" is the alert that went out, "held" why news did not, "also" (only where there are
any) other alerts since the line before: set off by this result, or by the clock (what outlives its window is told when that
ends; it is printed with the next result). What the policy does not name is as in the app; but without "flapping" a check
flaps at the earliest with its 21st result, since what was before the file is not known. Nobody re-checks a parent here.
Nothing is stored.

Examples:
  watchfloor replay last-month.jsonl
  watchfloor replay last-month.jsonl | jq -c 'select(.told)'
  grep web1 last-month.jsonl | watchfloor replay -`;

export const replay: CliCommand = {
  register(program, io, done) {
    program
      .command('replay')
      .description('feeds recorded results through the state machine and prints what came of each')
      .argument('<file>', "JSON lines; '-' is standard input")
      .option('--json', 'as always here: one object a line')
      .addHelpText('after', HELP)
      .action(async (file: string) => {
        await run(file, io);
        done(0);
      });
  },
};

async function run(file: string, io: CliIo): Promise<void> {
  const writer = createLineWriter(io.stdout);
  const floor = createReplay();
  try {
    for await (const line of readJsonLines(io, file)) {
      const outcome = feed(floor, line, io);
      if (outcome) await writer.line(JSON.stringify(outcome));
    }
  } finally {
    // What was decided before a bad line is worth seeing.
    await writer.flush();
  }
}

/** What is printed of a line; null: nothing. */
function feed(floor: Replay, line: JsonLine, io: CliIo): object | null {
  const said = parseReplayLine(line);
  switch (said.type) {
    case 'policy':
      floor.setPolicy(said.edits);
      return null;
    case 'host': {
      const cycle = floor.putHost(said.host);
      if (!cycle) return null;
      const around = [...cycle, cycle[0]].join(' → ');
      throw line.wrong(`a host cannot stand behind itself: ${around}`, ['parents']);
    }
    case 'window':
      try {
        floor.addWindow(said.window);
      } catch (error) {
        throw error instanceof RuleError ? line.wrong(error.message, ['window', 'rrule']) : error;
      }
      return null;
    case 'ack':
      if (!floor.acknowledge(said.ack)) {
        const { message } = line.wrong('there is no open problem to acknowledge here; passed over', ['ack']);
        io.stderr.write(`${message}\n`);
      }
      return null;
    case 'result':
      return printed(line, said.result.check, floor.take(said.result));
    default:
      return said satisfies never;
  }
}

function printed(line: JsonLine, check: string | null, outcome: ReplayOutcome): object {
  const { at, host, status } = line.value;
  const { type, attempt, hostState, flapping, flapPercent, told, held, also } = outcome;
  const facts = { type, attempt, host_state: hostState, flapping, flap_percent: flapPercent, told, held };
  return { at, host, check, status, ...facts, ...(also.length > 0 ? { also } : {}) };
}
