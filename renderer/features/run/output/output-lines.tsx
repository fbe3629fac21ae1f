// Lines of output: only what can be seen is in the page. It stays at the end as lines come, unless somebody scrolled up.
import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useImperativeHandle, useLayoutEffect, useRef } from 'react';
import { useWide } from '../../../lib/use-wide.ts';
import { stamp } from '../../../store/run-words.ts';
import type { OutLine } from './live-output.ts';

/** How far from the end still counts as being there, CSS pixels. */
const AT_END_PX = 12;
/** Height of one line, CSS pixels: narrow, wide (run-output.css). */
const LINE_PX = [19, 26] as const;

export interface LinesHand {
  /** Brings a line into view. */
  show(index: number): void;
}

interface Props {
  readonly label: string;
  readonly lines: readonly OutLine[];
  /** Several hosts speak: each line says which. */
  readonly many: boolean;
  /** Words that are marked. */
  readonly find: string;
  /** The line found last. */
  readonly found: number | null;
  /** Begins at its end, and stays there. */
  readonly follows: boolean;
  readonly hand?: RefObject<LinesHand | null>;
}

export function OutputLines({ label, lines, many, find, found, follows, hand }: Props) {
  const pane = useRef<HTMLDivElement>(null);
  const wide = useWide();
  const list = useVirtualizer<HTMLDivElement, HTMLDivElement>({
    count: lines.length,
    getScrollElement: () => pane.current,
    estimateSize: () => LINE_PX[wide ? 1 : 0],
    getItemKey: (at) => lines[at]?.n ?? at,
    overscan: 20,
  });
  const onScroll = useEnd(pane, list.getTotalSize(), follows);
  useImperativeHandle(hand, () => ({ show: (index) => list.scrollToIndex(index, { align: 'center' }) }));
  return (
    <section
      ref={pane}
      className="olines"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
      tabIndex={0}
      onScroll={onScroll}
    >
      <div className="olines-in" style={{ height: list.getTotalSize() }}>
        {list.getVirtualItems().map(({ index, key, start }) => {
          const line = lines[index];
          return line ? (
            <div
              key={key}
              ref={list.measureElement}
              data-index={index}
              className={lineClass(line, index === found)}
              style={{ transform: `translateY(${start}px)` }}
            >
              {line.at !== null && <time dateTime={new Date(line.at).toISOString()}>{stamp(line.at)}</time>}
              {many && <b>{line.target}</b>}
              {line.stream === 'stderr' && <em title="standard error">err</em>}
              <Words text={line.text} find={find} />
            </div>
          ) : null;
        })}
      </div>
    </section>
  );
}

const lineClass = ({ stream }: OutLine, isFound: boolean): string =>
  ['oline', stream === 'stderr' && 'errs', isFound && 'found'].filter(Boolean).join(' ');

function Words({ text, find }: { readonly text: string; readonly find: string }) {
  const at = find === '' ? -1 : text.toLowerCase().indexOf(find.toLowerCase());
  if (at < 0) return <span>{text || ' '}</span>;
  return (
    <span>
      {text.slice(0, at)}
      <mark>{text.slice(at, at + find.length)}</mark>
      {text.slice(at + find.length)}
    </span>
  );
}

/** Keeps the end in view as it grows, also when the well itself changes its height. */
function useEnd(pane: RefObject<HTMLDivElement | null>, size: number, follows: boolean) {
  const atEnd = useRef(follows);
  const lastTop = useRef(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what grew is what moves it
  useLayoutEffect(() => {
    if (pane.current && atEnd.current) pane.current.scrollTop = pane.current.scrollHeight;
  }, [size]);
  useEffect(() => {
    const element = pane.current;
    if (!element) return;
    const watch = new ResizeObserver(() => {
      if (atEnd.current) element.scrollTop = element.scrollHeight;
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, [pane]);
  return () => {
    const element = pane.current;
    if (!element) return;
    // Only a reader who goes up leaves the end: lines that come do not push anybody off it.
    if (follows && element.scrollHeight - element.scrollTop - element.clientHeight < AT_END_PX) atEnd.current = true;
    else if (element.scrollTop < lastTop.current - 1) atEnd.current = false;
    lastTop.current = element.scrollTop;
  };
}
