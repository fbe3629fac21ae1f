// Draws one site onto its canvas: labels, cells, the trace. Everything it needs comes in.
import type { HostId } from '../../electron/contract/model/ids.ts';
import type { HostLook } from '../store/roll-up.ts';
import type { Stamps } from './cell-art.ts';
import type { Measure, SiteLayout } from './layout.ts';
import type { FleetColours } from './palette.ts';
import type { Segment } from './trace.ts';

export interface SitePicture {
  readonly layout: SiteLayout;
  readonly measure: Measure;
  /** Of each cell, in the order of the layout. */
  readonly looks: readonly HostLook[];
  /** 0, 1 or 2: three quiet steps. */
  readonly loadOf: (id: HostId) => number;
  readonly nameOf: (id: HostId) => string;
  readonly trace: readonly Segment[];
  /** Hosts the filter leaves out stand back. */
  readonly dimmed: ((id: HostId) => boolean) | null;
}

/** Room above the cells for shapes that stand over them. */
export const TOP = 3;

/** Sizes the canvas for the screen's pixels and draws the whole site. */
export function drawSite(
  canvas: HTMLCanvasElement,
  picture: SitePicture,
  colours: FleetColours,
  stamps: Stamps,
  ratio: number,
): void {
  const { layout } = picture;
  const width = Math.ceil(layout.width * ratio);
  const height = Math.ceil((layout.height + 2 * TOP) * ratio);
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context) return;
  context.setTransform(ratio, 0, 0, ratio, 0, TOP * ratio);
  context.clearRect(0, -TOP, layout.width, layout.height + 2 * TOP);
  drawLabels(context, picture, colours);
  drawTrace(context, picture, colours);
  drawCells(context, picture, stamps);
  if (picture.measure.nameWidth > 0) drawNames(context, picture, colours);
}

function drawLabels(context: CanvasRenderingContext2D, { layout, measure }: SitePicture, colours: FleetColours): void {
  const { cell, labelWidth, countWidth } = measure;
  if (measure.dense || measure.unlabelled) return;
  const size = Math.min(colours.labelSize * (measure.countWidth > 0 ? 1.09 : 1), Math.max(9, cell + 3));
  context.fillStyle = colours.label;
  context.font = `430 ${size}px ${colours.fontUi}`;
  context.textBaseline = 'middle';
  for (const row of layout.rows) {
    context.textAlign = 'left';
    context.fillText(row.label, row.x, row.y + cell / 2 + 0.5, labelWidth - 8);
    if (countWidth === 0) continue;
    context.textAlign = 'right';
    context.fillText(String(row.count), row.cellsX - 14, row.y + cell / 2 + 0.5);
  }
  context.textBaseline = 'alphabetic';
}

function drawCells(context: CanvasRenderingContext2D, picture: SitePicture, stamps: Stamps): void {
  const { layout, looks, loadOf, dimmed } = picture;
  const loud: number[] = [];
  const put = (index: number): void => {
    const id = layout.hosts[index] as HostId;
    if (dimmed) context.globalAlpha = dimmed(id) ? 0.22 : 1;
    stamps.draw(context, looks[index] ?? PENDING, loadOf(id), layout.xs[index] ?? 0, layout.ys[index] ?? 0);
  };
  for (let index = 0; index < layout.hosts.length; index += 1) {
    // Shapes stand over their neighbours, so they come last.
    if (isLoud(looks[index] ?? PENDING)) loud.push(index);
    else put(index);
  }
  for (const index of loud) put(index);
  context.globalAlpha = 1;
}

const PENDING: HostLook = { status: 'pending', lit: false, since: null };

const isLoud = ({ status }: HostLook): boolean =>
  status === 'down' || status === 'critical' || status === 'warning' || status === 'unknown';

function drawTrace(context: CanvasRenderingContext2D, { trace, measure }: SitePicture, colours: FleetColours): void {
  if (trace.length === 0) return;
  context.strokeStyle = colours.stroke.unre ?? colours.line;
  context.lineWidth = measure.traceWidth ?? 1.5;
  context.beginPath();
  for (const [x1, y1, x2, y2] of trace) {
    context.moveTo(x1, y1);
    context.lineTo(x2, y2);
  }
  context.stroke();
}

function drawNames(
  context: CanvasRenderingContext2D,
  { layout, measure, nameOf, looks }: SitePicture,
  colours: FleetColours,
): void {
  const { cell, nameWidth } = measure;
  context.font = `540 ${colours.labelSize * 1.13}px ${colours.fontMono}`;
  context.letterSpacing = '-0.03em';
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  layout.hosts.forEach((id, index) => {
    context.fillStyle = looks[index]?.lit ? colours.strong : colours.name;
    const x = (layout.xs[index] ?? 0) + cell + 8;
    context.fillText(fitted(context, nameOf(id), nameWidth - cell - 18), x, (layout.ys[index] ?? 0) + cell / 2 + 0.5);
  });
  context.letterSpacing = '0px';
  context.textBaseline = 'alphabetic';
}

/** Cut with an ellipsis rather than squeezed: host names are read by their ends, so the middle goes. */
function fitted(context: CanvasRenderingContext2D, text: string, width: number): string {
  if (context.measureText(text).width <= width) return text;
  let keep = text.length - 1;
  const cut = () => `${text.slice(0, Math.ceil(keep / 2))}…${text.slice(text.length - Math.floor(keep / 2))}`;
  while (keep > 4 && context.measureText(cut()).width > width) keep -= 1;
  return cut();
}
