// What a host for runbooks is made of: its setting up, its first process, its sshd, and programs that only a running systemd
// or a real machine has. They do what they say: `systemctl` starts and ends real processes, `shutdown` ends everything that
// runs and starts the host anew.

/** Scripts and files by name, to be put beside each other in a folder; `set-up` begins. */
export function hostFiles({
  address,
  port,
}: {
  readonly address: string;
  readonly port: number;
}): Readonly<Record<string, string>> {
  return {
    'set-up': SET_UP,
    init: INIT,
    systemctl: SYSTEMCTL,
    shutdown: SHUTDOWN,
    sshd_config: sshdConfig(address, port),
  };
}

/** $1: this folder, $2: size. In namespaces of its own; ends as the first process of the host. */
const SET_UP = `set -eu
from=$1
mkdir "$from/root"
mount -t tmpfs -o "size=$2,mode=755" watchfloor-host "$from/root"
cd "$from/root"
mkdir -p usr etc dev proc sys run/sshd run/units tmp root home srv boot opt/lab/bin .old \\
  var/log/journal var/log/units var/tmp var/lib/logrotate var/spool/cron/crontabs var/spool/mail var/cache var/run var/backups
chmod 1777 tmp var/tmp; chmod 700 root; rmdir var/run; ln -s ../run var/run
mount --bind /usr usr
mount -o remount,bind,ro usr
for name in bin sbin lib lib32 lib64; do
  if [ -L "/$name" ]; then cp -P "/$name" "$name"
  elif [ -d "/$name" ]; then mkdir "$name"; mount --bind "/$name" "$name"; mount -o remount,bind,ro "$name"; fi
done
for name in nsswitch.conf ld.so.cache ld.so.conf ld.so.conf.d login.defs pam.d security ssl pki crypto-policies alternatives \\
  default skel services protocols localtime debian_version os-release redhat-release passwd group logrotate.conf; do
  if [ -e "/etc/$name" ]; then cp -a "/etc/$name" etc/; fi
done
mkdir -p etc/lab-units etc/logrotate.d etc/cron.d
sed -i 's#^\\(root:.*\\):[^:]*$#\\1:/bin/sh#' etc/passwd
sed 's/^\\([^:]*\\):.*/\\1:*:19000:0:99999:7:::/' etc/passwd > etc/shadow
sed 's/^\\([^:]*\\):.*/\\1:*::/' etc/group > etc/gshadow
chmod 600 etc/shadow etc/gshadow
echo '127.0.0.1 localhost' > etc/hosts
: > etc/resolv.conf
mkdir -p etc/ssh-lab
cp "$from/host" "$from/sshd_config" etc/ssh-lab/; cp "$from/user.pub" etc/ssh-lab/keys-root
chmod 600 etc/ssh-lab/host; chmod 644 etc/ssh-lab/sshd_config etc/ssh-lab/keys-root
cp "$from/init" "$from/systemctl" "$from/shutdown" opt/lab/bin/
for name in null zero full random urandom tty; do : > "dev/$name"; mount --bind "/dev/$name" "dev/$name"; done
mkdir dev/pts dev/shm
mount -t devpts -o newinstance,ptmxmode=666,mode=620 devpts dev/pts
ln -s pts/ptmx dev/ptmx; ln -s /proc/self/fd dev/fd
mount -t tmpfs -o size=8m shm dev/shm
mount -t proc proc proc
mount -t sysfs -o ro sysfs sys
mount --bind proc/sys proc/sys
mount -o remount,bind,ro proc/sys
: > run/boot_id
cat proc/sys/kernel/random/uuid > run/boot_id
mount --bind run/boot_id proc/sys/kernel/random/boot_id
if [ -e proc/sysrq-trigger ]; then mount --bind dev/null proc/sysrq-trigger; fi
hostname books-host
pivot_root . .old
umount -l /.old
exec chroot . setpriv --bounding-set -sys_admin,-sys_time,-sys_boot,-sys_module,-sys_rawio,-net_admin,-mknod,-syslog \\
  bash /opt/lab/bin/init
`;

/** The first process: starts sshd and what is enabled, reaps, and starts the host anew when asked. */
const INIT = `PATH=/opt/lab/bin:/usr/sbin:/usr/bin:/sbin:/bin; export PATH
cd /
mkfifo /run/init
exec 3<>/run/init
while :; do
  cat /proc/sys/kernel/random/uuid > /run/boot_id
  rm -f /run/units/*
  for file in /etc/lab-units/*; do
    if grep -qs '^enabled=yes' "$file"; then systemctl start "$(basename "$file")"; fi
  done
  /usr/sbin/sshd -D -e -f /etc/ssh-lab/sshd_config 3>&- &
  word=
  until [ "$word" = reboot ]; do read -r -t 1 word <&3; done
  kill -KILL -1
  wait
  # As long as it is down.
  sleep 2
done
`;

const SHUTDOWN = `#!/bin/sh
# -r +N: the host goes down and starts anew, sooner than it says; -c: not any more.
case $1 in
  -c) rm -f /run/shutdown; exit 0 ;;
  -r) : > /run/shutdown
      setsid sh -c 'sleep 1; [ -e /run/shutdown ] && rm /run/shutdown && echo reboot > /run/init' >/dev/null 2>&1 </dev/null 3>&- & ;;
  *) echo "not on this host: $*" >&2; exit 1 ;;
esac
`;

