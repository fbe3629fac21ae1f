// The head of a host: its state lit where it is unhandled, its name, and one sentence that says it all.
import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Check } from '../../../electron/contract/model/check.ts';
import { useNow } from '../../lib/now.ts';
import { figure } from '../../lib/number.ts';
import { duration, when } from '../../lib/time.ts';
import { isHandled } from '../../store/roll-up.ts';
import { goTo } from '../../store/route.ts';
import { availablePercent } from '../../ui/charts/state-summary.ts';
import { displayUnit } from '../../ui/charts/unit.ts';
import { Glyph, glyphOf } from '../../ui/glyph.tsx';
import { isStale } from './check-words.ts';
import type { HostView } from './use-host.ts';

interface Props {
  readonly view: HostView;
  /** Available share of the last 30 days; undefined while it is being asked for, null when nothing was measured. */
  readonly available: number | null | undefined;
}

export function HostHead({ view, available }: Props) {
  const { host, sentence } = view;
  const { status, lit } = headLook(view);
  const name = glyphOf(status);
  return (
    <header className={`hhead hd-${name}${lit ? ' lit' : ''}`}>
      <span className="hx">
        <Glyph status={status} lit={lit} />
      </span>
      <div className="ht">
        <nav className="it1" aria-label="Where">
          <button type="button" onClick={() => goTo({ screen: 'inventory' })}>
            Inventory
          </button>
          <Crumb>{host.site}</Crumb>
          {host.role && <Crumb>{host.role}</Crumb>}
        </nav>
        <h1 className="mono">{host.name}</h1>
      </div>
      <div className="hs">
        <b>{sentence.headline}</b>
        <span>
          {sentence.why}
          {sentence.since !== null && <Since at={sentence.since} />}
          {sentence.hand && (
            <em className={sentence.problem && isHandled(sentence.problem) ? 'hand' : undefined}> {sentence.hand}</em>
          )}
        </span>
      </div>
      <dl className="hf">
        <AliveFact view={view} />
        <div className="roomy">
          <dt>30 days</dt>
          <dd>{available === undefined ? <span className="skel fact" /> : <Share available={available} />}</dd>
        </div>
        <div>
          <dt>Checks</dt>
          <dd>{figure(view.checks.length)}</dd>
        </div>
        <LastResult view={view} />
      </dl>
    </header>
  );
}

const Crumb = ({ children }: { readonly children: ReactNode }) => (
  <>
    <ChevronRight className="ic" aria-hidden="true" />
    <span>{children}</span>
  </>
);

function headLook({ hostState, sentence, checks }: HostView): { status: string; lit: boolean } {
  const { problem } = sentence;
  if (problem) return { status: problem.status, lit: !isHandled(problem) };
  if (checks.length === 0) return { status: 'not-monitored', lit: false };
  if (!hostState || hostState.reach === 'pending') return { status: 'pending', lit: false };
  return { status: hostState.reach, lit: false };
}

function Since({ at }: { readonly at: number }) {
  const now = useNow();
  return (
    <>
      , since <time dateTime={new Date(at).toISOString()}>{when(at, now)}</time>, <time>{duration(now - at)}</time>.
    </>
  );
}

function Share({ available }: { readonly available: number | null }) {
  if (available === null) return <span className="none">no data</span>;
  return (
    <>
      {availablePercent(available)}
      <u>%</u>
    </>
  );
}

function AliveFact({ view }: { readonly view: HostView }) {
  const now = useNow();
  const check = view.checks.find((each) => each.alive);
  const state = check && view.states.get(check.id);
  const answers = state?.status === 'ok' || state?.status === 'warning';
  const metric = answers
    ? (state?.metrics.find((each) => /rtt\.avg|rtt$/.test(each.name)) ?? state?.metrics[0])
    : undefined;
  const shown = metric && displayUnit(metric.unit, metric.value);
  const stale = check && isStale(check, state, now);
  return (
    <div>
      <dt>Alive</dt>
      <dd>
        {metric && shown ? (
          <>
            <span className={stale ? 'stale' : undefined}>{figure(metric.value / shown.divisor)}</span>
            <u>{shown.unit}</u>
          </>
        ) : (
          <span className="none">{aliveWord(check, state?.status)}</span>
        )}
      </dd>
    </div>
  );
}

const aliveWord = (check: Check | undefined, status: string | undefined) =>
  !check ? 'no check' : status === undefined || status === 'pending' ? 'waiting' : status === 'ok' ? 'yes' : 'no';

function LastResult({ view }: { readonly view: HostView }) {
  const now = useNow();
  const at = Math.max(0, ...[...view.states.values()].map((state) => state.resultAt ?? 0));
  if (at === 0) {
    return (
      <div>
        <dt>Last result</dt>
        <dd className="none">none yet</dd>
      </div>
    );
  }
  const [amount, unit] = duration(now - at).split(/\s/);
  const old = now - at > 300_000;
  return (
    <div>
      <dt>Last result</dt>
      <dd>
        <span className={old ? 'stale' : undefined}>{amount}</span>
        <u>{unit} ago</u>
      </dd>
    </div>
  );
}
