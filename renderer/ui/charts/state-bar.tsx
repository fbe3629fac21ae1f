// What was, to the second: hard states on the same time axis as the charts above it.
import { figure } from '../../lib/number.ts';
import { duration } from '../../lib/time.ts';
import { GLYPH_WORDS, Glyph, glyphOf } from '../glyph.tsx';
import {
  availablePercent,
  clipSpans,
  type Span,
  type SpanStatus,
  type StateSummary,
  summarise,
} from './state-summary.ts';
import { axisLabels, momentWord } from './time-axis.ts';
import './state-bar.css';

interface Props {
  readonly label: string;
  readonly spans: readonly Span[];
  /** Ends of the time axis, epoch ms. */
  readonly from: number;
  readonly to: number;
  /** What can be known yet, epoch ms; the axis may reach a little further. Default its end. */
  readonly until?: number;
  /** The last span is a problem nobody has in hand: it is lit. */
  readonly lit?: boolean;
}

/** Below this share of the bar a glyph would not fit. */
const GLYPH_SHARE = 0.022;

/** The bar and the clock times under it. */
export function StateBar({ label, spans, from, to, until = to, lit = false }: Props) {
  const shown = clipSpans(stretch(spans, until, to), from, to);
  const width = to - from;
  return (
    <>
      <div
        className="state-bar"
        role="img"
        aria-label={`${label}: ${summaryWords(summarise(spans, from, until)).join(', ')}`}
      >
        {shown.map((span, index) => {
          const isLast = index === shown.length - 1 && span.to >= to;
          const share = (span.to - span.from) / width;
          return (
            <i
              key={span.from}
              className={`sb-${span.status}${lit && isLast ? ' lit' : ''}`}
              style={{ left: `${((span.from - from) / width) * 100}%`, width: `${share * 100}%` }}
              title={spanTitle(span, width)}
            >
              {share > GLYPH_SHARE && hasGlyph(span.status) && <Glyph status={span.status} lit={lit && isLast} quiet />}
            </i>
          );
        })}
      </div>
      <div className="hx-l" aria-hidden="true">
        {axisLabels(from, to).map((each) => (
          <span key={each.at}>{each.word}</span>
        ))}
      </div>
    </>
  );
}

/** The state of now holds to the end of the axis: a bar that stops short would look like a hole. */
function stretch(spans: readonly Span[], until: number, to: number): readonly Span[] {
  const last = spans.at(-1);
  return last && last.to >= until - (to - until) - 1_000 ? [...spans.slice(0, -1), { ...last, to }] : spans;
}

const hasGlyph = (status: SpanStatus) => status !== 'ok' && status !== 'not-monitored' && status !== 'pending';

const word = (status: SpanStatus) => GLYPH_WORDS[glyphOf(status)].toLowerCase();

const spanTitle = (span: Span, width: number) =>
  `${word(span.status)}, ${momentWord(span.from, width)} to ${momentWord(span.to, width)} UTC, ${duration(span.to - span.from)}`;

const TOLD: readonly SpanStatus[] = [
  'down',
  'critical',
  'unreachable',
  'unknown',
  'warning',
  'maintenance',
  'pending',
  'not-monitored',
];

/** '14 min', not '14 min 00 s'. */
const span = (ms: number) => duration(ms).replace(/\s00\s\S+$/, '');

/** Minutes as long as they can be read; beyond two days nobody counts in them. */
function measured(ms: number): string {
  if (ms < MINUTE_MS || ms > 2 * DAY_MS) return duration(ms);
  return `${figure(Math.floor(ms / MINUTE_MS))}\u00a0min`;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** 'available 95.9 % of 324 min measured', then every state that was, worst first. Nothing measured says so. */
export function summaryWords({ available, measuredMs, inStateMs }: StateSummary): readonly string[] {
  const first =
    available === null
      ? 'no data, nothing was measured'
      : `available ${availablePercent(available)}\u00a0% of ${measured(measuredMs)} measured`;
  // Under half a second is rounding of slots, not a state anybody saw.
  const rest = TOLD.filter((status) => inStateMs[status] >= 500);
  return [first, ...rest.map((status) => `${word(status)} ${span(inStateMs[status])}`)];
}
