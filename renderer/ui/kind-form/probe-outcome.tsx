// What one try of a probe answered: judged, in words, with its figures and all it said.
import type { Metric, Status } from '../../../electron/contract/model/result.ts';
import { shortDuration } from '../../lib/time.ts';
import { withUnit } from '../charts/unit.ts';
import { GLYPH_WORDS, Glyph, glyphOf } from '../glyph.tsx';

export interface Outcome {
  readonly status: Status;
  readonly summary: string;
  readonly detail?: string | undefined;
  readonly output?: string | undefined;
  readonly metrics: readonly Metric[];
  readonly durationMs: number;
}

/** An outcome as on a terminal: verdict first, then figures, then the output. */
export function ProbeOutcome({ outcome, note }: { readonly outcome: Outcome; readonly note: string }) {
  return (
    <div className="outcome" role="status">
      <p className={`oc-${glyphOf(outcome.status)}`}>
        <Glyph status={outcome.status} quiet />
        <b>{GLYPH_WORDS[glyphOf(outcome.status)]}</b>
        <span>{outcome.summary}</span>
        <time>
          {shortDuration(outcome.durationMs)}
          {note && `, ${note}`}
        </time>
      </p>
      {outcome.detail && <p className="help">{outcome.detail}</p>}
      {outcome.metrics.length > 0 && (
        <ul className="oc-figures">
          {outcome.metrics.slice(0, 24).map((metric) => (
            <li key={metric.name}>
              {metric.name} <b>{withUnit(metric.value, metric.unit)}</b>
            </li>
          ))}
        </ul>
      )}
      {outcome.output && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: long output scrolls, and has to without a mouse
        <pre tabIndex={0}>{outcome.output}</pre>
      )}
    </div>
  );
}
