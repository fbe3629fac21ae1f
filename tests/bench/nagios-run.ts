// Nagios 4 at the same pings: hosts of a generated configuration in a folder of its own, check_icmp with one packet, no
// notifications, nothing asked of anybody outside this machine.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { addressOf, type Ground } from './ground.ts';
import { NAGIOS_PLUGIN } from './peers.ts';
import { cpuPerThousand, end, start } from './programs.ts';

/** CPU seconds per 1,000 checks of the daemon, its workers and their plugins. */
export async function runNagios(ground: Ground, measureMs: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'watchfloor-bench-'));
  configure(folder, ground);
  const daemon = start('nagios4', [join(folder, 'nagios.cfg')]);
  daemon.stdout?.resume();
  try {
    const times = { warmUpMs: ground.intervalMs + 4_000, measureMs };
    return await cpuPerThousand(daemon, times, () => linesOf(join(folder, PERFDATA)));
  } finally {
    await end(daemon);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One line for each check that was done, which is also what keeping its figures begins with. */
const PERFDATA = 'perfdata';
const linesOf = (file: string): number => readFileSync(file, 'latin1').split('\n').length - 1;

function configure(folder: string, { hosts, intervalMs }: Ground): void {
  const { username } = userInfo();
  const at = (name: string): string => join(folder, name);
  for (const name of ['spool', 'archives']) mkdirSync(at(name));
  const settings: Readonly<Record<string, string | number>> = {
    log_file: at('nagios.log'),
    cfg_file: at('objects.cfg'),
    object_cache_file: at('objects.cache'),
    precached_object_file: at('objects.precache'),
    status_file: at('status.dat'),
    status_update_interval: 10,
    nagios_user: username,
    nagios_group: username,
    check_external_commands: 0,
    command_file: at('nagios.cmd'),
    query_socket: at('nagios.qh'),
    lock_file: at('nagios.lock'),
    temp_file: at('nagios.tmp'),
    temp_path: folder,
    log_archive_path: at('archives'),
    check_result_path: at('spool'),
    state_retention_file: at('retention.dat'),
    retain_state_information: 0,
    use_syslog: 0,
    enable_notifications: 0,
    execute_host_checks: 1,
    interval_length: 1,
    // Spread over the interval, as the engine does.
    max_host_check_spread: 1,
    host_inter_check_delay_method: (intervalMs / 1_000 / hosts).toFixed(4),
    max_concurrent_checks: 0,
    process_performance_data: 1,
    host_perfdata_file: at(PERFDATA),
    host_perfdata_file_template: '$HOSTNAME$ $HOSTPERFDATA$',
    host_perfdata_file_mode: 'a',
    // By default a check within 15 s of the last one is not done.
    cached_host_check_horizon: 0,
    // It would ask its makers whether there is a newer one.
    check_for_updates: 0,
  };
  writeFileSync(
    at('nagios.cfg'),
    Object.entries(settings)
      .map(([name, value]) => `${name}=${value}\n`)
      .join(''),
  );
  writeFileSync(at('objects.cfg'), objects(hosts, intervalMs / 1_000));
}

function objects(hosts: number, intervalSeconds: number): string {
  const define = (type: string, fields: Readonly<Record<string, string | number>>): string =>
    `define ${type} {\n${Object.entries(fields)
      .map(([name, value]) => `  ${name} ${value}\n`)
      .join('')}}\n`;
  return [
    define('command', {
      command_name: 'ping',
      command_line: `${NAGIOS_PLUGIN} -H $HOSTADDRESS$ -n 1 -w 3000,80% -c 5000,100%`,
    }),
    define('timeperiod', {
      timeperiod_name: 'always',
      alias: 'always',
      sunday: '00:00-24:00',
      monday: '00:00-24:00',
      tuesday: '00:00-24:00',
      wednesday: '00:00-24:00',
      thursday: '00:00-24:00',
      friday: '00:00-24:00',
      saturday: '00:00-24:00',
    }),
    define('contact', {
      contact_name: 'nobody',
      host_notifications_enabled: 0,
      service_notifications_enabled: 0,
      host_notification_period: 'always',
      service_notification_period: 'always',
      host_notification_commands: 'ping',
      service_notification_commands: 'ping',
    }),
    ...Array.from({ length: hosts }, (_, n) =>
      define('host', {
        host_name: `host-${n}`,
        address: addressOf(n),
        check_command: 'ping',
        check_interval: intervalSeconds,
        retry_interval: intervalSeconds,
        max_check_attempts: 3,
        check_period: 'always',
        contacts: 'nobody',
        notifications_enabled: 0,
      }),
    ),
    // Without one it does not start.
    define('service', {
      service_description: 'none',
      host_name: 'host-0',
      check_command: 'ping',
      check_interval: intervalSeconds,
      retry_interval: intervalSeconds,
      max_check_attempts: 3,
      check_period: 'always',
      active_checks_enabled: 0,
      contacts: 'nobody',
      notifications_enabled: 0,
    }),
  ].join('\n');
}
