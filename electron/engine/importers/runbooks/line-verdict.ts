// Whether a line of a block is a command, judged by how it looks. It errs to the side of text: what is taken for a command could
// be run, what is taken for text is read by a person.
import { queryIn } from './block-content.ts';
import { isBuiltin, isProgram, proseWords } from './shell-programs.ts';
import { innerCommand } from './shell-wrappers.ts';

/** 'known': a program one knows, used like one; 'maybe': could be a command of the house; 'no': output, prose or a config. */
export type LineVerdict = 'known' | 'maybe' | 'no' | 'blank';

/** Names of programs that are words of English as well. */
const ENGLISH =
  /^(?:test|time|host|service|make|watch|sort|find|join|read|wait|stop|start|stat|mail|mount|history|date|file|install|kill|last|more|less|link|split|top|type|which|who|cut|head|tail|reboot|set|source|node|sleep|free|touch|move|at|screen|route|locale|groups|jobs|script|mongo|echo|exit|python|ruby|salt|puppet|vault|consul|nomad|patroni|varnish|update|up|man|go|monit|export|env|import|command|true|false|cat|w)$/;

const STATUS =
  /^(?:active|inactive|enabled|disabled|running|stopped|ok|true|false|yes|no|none|null|success|succeeded|done|failed|healthy|unhealthy|ready|up|down|started|pong|leader|master|primary|replica|standby|connected|complete|completed|passed)[.!]?$/i;

const OUTPUT: readonly RegExp[] = [
  /^\s*(?:\d{4}-\d\d-\d\d|\[?\d{1,2}\/\w{3}\/\d{4}|\w{3}\s+\d{1,2} \d\d:\d\d|\d\d:\d\d:\d\d|\[\s*\d+\.\d+\])/,
  /^\s*\[?(?:INFO|WARN|WARNING|ERROR|DEBUG|FATAL|CRITICAL|TRACE|NOTICE|OK|FAILED|PASS|FAIL)\]?[\s:]/,
  /^\s*(?:level|time|ts|msg)=/,
  /^\s*[●○×├└│┌┐┘┤┬┴┼─═║╔╗╚╝✓✔✗✘•▶★]/u,
  /^\s*(?:[+|][-=+|]{2,}|[-=_*~]{4,}\s*$|\|.*\|\s*$)/,
  /^(?:PING\s\S+ ?\(|\d+ bytes from|--- .* statistics|round-trip|rtt min|Request timeout)/,
  /^\s*[<>*] (?:HTTP\/|GET |POST |Connected|Trying|[A-Za-z-]+: )|^HTTP\/\d/,
  /^total \d+$|^[-dlcbps][rwxsStT-]{9}[.+@]?\s/,
  /^\s*(?:-?bash|sh|zsh): |: (?:command not found|No such file|Permission denied|not found)/,
  /^\s*[A-Za-z][\w ()./-]{0,40}:(?:\s|$)/,
  /^\s*[\w.-]+ = /,
  /^\s*(?:NAME|NAMESPACE|Filesystem|UNIT|CONTAINER ID|REPOSITORY|PID|USER|Proto|Netid|State|COMMAND|Active|Device|Linux \d)\b.*\s{2,}\S/,
  /^\s*[A-Z][A-Z_ %-]{2,}\s{2,}[A-Z][A-Z_%-]+/,
  /^\s*(?:error|warning|fatal|note|usage|hint)\b.*:/i,
  /^\s*[{}[\]<>(),;]+\s*$|^\s*"[^"]*"\s*:|^\s*<[/?!]?[a-z][\w:-]*(?:\s[^<>]*=[^<>]*)?\/?>.*<\/|^\s*<\/|^\s*<\?xml/,
  /^\s*-?\d[\d.,:%]*(?:\s|$)/,
  /^\s*\.\.\.\s*$|^\s*…\s*$|^\s*\[\.\.\.\]|^\s*<(?:snip|omitted|output|truncated)[^>]*>/i,
  /^top - |^Tasks:|^Mem|^KiB |^%Cpu/,
];

/** Three columns or more, as a table has them and no command. */
const COLUMNS = /\S\s{2,}\S.*\S\s{2,}\S|\S\t+\S.*\S\t+\S/;

export function looksLikeOutput(line: string): boolean {
  if (OUTPUT.some((pattern) => pattern.test(line))) return !/^\s*(?:\[\[? |\{ |\( ?\w|<<)/.test(line);
  return COLUMNS.test(line) && !/\s-{1,2}[A-Za-z]|\\$|[|;&]\s/.test(line);
}

/** The words of a line, split where blanks are; quoted ones count as one. */
const roughWords = (line: string): readonly string[] => line.match(/"[^"]*"?|'[^']*'?|[^\s"']+/g) ?? [];

export function looksLikeProse(line: string): boolean {
  const words = roughWords(line.trim());
  if (words.length < 3) return false;
  const prose = proseWords(words);
  const evidence = /\s-{1,2}[A-Za-z]|[|;=$`]|\s[./~]\S*\//.test(line);
  if (/[.!?]$/.test(line.trim()) && /^[A-Z]/.test(line.trim()) && words.length > 3) return !evidence;
  return evidence ? prose >= 3 && prose / words.length > 0.3 : prose / words.length >= 0.25;
}

/** Whether something that nothing else says is a command must be one: a known program, used like one. */
export function strongCommand(text: string): boolean {
  const words = roughWords(text.trim());
  const { words: inner } = innerCommand(words);
  const [program = '', ...args] = inner;
  if (inner.length < words.length && program !== '' && /^(?:sudo|doas)$/.test(words[0] ?? ''))
    return !looksLikeProse(text);
  if (/^(?:\.{1,2}|~)\/[\w./-]+$|^\/(?:\S*\/)?(?:s?bin|opt|scripts?)\/\S+$|^\/\S+\.(?:sh|py|pl)$/.test(program))
    return !looksLikeProse(text);
  if (!isProgram(program) || looksLikeOutput(text)) return false;
  if (/^service \S+ (?:start|stop|restart|reload|status)$/.test(inner.join(' '))) return true;
  const evidence = args.some((arg) => /[-/=.*|><$'"{}[\]:0-9]/.test(arg)) && !/[.:!?]$/.test(text.trim());
  const prose = proseWords(args);
  if (ENGLISH.test(program)) return evidence && prose === 0;
  return prose === 0 || (evidence && prose / args.length < 0.2);
}

/** A line on its own; of a command of several lines, its first. */
export function verdictOf(line: string): LineVerdict {
  const text = line.trim();
  if (text === '' || text.startsWith('#')) return 'blank';
  if (strongCommand(text)) return 'known';
  const words = roughWords(text);
  const [first = ''] = words;
  if (isBuiltin(first)) return looksLikeProse(text) && !/[;[$=]|\bdo$|\bthen$/.test(text) ? 'no' : 'known';
  if (/^[A-Za-z_]\w*\+?=(?!\s|=)/.test(text)) return 'maybe';
  if (
    queryIn(text) !== null ||
    looksLikeOutput(text) ||
    looksLikeProse(text) ||
    (words.length === 1 && STATUS.test(text))
  )
    return 'no';
  if (/^[-*+=|@,;:%^&>)\]}]/.test(text) || /\s\([^)$]*\)/.test(text)) return 'no';
  if (/(?:ed|ing)[.!]?$/.test(text) && !/\s-/.test(text) && words.length > 1 && !isProgram(first)) return 'no';
  if (isProgram(first)) return 'maybe';
  return /^[A-Z][a-z]+ /.test(text) && !/\s-|[|;$]/.test(text) ? 'no' : 'maybe';
}
