// A runner whose results the test decides: what it said last of a check is what every run of it answers, until it says
// something else. It can also hold runs back, to let the test end them when it likes.
import type { ProbeOutcome, Result } from '../../electron/contract/model/result.ts';
import type { Due, Job, Runner } from '../../electron/engine/services/runner.ts';

export type Words = Partial<ProbeOutcome> & Pick<ProbeOutcome, 'status'>;

export interface Run {
  readonly host: string;
  readonly check: string;
  /** Slot, epoch ms. */
  readonly at: number;
  /** How many ran together. */
  readonly together: number;
}

export interface ScriptedRunner extends Runner {
  say(host: string, check: string, words: Words | Words['status']): void;
  /** Every run there was, in order. */
  readonly runs: Run[];
  /** Runs of this host wait until `release`. */
  hold(host: string): void;
  release(host: string): void;
}

export function createScriptedRunner(): ScriptedRunner {
  const said = new Map<string, Words>();
  const held = new Map<string, { readonly opened: Promise<void>; readonly open: () => void }>();
  const runs: Run[] = [];

  async function answer(job: Job, due: Due, together: number): Promise<Result> {
    const [host, check] = [job.host.name, job.check.name];
    runs.push({ host, check, at: due.at, together });
    await held.get(host)?.opened;
    // A job that cannot be made ready (a locked vault) says so, as the real runner has it.
    let words: Words;
    try {
      job.config();
      words = said.get(`${host} ${check}`) ?? { status: 'ok' };
    } catch (error) {
      words = { status: 'unknown', summary: (error as Error).message };
    }
    return {
      summary: `${words.status} of ${host}`,
      metrics: [],
      ...words,
      checkId: job.check.id,
      at: due.at,
      lateMs: 0,
      durationMs: 1,
    };
  }

  return {
    runs,
    say: (host, check, words) =>
      void said.set(`${host} ${check}`, typeof words === 'string' ? { status: words } : words),
    hold(host) {
      let open = (): void => {};
      const opened = new Promise<void>((resolve) => (open = resolve));
      held.set(host, { opened, open });
    },
    release(host) {
      held.get(host)?.open();
      held.delete(host);
    },
    runOne: (job, due) => answer(job, due, 1),
    async runBatch(jobs, due, report) {
      await Promise.all(jobs.map(async (job) => report(job, await answer(job, due, jobs.length))));
    },
  };
}
