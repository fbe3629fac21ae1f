// One figure: what it is called, its value with its unit, from how many cases, and whether its goal was kept.
import type { ReportFigure } from '../../../../electron/contract/model/report.ts';
import { casesText, valueText } from '../../../store/report-words.ts';
import { Glyph } from '../../../ui/glyph.tsx';

interface Props {
  readonly figure: ReportFigure;
  readonly zone: string;
}

interface CardProps extends Props {
  readonly isFront: boolean;
  readonly onOpen: () => void;
  readonly onFront: () => void;
}

export function FigureCard({ figure, zone, isFront, onOpen, onFront }: CardProps) {
  return (
    <button
      type="button"
      id={`figure-${figure.id}`}
      // One of them is reached by Tab: the one the cursor is on.
      tabIndex={isFront ? 0 : -1}
      className={`rep-fig${isFront ? ' sel' : ''}`}
      title={figure.definition}
      onClick={() => {
        onFront();
        onOpen();
      }}
    >
      <span className="rep-fig-t">{figure.title}</span>
      <FigureValue figure={figure} zone={zone} />
    </button>
  );
}

export function FigureValue({ figure, zone }: Props) {
  const { value, type, unit, verdict } = figure;
  const [text, shown] = valueText(value, type, unit, zone);
  const cases = casesText(figure);
  return (
    <span className={verdict === 'missed' ? 'rep-val missed' : 'rep-val'}>
      <b>{text}</b>
      {shown !== '' && <u>{shown}</u>}
      <span className="rep-val-n">
        {cases}
        {verdict !== '' && (
          <em>
            {verdict === 'missed' && <Glyph status="warning" size={13} quiet />} goal {verdict}
          </em>
        )}
      </span>
    </span>
  );
}
