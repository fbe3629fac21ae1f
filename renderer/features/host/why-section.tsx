// Why the selected check is what it is: its last steps, a sentence, and what stands around it.
import type { Check } from '../../../electron/contract/model/check.ts';
import type { Entry } from '../../../electron/contract/model/journal.ts';
import { useNowEvery } from '../../lib/now.ts';
import { when } from '../../lib/time.ts';
import { goToIncident, selectIncidentOf } from '../../store/incidents.ts';
import { heldWords } from '../../store/problem-words.ts';
import { isHandled } from '../../store/roll-up.ts';
import { changeOf } from '../../store/silences.ts';
import { useWorld } from '../../store/world.ts';
import { GLYPH_WORDS, Glyph, glyphOf } from '../../ui/glyph.tsx';
import { Parents } from './parents.tsx';
import { traceOf, traceSentence } from './trace.ts';
import type { HostView } from './use-host.ts';

interface Props {
  readonly view: HostView;
  readonly check: Check;
  readonly entries: readonly Entry[];
}

export function WhySection({ view, check, entries }: Props) {
  const now = useNowEvery(10_000);
  const state = view.states.get(check.id) ?? null;
  const problem = view.problems.get(check.id) ?? null;
  const change = useWorld((world) => changeOf(world, problem?.held ?? null));
  const incident = useWorld((world) => (problem ? selectIncidentOf(world).get(problem.id) : undefined));
  const steps = traceOf(entries, state, now);
  const lit = problem !== null && !isHandled(problem);
  return (
    <section>
      <h2>
        {title(problem?.status ?? state?.status)}
        <em>{check.name}</em>
      </h2>
      {steps.length > 1 && (
        <ol className="trace">
          {steps.map((step, index) => (
            <li key={`${step.at}${step.mark}`} className={step.told ? 'told' : undefined}>
              <Glyph status={step.status} lit={step.hard && step.status !== 'ok' && lit && index >= lastSpell(steps)} />
              <b>{step.mark}</b>
              <time dateTime={new Date(step.at).toISOString()}>{step.when}</time>
              {step.told && <em>told</em>}
            </li>
          ))}
        </ol>
      )}
      {state && <p className="why">{traceSentence(check, state, view.hostState?.reach ?? 'pending')}</p>}
      <dl className="kv2">
        <Parents host={view.host} />
        {problem && (
          <div>
            <dt>Told</dt>
            <dd className="wrap">
              {problem.toldAt !== null
                ? when(problem.toldAt, now)
                : problem.held
                  ? `nobody: ${heldWords(problem.held, now, change)}`
                  : 'not yet'}
            </dd>
          </div>
        )}
        {incident && (
          <div>
            <dt>Incident</dt>
            <dd className="wrap">
              <button type="button" className="in-inc" onClick={() => goToIncident(incident.id)}>
                <b className="mono">{incident.number}</b> {incident.title}
              </button>
            </dd>
          </div>
        )}
        {problem?.ack && (
          <div>
            <dt>In hand</dt>
            <dd className="wrap">
              <span className="hand">{problem.ack.by}</span>, {when(problem.ack.at, now)}: {problem.ack.reason}
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
}

function title(status: string | undefined): string {
  if (status === undefined || status === 'pending') return 'Waiting';
  return status === 'ok' ? 'Well' : `Why ${GLYPH_WORDS[glyphOf(status)].toLowerCase()}`;
}

/** Where the present bad spell begins: what was before it is over, and not lit. */
function lastSpell(steps: readonly { readonly status: string }[]): number {
  return steps.findLastIndex((step) => step.status === 'ok') + 1;
}
