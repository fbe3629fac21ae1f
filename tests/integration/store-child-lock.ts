// A second engine, as far as the lock goes: takes the folder given, says so, and holds it until it is killed.
import { lockFolder } from '../../electron/engine/store/lock.ts';

const [folder = '', since = '0'] = process.argv.slice(2);
lockFolder(folder, { pid: process.pid, host: 'test-host', since: Number(since) });
process.stdout.write('held\n');
setInterval(() => undefined, 1_000_000);
