// An engine in miniature behind the real transport: says back what a page says, asks the keychain, tells what it was told.
// With ECHO_CRASH it falls over as soon as it starts.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { os } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import { z } from 'zod';
import { openHostLink } from '../../electron/engine/transport.ts';

if (process.env.ECHO_CRASH) {
  process.stderr.write('\u001b[31mthe fixture falls over\u001b[0m\n');
  process.exit(7);
}

const link = openHostLink();
if (!link) throw new Error('The echo engine wants a host.');

/** What the host answered, or its refusal in words. */
const asked = (answer: Promise<boolean>): Promise<boolean | string> => answer.catch((error: Error) => error.message);

const heard: string[] = [];
link.onPower((event) => heard.push(event));
link.onStop(() => {
  // On disk: words on their way through main may be lost when main quits right behind.
  writeFileSync(path.join(process.env.WATCHFLOOR_DATA ?? '.', 'stopped-cleanly'), '');
  process.exit(0);
});

link.acceptPorts((port, hello) => {
  const handler = new RPCHandler({
    echo: os.input(z.string()).handler(({ input }) => input),
    hello: os.handler(() => ({ operator: hello.operator, pid: process.pid })),
    heard: os.handler(() => heard),
    keychain: os.handler(() => link.askHost({ ask: 'secretsAvailable' })),
    sealAndOpen: os.input(z.string()).handler(async ({ input }) => {
      const sealed = await link.askHost({ ask: 'seal', text: input });
      return { sealed, opened: await link.askHost({ ask: 'open', sealed }) };
    }),
    notify: os
      .input(z.object({ title: z.string(), body: z.string(), urgent: z.boolean() }))
      .handler(({ input }) => asked(link.askHost({ ask: 'notify', ...input }))),
    tray: os
      .input(z.object({ worst: z.enum(['ok', 'warning', 'down']), unhandled: z.number(), tooltip: z.string() }))
      .handler(({ input }) => asked(link.askHost({ ask: 'tray', ...input }))),
    printPdf: os
      .input(z.string())
      .handler(({ input }) => link.askHost({ ask: 'printPdf', html: input }).catch((error: Error) => error.message)),
    printLong: os.input(z.object({ part: z.string(), times: z.number() })).handler(({ input }) => {
      const html = `<!doctype html><body>${input.part.repeat(input.times)}<p>The end of a long page</p></body>`;
      return link.askHost({ ask: 'printPdf', html }).catch((error: Error) => error.message);
    }),
    count: os.input(z.number()).handler(async function* ({ input }) {
      for (let n = 1; n <= input; n++) yield n;
    }),
  });
  handler.upgrade(port);
});
