// The runbook of lost packets, run for real: a packet filter rule of the test's own drops half of the echo requests to one
// loopback address. What a person mends by hand (a cable) is the rule taken away; the measuring and the proof are the book's.
import { execFileSync } from 'node:child_process';
import { expect, onTestFinished, test } from 'vitest';
import { HOST, openBooksFloor } from '../support/books-floor.ts';
import { noBooksHost, startBooksHost } from '../support/books-host.ts';
import { canDropAddress } from '../support/lab/drop-address.ts';

const NONE = noBooksHost() !== null || !canDropAddress();

/** Loses half of the echo requests to an address; the returned function mends it. */
function loseHalf(address: string): () => void {
  const table = `watchfloor_books_${process.pid}`;
  const rule = `ip daddr ${address} icmp type echo-request numgen random mod 100 < 50 drop`;
  execFileSync('nft', ['-f', '-'], {
    input: `table inet ${table} { chain out { type filter hook output priority 0; ${rule}; }; }`,
  });
  let lost = true;
  const mend = (): void => {
    if (lost) execFileSync('nft', ['delete', 'table', 'inet', table]);
    lost = false;
  };
  onTestFinished(mend);
  return mend;
}

test.skipIf(NONE)(
  'packet-loss-and-latency: the loss is measured, its place found, and gone when the link is mended',
  async () => {
    const host = await startBooksHost({ address: '127.83.6.1' });
    const mend = loseHalf(host.address);
    const floor = await openBooksFloor({ host });
    const problemId = await floor.alarm({
      name: 'loss',
      kind: 'ping',
      config: { packets: 20, spacingMs: 20, replyWithinMs: 200, warnLossPercent: 5 },
    });
    const [best] = await floor.client.runbooks.suggest({ problemId });
    expect(best).toMatchObject({ runbookId: 'packet-loss-and-latency' });
    const run = await floor.run('packet-loss-and-latency', { problemId, inputs: { compare: HOST } });
    await run.to('decide');
    expect(Number(run.view().run.outputs.measure?.lost)).toBeGreaterThan(10);
    await run.answer('The host: loaded, or its link counts errors');
    mend();
    expect(await run.end()).toMatchObject({ run: { outcome: 'green' } });
    expect(run.step('lossless')).toMatchObject({ state: 'done' });
  },
);
