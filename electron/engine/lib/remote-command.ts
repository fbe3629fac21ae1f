// A command on another host, whatever the log-in shell there: what that shell reads is one fixed line without a value. Values,
// environment and script go over standard input as a small program for sh, every word in single quotes; it is read to its end
// before anything is run, so a connection that breaks in between runs nothing by half. Nothing of it shows in `ps` but what
// the command itself gets as arguments.
//
// The command runs in a session of its own. An end word on standard input has the program end that whole group, TERM first,
// KILL two seconds later: OpenSSH passes root's commands no signals, and never any to what they started.
import { quoteWord } from './shell-quote.ts';

export interface RemoteCommand {
  readonly argv: readonly string[];
  /** Instead of `argv`; goes to `sh -s -- args…` over standard input. '' for none. */
  readonly script: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

export interface RemoteCall {
  /** For the log-in shell. */
  readonly command: string;
  /** For standard input, which stays open. */
  readonly input: Buffer;
  /** Written to standard input it ends the command and all it started. */
  readonly endWord: string;
  /** First line of what belongs to the command; what stands before it on standard output is the log-in shell's. */
  readonly mark: string;
}

/** How long the program needs at most to end the group: TERM, two seconds, KILL; with room for a slow host. */
export const END_PATIENCE_MS = 6_000;

// One line, no quote, no '!' and no backslash before a quote: csh and fish hand it to sh as it stands.
const LOADER = [
  'IFS= read -r n || exit 255',
  'nl=$(printf "\\n_")',
  `nl=\${nl%_}`,
  'p=',
  'while [ "$n" -gt 0 ] && IFS= read -r l; do p="$p$l$nl"; n=$((n-1)); done',
  '[ "$n" -eq 0 ] || exit 255',
  'eval "$p"',
].join('; ');

// A group of its own by setsid, by perl where there is none (BSD, macOS), else that of the session sshd made (0): then the last
// signal takes this program along. Where the leader follows TERM, others of its group may not: they are seen to afterwards.
// A woken `wait` returns above 128 with k risen: first TERM, from the third second on KILL. The one who wakes it does so every
// second, because a signal that comes just before `wait` would be forgotten.
const RUNNER = `
wf_go() {
  case "$wf_by" in
    setsid) exec setsid "$@" ;;
    perl) exec perl -e 'setpgrp(0, 0); exec { $ARGV[0] } @ARGV; print STDERR "$ARGV[0]: $!\\n"; exit 127' -- "$@" ;;
    *) exec "$@" ;;
  esac
}
wf_by=
if command -v setsid >/dev/null 2>&1; then wf_by=setsid
elif command -v perl >/dev/null 2>&1; then wf_by=perl
fi
wf_k=0
trap 'wf_k=$((wf_k+1))' USR1
printf '%s\\n' "$wf_mark"
if [ -n "$wf_script" ]; then printf '%s' "$wf_script" | wf_go sh -s -- "$@" 3<&- &
else wf_go "$@" 3<&- &
fi
wf_c=$!
wf_g="-$wf_c"
if [ -z "$wf_by" ]; then wf_g=0; trap : TERM; fi
(
  trap '' TERM
  while IFS= read -r wf_w <&3; do
    if [ "$wf_w" = "$wf_mark" ]; then while kill -s USR1 $$; do sleep 1; done; fi
  done
) >/dev/null 2>&1 &
wf_watch=$!
exec 3<&-
while :; do
  wf_o=$wf_k
  wait "$wf_c"
  wf_s=$?
  if [ "$wf_k" -eq "$wf_o" ]; then break; fi
  if [ "$wf_k" -ge 3 ]; then kill -s KILL -- "$wf_g"; else kill -s TERM -- "$wf_g"; fi
done 2>/dev/null
if [ "$wf_k" -gt 0 ]; then
  wf_n=0
  while [ "$wf_n" -lt 2 ] && kill -0 "$wf_g"; do
    wf_n=$((wf_n+1))
    sleep 1
  done
  kill -s KILL -- "$wf_g"
fi 2>/dev/null
kill -s KILL "$wf_watch" 2>/dev/null
exit "$wf_s"
`;

/**
 * How to run `command` over SSH. `nonce`: a word of letters and digits that nothing else knows. Throws where a word holds a
 * NUL, which no argument can.
 */
export function remoteCall({ argv, script, args, env }: RemoteCommand, nonce: string): RemoteCall {
  const mark = `watchfloor-${nonce}`;
  const words = script === '' ? argv : args;
  const program = [
    'exec 3<&0 </dev/null',
    ...Object.entries(env).map(([name, value]) => `${name}=${quoteWord(value)}; export ${name}`),
    `set --${words.map((word) => ` ${quoteWord(word)}`).join('')}`,
    `wf_script=${script === '' ? "''" : quoteWord(wholeScript(script))}`,
    `wf_mark=${mark}`,
    RUNNER,
  ].join('\n');
  if (program.includes('\0')) throw new Error('an argument cannot hold a NUL character');
  const lines = `${program}\n`;
  const count = lines.split('\n').length - 1;
  return {
    command: `sh -c '${LOADER}'`,
    input: Buffer.from(`${count}\n${lines}`, 'utf8'),
    endWord: `${mark}\n`,
    mark,
  };
}

/**
 * A script that is read whole before its first command runs, and whose commands cannot eat the rest of it: their standard
 * input is empty. Lines keep their numbers.
 */
export const wholeScript = (script: string): string => `{ :; ${script}\n\n} </dev/null\n`;

/** Of standard output what comes after the mark. Where no mark comes, nothing was begun, and what came says why. */
export function afterMark(mark: string, take: (chunk: Buffer) => void) {
  const line = Buffer.from(`${mark}\n`);
  let before = Buffer.alloc(0);
  let begun = false;
  return {
    add(chunk: Buffer): void {
      if (begun) {
        take(chunk);
        return;
      }
      before = Buffer.concat([before, chunk]);
      const at = before.indexOf(line);
      if (at < 0) {
        // A log-in shell that greets for ever: of what came only an end that could hold half a mark is needed.
        if (before.length > NOISE_BYTES) before = Buffer.from(before.subarray(-line.length));
        return;
      }
      begun = true;
      const rest = before.subarray(at + line.length);
      before = Buffer.alloc(0);
      if (rest.length > 0) take(rest);
    },
    get begun() {
      return begun;
    },
    /** What came instead. */
    noise: (): Buffer => before,
  };
}
const NOISE_BYTES = 64 * 1024;
