// What is run on a host to read its figures: sh, cat, grep, df, and nothing that writes. It holds no value of ours.
// Each part begins with a line '=wf name'; a part that cannot be read stays empty.
import { oneLine } from './over-ssh.ts';

/** What rates are made of: it takes two of these. The uptime is the host's own clock for them. */
const COUNTERS = `
  m uptime; cat /proc/uptime;
  m cpu; grep "^cpu" /proc/stat;
  m net; cat /proc/net/dev;`;

// df -l leaves network mounts alone: a dead one would hold df, and with it this check, for ever. What df understands is
// tried on '/': busybox knows no -l, and on small devices no -T either; then /proc/mounts says of what type a mount is.
const SCRIPT = `
  LC_ALL=C; export LC_ALL; PATH="$PATH:/usr/sbin:/sbin:/usr/bin:/bin"; export PATH;
  m() { echo; echo "=wf $1"; };
  m kernel; uname -sr;
  m boot; cat /proc/sys/kernel/random/boot_id;
  ${COUNTERS}
  m memory; cat /proc/meminfo;
  m load; cat /proc/loadavg;
  m processes; [ -d /proc/1 ] && { set -- /proc/[0-9]*; echo $#; };
  m temperature;
  for d in /sys/class/hwmon/hwmon*; do
    n=; read -r n <"$d/name";
    case "$n" in coretemp|k8temp|k10temp|zenpower|via_cputemp|cpu_thermal|soc_thermal)
      for f in "$d"/temp*_input; do v=; read -r v <"$f"; echo "$v"; done;;
    esac;
  done 2>/dev/null;
  for d in /sys/class/thermal/thermal_zone*; do
    n=; read -r n <"$d/type";
    case "$n" in x86_pkg_temp|cpu*|CPU*|soc*) v=; read -r v <"$d/temp"; echo "$v";; esac;
  done 2>/dev/null;
  t=; df -P -T / >/dev/null 2>&1 && t=-T;
  l=; df -P -l / >/dev/null 2>&1 && l=-l;
  [ -n "$t" ] || { m mounts; cat /proc/mounts; };
  m disks; df -P -k $t $l;
  m inodes; df -P -i $l;`;

/** One reading; the rates come from the reading of an earlier run. */
export const READ_ONCE = oneLine(`${SCRIPT} m end;`);
/** For a first run: a second look at the counters after a second. */
export const READ_TWICE = oneLine(`${SCRIPT} sleep 1; ${COUNTERS} m end;`);

/** Bytes kept of what the script prints: 30 mounts and 256 cores are 40 KiB. */
export const READING_LIMIT = 512 * 1024;
