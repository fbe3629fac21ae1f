// A folder on another host: fixed scripts of ours, run by its sh; folder, pattern and names come to them as arguments.
// GNU, busybox and BSD differ in find and stat, so each is asked what it can.
import type { BackupFile, BackupPlace, Hashed, HashName, Listing, Tail } from './backup-place.ts';
import { FILE_LIMIT, HEAD_BYTES, TAIL_BYTES } from './backup-place.ts';
import { coarseGlob } from './glob.ts';
import { byteArgument, oneLine, type RunScript } from './over-ssh.ts';

const PREPARE = `
  LC_ALL=C; export LC_ALL; PATH="$PATH:/usr/bin:/bin:/usr/sbin:/sbin"; export PATH;
  echo; echo "=wf begin";`;

// $1 folder, $2 pattern. Records end in NUL: 'seconds size name'.
const LIST = oneLine(`${PREPARE}
  if [ -d "$1" ]; then :; elif [ -e "$1" ]; then echo "=wf no-folder"; exit 0; else echo "=wf missing"; exit 0; fi;
  cd "$1" 2>/dev/null && [ -r . ] || { echo "=wf denied"; exit 0; };
  [ -n "$(ls -A . | head -n 1)" ] || echo "=wf empty";
  echo "=wf files $(date +%s)";
  if find . -maxdepth 0 -printf "" >/dev/null 2>&1; then
    find . -maxdepth 1 -type f -name "$2" -printf "%T@ %s %f\\0";
  else
    o=-c; f="%Y %s"; stat -c %Y . >/dev/null 2>&1 || { o=-f; f="%m %z"; };
    find . -maxdepth 1 -type f -name "$2" -exec sh -c 'o=$1; f=$2; shift 2; for n; do printf "%s %s\\0" "$(stat "$o" "$f" "$n")" "$n"; done' sh "$o" "$f" {} +;
  fi;
  printf "=wf end\\0";`);

// A name crosses as its bytes in octal; see byteArgument.
const DECODE = `f=$(printf "%b/" "$f"); f="./\${f%/}";`;

// $1 folder, the rest names. Each line of a file behind a ':', so that no file can speak for another.
const HEADS = oneLine(`${PREPARE}
  cd "$1" || exit 0; shift;
  for f in "$@"; do
    ${DECODE}
    echo; echo "=wf file";
    if [ -L "$f" ]; then :; elif [ -f "$f" ] && [ -r "$f" ]; then echo "=wf found"; head -c ${HEAD_BYTES} "$f" | sed "s/^/:/"; fi;
  done;`);

// $1 folder, $2 name, $3 sha256, $4 256. Read from standard input, so that no tool sees the name.
const HASH = oneLine(`${PREPARE}
  cd "$1" || exit 0;
  f="$2"; ${DECODE}
  [ -L "$f" ] && exit 0;
  [ -r "$f" ] || { echo "=wf denied"; exit 0; };
  echo "=wf hash";
  if command -v "$3sum" >/dev/null 2>&1; then "$3sum" <"$f";
  elif command -v openssl >/dev/null 2>&1; then openssl dgst "-$3" -r <"$f";
  elif [ "$3" = md5 ]; then md5 -q <"$f";
  else shasum -a "$4" <"$f";
  fi;`);

// $1 folder, $2 path: absolute, or of the folder.
const TAIL = oneLine(`${PREPARE}
  cd "$1" || { echo "=wf denied"; exit 0; };
  case "$2" in /*) p="$2";; *) p="./$2";; esac;
  if [ -f "$p" ]; then :; else echo "=wf missing"; exit 0; fi;
  [ -r "$p" ] || { echo "=wf denied"; exit 0; };
  echo "=wf tail"; tail -c ${TAIL_BYTES} "$p";`);

const LIST_BYTES = 6 * 1024 * 1024;
const NUMBER_OF: Readonly<Record<HashName, string>> = { sha512: '512', sha256: '256', sha1: '1', md5: '0' };

export function createSshPlace(folder: string, pattern: string, run: RunScript): BackupPlace {
  return {
    async list() {
      const end = await run(LIST, [folder, coarseGlob(pattern)], LIST_BYTES);
      return readListing(end.stdout, end.cut, end.stderr.toString('utf8'));
    },
    async heads(names) {
      const end = await run(HEADS, [folder, ...names.map(byteArgument)], names.length * HEAD_BYTES * 2);
      return readHeads(end.stdout.toString('latin1'), names.length);
    },
    async hash(name, algorithm) {
      const end = await run(HASH, [folder, byteArgument(name), algorithm, NUMBER_OF[algorithm]]);
      return readHash(end.stdout.toString('latin1'), algorithm);
    },
    async tail(path) {
      const end = await run(TAIL, [folder, path], TAIL_BYTES + 4_096);
      return readTail(end.stdout);
    },
  };
}

/** What LIST printed. Never throws. */
export function readListing(stdout: Buffer, cut: boolean, stderr: string): Listing {
  const text = stdout.toString('latin1');
  const begin = text.search(/^=wf begin\r?$/m);
  if (begin < 0) return { state: 'failed', why: `the host did not run the listing: ${stderr || text}` };
  const state = /^=wf (missing|no-folder|denied)$/m.exec(text.slice(begin, begin + 200))?.[1];
  if (state === 'missing' || state === 'no-folder' || state === 'denied') return { state };
  const mark = /^(=wf empty\n)?=wf files (\d{1,12})\n/m.exec(text.slice(begin));
  if (!mark) return { state: 'failed', why: `the host did not list the folder: ${stderr}` };
  const records = text.slice(begin + mark.index + mark[0].length).split('\0');
  const complete = records.at(-2) === '=wf end';
  if (!complete && !cut) return { state: 'failed', why: `the listing ended early: ${stderr}` };
  const files = records.flatMap(fileOf).slice(0, FILE_LIMIT);
  const more = cut || files.length >= FILE_LIMIT;
  return { state: 'listed', now: Number(mark[2]) * 1_000, files, empty: mark[1] !== undefined, more };
}

function fileOf(record: string): readonly BackupFile[] {
  const match = /^(-?\d{1,12})(\.\d{1,12})? (\d{1,16}) (?:\.\/)?(.+)$/s.exec(record);
  if (!match) return [];
  const [, seconds, fraction = '', size, name = ''] = match;
  return [
    {
      name: Buffer.from(name, 'latin1'),
      modifiedAt: Math.round(Number(`${seconds}${fraction}`) * 1_000),
      size: Number(size),
    },
  ];
}

function readHeads(text: string, count: number): readonly (string | null)[] {
  const files = text.split(/^=wf file\n/m).slice(1);
  return Array.from({ length: count }, (_, index) => {
    const lines = files[index]?.split('\n') ?? [];
    if (lines[0] !== '=wf found') return null;
    return lines.flatMap((line) => (line.startsWith(':') ? [line.slice(1)] : [])).join('\n');
  });
}

function readHash(text: string, algorithm: HashName): Hashed {
  if (/^=wf denied$/m.test(text)) return { problem: 'it may not be read' };
  const digest = /^=wf hash\n\\?([0-9a-f]{32,128})\b/im.exec(text)?.[1];
  return digest === undefined
    ? { problem: `the host could not make its ${algorithm}` }
    : { digest: digest.toLowerCase() };
}

function readTail(stdout: Buffer): Tail {
  const text = stdout.toString('latin1');
  const mark = /^=wf tail\n/m.exec(text);
  if (mark) return { text: stdout.subarray(mark.index + mark[0].length).toString('utf8') };
  return { problem: /^=wf missing$/m.test(text) ? 'missing' : 'denied' };
}
