// Programs that others watch with: those that are installed are measured in the same run, the others named with the way
// to install them and what they took when they were measured before (two cores, loopback).
import { existsSync } from 'node:fs';
import { isThere } from './programs.ts';

export interface Peer {
  readonly name: string;
  readonly install: string | null;
  readonly before: string;
  /** Whether it is here; always false for those that this bench does not drive. */
  readonly here: () => boolean;
}

export const NAGIOS_PLUGIN = '/usr/lib/nagios/plugins/check_icmp';

export const nagios: Peer = {
  name: 'Nagios 4',
  install: 'apt-get install --no-install-recommends nagios4-core monitoring-plugins-basic',
  before: '1.5 CPU s per 1,000 at 100/s, 1,375 checks/s',
  here: () => isThere('nagios4') && existsSync(NAGIOS_PLUGIN),
};

export const blackbox: Peer = {
  name: 'blackbox_exporter',
  install: 'apt-get install --no-install-recommends prometheus-blackbox-exporter',
  before: 'tcp 0.29, http 0.50 CPU s per 1,000',
  here: () => isThere('prometheus-blackbox-exporter'),
};

/** Not driven by this bench: one needs a database and a web server around it, the other is in no Debian release. */
const named: readonly Peer[] = [
  { name: 'Icinga 2', install: null, before: '3.1 CPU s per 1,000 at 100/s, 1,038 checks/s', here: () => false },
  {
    name: 'Uptime Kuma',
    install: null,
    before: '12.6 CPU s per 1,000 at 50/s in 350 MB, 108 checks/s',
    here: () => false,
  },
];

export function sayWhatIsSkipped(say: (line: string) => void): void {
  for (const { name, install, before, here } of [nagios, blackbox, ...named]) {
    if (here()) continue;
    const why = install === null ? 'this bench does not drive it' : `not installed (${install})`;
    say(`Skipped: ${name}, ${why}. Measured before: ${before}.`);
  }
}
