// A call whose engine goes away before it answers: the operator reads a sentence, not the machinery's words.
import { expect, test } from 'vitest';
import { attachEngine } from '../../renderer/link/client.ts';

test('says that the engine is gone and that it may have been done; who stops a call by himself hears his own reason', async () => {
  const { port1, port2 } = new MessageChannel();
  const client = attachEngine(port1);
  const asked = new Promise((resolve) => port2.addEventListener('message', resolve, { once: true }));
  port2.start();
  const answer = client.reports.made({ limit: 1 });
  answer.catch(() => {});
  await asked;
  port2.close();
  await expect(answer).rejects.toThrow('The engine went away before it answered. Look whether it was done');

  const line = new MessageChannel();
  const left = new AbortController();
  const stopped = attachEngine(line.port1).reports.made({ limit: 1 }, { signal: left.signal });
  left.abort(new Error('Esc'));
  await expect(stopped).rejects.toThrow('Esc');
  line.port2.close();
});
