// The sections of a report in their order; where a goal is missed, or something could not be measured, it is said here.

import type { ReportSection, ReportSectionId } from '../../../../electron/contract/model/report.ts';
import { Glyph } from '../../../ui/glyph.tsx';

interface Props {
  readonly sections: readonly ReportSection[];
  readonly here: ReportSectionId | null;
  readonly onGo: (section: ReportSectionId) => void;
}

export function Contents({ sections, here, onGo }: Props) {
  return (
    <nav className="rep-toc" aria-label="Contents">
      {sections.map(({ id, title, figures, gaps }, at) => {
        const missed = figures.filter(({ verdict }) => verdict === 'missed').length;
        return (
          <button
            key={id}
            type="button"
            className={id === here ? 'on' : undefined}
            aria-current={id === here ? 'true' : undefined}
            onClick={() => onGo(id)}
          >
            <i>{at + 1}</i>
            <span>{title}</span>
            {gaps.length > 0 && (
              <span title={gaps.join(' ')}>
                <Glyph status="notm" size={13} quiet />
                <span className="vh">with gaps</span>
              </span>
            )}
            {missed > 0 && (
              <em>
                {missed}
                <span> missed</span>
              </em>
            )}
          </button>
        );
      })}
    </nav>
  );
}
