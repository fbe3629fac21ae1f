// Commands that only read: the machine itself, its processes, files and texts, storage and hardware.
import { all, any, each, exactly, isUnknown, only, type Rule, type Rules, some, without } from './reading-rules.ts';

const find: Rule = ({ args }) =>
  args.every((arg) => !/^-(?:exec|execdir|ok|okdir|delete|fprint|fprint0|fprintf|fls|files0-from)$/.test(arg));

/** A program that prints fields and nothing else: awk can also write, and run commands. */
const awk: Rule = ({ args }) => {
  const program = args.find((arg) => !arg.startsWith('-')) ?? '';
  return (
    args.every((arg) => /^(?!-)|^-F./.test(arg)) &&
    !/[|>@]|system|getline|close|include|load/.test(program) &&
    !isUnknown(program)
  );
};

/** Printing lines by number or by pattern: sed can also write, and run commands. */
const sed: Rule = ({ args }) =>
  args[0] === '-n' &&
  /^(?:\d+|\$|\/[^/]*\/)(?:,(?:\d+|\$|\/[^/]*\/))?p$/.test(args[1] ?? '') &&
  args.slice(2).every((arg) => !arg.startsWith('-'));

/** What is asked may be no value, the device may. */
const mdadm: Rule = ({ args }) => args.length === 2 && /^(?:--detail|-D|--examine|-E|--query|-Q)$/.test(args[0] ?? '');

export const readingMachine: Rules = {
  ...each(
    'df free uptime w who whoami id groups last lastb nproc uname arch lscpu lsblk lsmod lspci lsusb lsattr lsof',
    any,
  ),
  ...each(
    'findmnt du ls stat pwd which type readlink realpath basename dirname getent locale lsb_release getfacl',
    any,
  ),
  ...each('getenforce sestatus atq ps pgrep pidof pstree pmap vmstat mpstat pidstat iostat jps', any),
  ...each('cat head tail wc cut nl tac rev fold tr column zcat zgrep strings grep egrep fgrep cmp hexdump od', any),
  ...each('md5sum sha1sum sha256sum cksum echo true test [ sleep lvs vgs pvs lvdisplay vgdisplay pvdisplay upsc', any),
  blkid: without('gcw'),
  file: without('C', '--compile'),
  tree: without('oR'),
  date: only(/^(?:-u|--utc|-R|-I\w*|--rfc-3339=\w+|--iso-8601(?:=\w+)?|\+[^\uE000-\uF8FF]*)$/),
  hostname: only(/^-[fisAdI]$/),
  hostnamectl: only(/^status$/),
  timedatectl: only(/^(?:status|show|timesync-status|show-timesync)$/),
  mount: only(/^-l$/),
  swapon: only(/^(?:-s|--show(?:=\w*)?)$/),
  crontab: only(/^-l$/),
  ulimit: only(/^-[aHS]+$/),
  sar: without('o'),
  top: all(some(/^-\w*b/), without('', '--apply-defaults')),
  rg: without('', '--pre', '--hostname-bin'),
  diff: without('', '--output'),
  sort: without('oT', '--output', '--compress-program', '--temporary-directory', '--files0-from'),
  uniq: ({ plain }) => plain.length < 2,
  jq: without('iLf', '--in-place', '--from-file', '--run-tests'),
  awk,
  gawk: awk,
  sed,
  find,
  sysctl: all(({ args }) => args.length > 0, only(/^(?:-[aAnN]+|--all|[\w.*/][\w.*/-]*)$/)),
  mdadm,
  smartctl: only(
    /^(?:-[aHiAxlc]|--(?:all|health|info|attributes|xall|scan)|error|selftest|\/dev\/[\w/]+|[\uE000-\uF8FF])$/,
  ),
  zpool: ({ args }) => ['status', 'list', 'iostat'].includes(args[0] ?? ''),
  zfs: ({ args }) => ['list', 'get'].includes(args[0] ?? ''),
  multipath: only(/^-ll?$/),
  dmesg: only(/^(?:-[THxekLrltP]+|--ctime|--human|--level=\S+|--facility=\S+|--time-format=\S+)$/),
  dmidecode: without('', '--dump-bin'),
  apcaccess: only(/^status$/),
  'nvidia-smi': only(/^-[Lq]$/),
  ipmitool: exactly(
    'sel list',
    'sel elist',
    'sdr',
    'sdr list',
    'sensor',
    'sensor list',
    'chassis status',
    'chassis power status',
    'power status',
    'fru',
  ),
  ceph: exactly(
    '-s',
    'status',
    'health',
    'health detail',
    'df',
    'osd tree',
    'osd df',
    'osd stat',
    'osd status',
    'mon stat',
    'pg stat',
    'versions',
  ),
};
