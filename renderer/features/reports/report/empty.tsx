// What stands in place of figures: while the first report is made, and where nothing was watched yet.
import type { ReportSection } from '../../../../electron/contract/model/report.ts';
import { Keycap } from '../../../ui/keycap.tsx';

const BLOCKS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/** The final layout in still blocks. */
export function StillBlocks() {
  return (
    <div className="rep-body" role="status" aria-label="The report is being made">
      <div className="rep-toc">
        {BLOCKS.map((key) => (
          <span key={key} className="skel" />
        ))}
      </div>
      <div className="rep-scroll">
        <div className="rep-sec">
          <span className="skel rep-skel-h" />
          <div className="rep-figs">
            {BLOCKS.map((key) => (
              <span key={key} className="rep-fig">
                <span className="skel" />
                <span className="skel" />
              </span>
            ))}
          </div>
        </div>
      </div>
    </div>
  );
}

interface Props {
  /** There is no host. */
  readonly isEmpty: boolean;
  /** What is asked for can be made. */
  readonly canMake: boolean;
  readonly sections: readonly ReportSection[];
}

export function NothingMeasured({ isEmpty, canMake, sections }: Props) {
  if (isEmpty) {
    return (
      <div className="empty">
        <b>Nothing was measured yet.</b>
        <p>
          This is what will stand here once hosts are watched
          {sections.length > 0 && `: ${sections.map(({ title }) => title.toLowerCase()).join(', ')}`}.{' '}
          <Keycap keys="+" /> adds the first host.
        </p>
      </div>
    );
  }
  return (
    <div className="empty">
      <b>There is no report of this period yet.</b>
      <p>
        {canMake ? (
          <>
            <Keycap keys="R" /> makes it.
          </>
        ) : (
          'It is made as soon as the fields above are right.'
        )}
      </p>
    </div>
  );
}
