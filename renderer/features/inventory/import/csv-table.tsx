// The columns of a CSV file: what each probably means, and its first rows to judge by.
import type { CsvField } from '../../../../electron/contract/api/inventory.ts';
import { CSV_CHOICES, claimedTwice } from './csv-fields.ts';
import type { CsvHead } from './use-import.ts';

interface Props {
  readonly head: CsvHead;
  readonly columns: Readonly<Record<string, CsvField>>;
  readonly onChange: (columns: Readonly<Record<string, CsvField>>) => void;
}

const ROWS = 3;

export function CsvTable({ head, columns, onChange }: Props) {
  const twice = claimedTwice(columns);
  const rows = head.rows.slice(0, ROWS);
  const hasName = Object.values(columns).some((field) => field === 'name' || field === 'address');
  return (
    <section className="csv" aria-label="Columns">
      <h3>
        Columns <u>what each means; the first rows beside it</u>
      </h3>
      <table className="tbl">
        <thead>
          <tr>
            <th>Column</th>
            <th>Means</th>
            {rows.map((_, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have no other name
              <th key={at}>Row {at + 1}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {head.columns.map((column, at) => (
            <tr key={column}>
              <td>
                <b className="mono">{column}</b>
              </td>
              <td>
                <select
                  className="input"
                  aria-label={`Column ${column} means`}
                  aria-invalid={twice.includes(columns[column] ?? '') || undefined}
                  value={columns[column] ?? ''}
                  onChange={(event) => onChange({ ...columns, [column]: event.target.value as CsvField })}
                >
                  {CSV_CHOICES.map(([field, word]) => (
                    <option key={field} value={field}>
                      {word}
                    </option>
                  ))}
                </select>
              </td>
              {rows.map((row, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: as above
                <td key={index} className="mono d" title={row[at]}>
                  {row[at]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {twice.length > 0 && (
        <p className="wrong" role="alert">
          Two columns cannot both be {CSV_CHOICES.find(([field]) => field === twice[0])?.[1]}: leave one out.
        </p>
      )}
      {!hasName && (
        <p className="wrong" role="alert">
          One column has to be the name or the address.
        </p>
      )}
    </section>
  );
}
