// What is wrong in a file: where, and what would be right.
import type { RunbookFinding } from '../../../../electron/contract/model/runbook.ts';

export function Findings({ findings }: { readonly findings: readonly RunbookFinding[] }) {
  return (
    <ul className="rb-findings">
      {findings.map((finding) => (
        <li key={`${finding.line}:${finding.column} ${finding.rule} ${finding.path}`} className={finding.severity}>
          <span className="mono">
            {finding.file}:{finding.line}:{finding.column}
          </span>
          <b>{finding.severity}</b>
          <p>{finding.message}</p>
          <u className="mono">
            {finding.path && `${finding.path}, `}
            {finding.rule}
          </u>
        </li>
      ))}
    </ul>
  );
}
