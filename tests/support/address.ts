// Takes an address of this machine away and gives it back: packets to it are dropped by a firewall table of our own, made
// and removed here. Every 127.x.y.z answers ping on Linux, so a test has thousands of hosts for nothing.
import { spawnSync } from 'node:child_process';

const nft = (...words: readonly string[]) => spawnSync('nft', words, { encoding: 'utf8' });

/** Why addresses cannot be taken away here (no nft, no right to); null when they can. */
export function whyNoAddressControl(): string | null {
  const tried = nft('list', 'tables');
  if (tried.error) return 'nft is not installed';
  return tried.status === 0 ? null : `nft is not permitted here: ${tried.stderr.trim().split('\n')[0]}`;
}

/** Drops everything sent to `address` (IPv4, 127.0.0.0/8) until the returned function is called. */
export function takeAway(address: string): () => void {
  if (!/^127(\.\d{1,3}){3}$/.test(address))
    throw new Error(`Only addresses of this machine are taken away, not ${address}.`);
  const table = `watchfloor_${process.pid}_${address.replaceAll('.', '_')}`;
  const add = (...words: string[]): void => {
    const done = nft('add', ...words);
    if (done.status !== 0) throw new Error(`nft: ${done.stderr}`);
  };
  add('table', 'ip', table);
  add('chain', 'ip', table, 'output', '{ type filter hook output priority 0 ; }');
  add('rule', 'ip', table, 'output', 'ip', 'daddr', address, 'drop');
  let away = true;
  return () => {
    if (away) nft('delete', 'table', 'ip', table);
    away = false;
  };
}