/** Supervises real processes by files: /etc/lab-units/NAME says what, /run/units/NAME.pid which. */
const SYSTEMCTL = `#!/bin/bash
verb= properties= units=
while [ $# -gt 0 ]; do
  case $1 in
    -p) properties="$properties $2"; shift ;;
    --) ;;
    -*) ;;
    *) if [ -z "$verb" ]; then verb=$1; else units="$units $1"; fi ;;
  esac
  shift
done
field() { sed -n "s/^$2=//p" "/etc/lab-units/$1" 2>/dev/null; }
known() { [ -f "/etc/lab-units/$1" ]; }
full() { if known "$1"; then echo "$1"; elif known "$1.service"; then echo "$1.service"; else echo "$1"; fi; }
alive() {
  local pid state
  pid=$(cat "/run/units/$1.pid" 2>/dev/null) || return 1
  state=$(sed -n 's/^State:[[:space:]]*//p' "/proc/$pid/status" 2>/dev/null)
  case $state in ''|Z*) return 1 ;; esac
}
active() {
  if alive "$1"; then echo active
  elif [ -f "/run/units/$1.failed" ]; then echo failed
  elif [ -f "/run/units/$1.pid" ]; then echo failed
  else echo inactive; fi
}
start() {
  alive "$1" && return 0
  rm -f "/run/units/$1.failed"
  if [ "$(field "$1" oneshot)" = yes ]; then
    sh -c "$(field "$1" exec)" >>"/var/log/units/$1.log" 2>&1 </dev/null
    local code=$?
    [ $code = 0 ] || { echo $code > "/run/units/$1.failed"; echo "Job for $1 failed." >&2; return 1; }
    return 0
  fi
  setsid sh -c "exec $(field "$1" exec)" >>"/var/log/units/$1.log" 2>&1 </dev/null 3>&- &
  echo $! > "/run/units/$1.pid"
}
stop() {
  local pid
  pid=$(cat "/run/units/$1.pid" 2>/dev/null) || return 0
  # The whole group, as systemd ends all of a unit.
  kill -TERM -- "-$pid" 2>/dev/null
  for n in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do alive "$1" || break; sleep 0.1; done
  alive "$1" && kill -KILL -- "-$pid"
  rm -f "/run/units/$1.pid"
}
property() {
  case $2 in
    LoadState) known "$1" && echo LoadState=loaded || echo LoadState=not-found ;;
    ActiveState) echo "ActiveState=$(active "$1")" ;;
    SubState) case $(active "$1") in active) echo SubState=running ;; failed) echo SubState=failed ;; *) echo SubState=dead ;; esac ;;
    Result) [ "$(active "$1")" = failed ] && echo Result=exit-code || echo Result=success ;;
    MainPID) alive "$1" && echo "MainPID=$(cat "/run/units/$1.pid")" || echo MainPID=0 ;;
    NRestarts) echo NRestarts=0 ;;
    ExecMainStatus) echo "ExecMainStatus=$(cat "/run/units/$1.failed" 2>/dev/null || echo 0)" ;;
    *) echo "$2=" ;;
  esac
}
case $verb in
  list-units)
    for file in /etc/lab-units/*; do
      name=$(basename "$file")
      known "$name" && [ "$(active "$name")" = failed ] && echo "$name loaded failed failed $name"
    done
    exit 0 ;;
  list-timers|list-jobs|daemon-reload) exit 0 ;;
  is-system-running) echo running; exit 0 ;;
esac
result=0
for name in $units; do
  unit=$(full "$name")
  case $verb in
    show) for property in $properties; do property "$unit" "$property"; done; continue ;;
    is-active) state=$(active "$unit"); echo "$state"; [ "$state" = active ] || result=3; continue ;;
    is-enabled) [ "$(field "$unit" enabled)" = yes ] && echo enabled || { echo disabled; result=1; }; continue ;;
    status) echo "$unit: $(active "$unit")"; tail -n 5 "/var/log/units/$unit.log" 2>/dev/null; [ "$(active "$unit")" = active ] || result=3; continue ;;
  esac
  known "$unit" || { echo "Unit $unit not found." >&2; result=5; continue; }
  case $verb in
    start) start "$unit" || result=1 ;;
    stop) stop "$unit" ;;
    restart) stop "$unit"; start "$unit" || result=1 ;;
    reload) signal=$(field "$unit" reload)
      if [ -n "$signal" ] && alive "$unit"; then kill "-$signal" "$(cat "/run/units/$unit.pid")"
      else echo "Job type reload is not applicable for unit $unit." >&2; result=3; fi ;;
    reload-or-restart) signal=$(field "$unit" reload)
      if [ -n "$signal" ] && alive "$unit"; then kill "-$signal" "$(cat "/run/units/$unit.pid")"; else stop "$unit"; start "$unit" || result=1; fi ;;
    reset-failed) rm -f "/run/units/$unit.failed"; alive "$unit" || rm -f "/run/units/$unit.pid" ;;
    *) echo "Unknown command verb $verb." >&2; result=1 ;;
  esac
done
exit $result
`;

const sshdConfig = (address: string, port: number): string => `Port ${port}
ListenAddress ${address}
HostKey /etc/ssh-lab/host
AuthorizedKeysFile /etc/ssh-lab/keys-%u .ssh/authorized_keys
PidFile none
UsePAM no
StrictModes no
PermitRootLogin prohibit-password
PasswordAuthentication no
PrintMotd no
SetEnv PATH=/opt/lab/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
`;
