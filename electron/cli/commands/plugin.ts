// `watchfloor plugin`: what the monitor would make of a Nagios plugin's output, and of a threshold range.
import { parsePluginOutput } from '../../engine/probes/plugin-output.ts';
import { alerts, parseRange, type Range } from '../../engine/probes/range.ts';
import { type CliCommand, type CliIo, type ExitStatus, InputError } from '../command.ts';
import { json } from '../print.ts';
import { nameOfFile, readText } from '../read-text.ts';

const PARSE_HELP = `
Exit status: 0 when the status is ok, 1 when it is not.

Examples:
  check_load -w 4 -c 8 | watchfloor plugin parse --exit 0
  printf 'OK - fine | load=0.4;4;8;0\\n' | watchfloor plugin parse --exit 0`;

const THRESHOLD_HELP = `
The grammar is [@][start:][end] of the Nagios plugin guidelines:
  10       alert below 0 or above 10        ~:10     alert above 10
  10:      alert below 10                   10:20    alert outside 10 to 20
  @10:20   alert inside 10 to 20, ends included
Exit status: 0 no alert, 1 alert, 2 not a range or not a number.

Examples:
  watchfloor plugin threshold 10 11
  watchfloor plugin threshold @10:20 15 --json
  watchfloor plugin threshold -10:10 -5`;

export const plugin: CliCommand = {
  register(program, io, done) {
    const group = program
      .command('plugin')
      .description('how plugin output and threshold ranges are understood')
      .addHelpText('after', '\nExample:\n  watchfloor plugin threshold 10:20 15');
    group
      .command('parse')
      .description('plugin output from standard input as JSON: status, summary, metrics')
      .requiredOption('--exit <n>', 'the exit code the plugin ended with')
      .option('--json', 'as always here')
      .addHelpText('after', PARSE_HELP)
      .action(async (options: { exit: string }) => {
        const report = parsePluginOutput(await readAll(io), { code: exitCode(options.exit), signal: null });
        json(io, report);
        done(report.status === 'ok' ? 0 : 1);
      });
    group
      .command('threshold')
      .description('would this range alert on this value')
      .argument('<range>', "'10', '10:', '~:10', '10:20', '@10:20'")
      .argument('<value>', 'the figure, without a unit')
      .option('--json', 'one JSON object')
      // A range or a value may begin with a minus: what is no option of ours is an argument.
      .allowUnknownOption()
      .addHelpText('after', THRESHOLD_HELP)
      .action((range: string, value: string, options: { json?: boolean }) => {
        done(threshold(io, range, value, options.json ?? false));
      });
  },
};

/** No plugin prints that much; a pipe that never ends must not fill the memory. */
const MOST_CHARS = 16 * 1024 * 1024;

async function readAll(io: CliIo): Promise<string> {
  let all = '';
  for await (const text of readText(io, '-')) {
    all += text;
    if (all.length > MOST_CHARS)
      throw new InputError('this is longer than any plugin output', { file: nameOfFile('-') });
  }
  return all;
}

function exitCode(text: string): number {
  const code = /^-?\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isNaN(code)) throw new InputError(`--exit ${text}: must be the exit code, a whole number`);
  return code;
}

function threshold(io: CliIo, rangeText: string, valueText: string, asJson: boolean): ExitStatus {
  const range = parseRange(rangeText);
  if (!range)
    throw new InputError(`${rangeText}: not a range; [@][start:][end] is, for example 10, 10:, ~:10, 10:20, @10:20`);
  const value = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/.test(valueText) ? Number(valueText) : Number.NaN;
  if (!Number.isFinite(value)) throw new InputError(`${valueText}: not a number`);
  const alert = alerts(range, value);
  if (asJson) json(io, { range: rangeText, value, alert });
  else io.stdout.write(`${rangeText} ${inWords(range)}: ${value} ${alert ? 'alerts' : 'does not alert'}\n`);
  return alert ? 1 : 0;
}

function inWords({ start, end, inside }: Range): string {
  if (inside) return `alerts inside ${edge(start)}..${edge(end)}, ends included`;
  if (start === Number.NEGATIVE_INFINITY && end === Number.POSITIVE_INFINITY) return 'never alerts';
  if (start === Number.NEGATIVE_INFINITY) return `alerts above ${end}`;
  if (end === Number.POSITIVE_INFINITY) return `alerts below ${start}`;
  return `alerts outside ${start}..${end}`;
}

const edge = (value: number): string => (Number.isFinite(value) ? String(value) : value < 0 ? '-∞' : '∞');
