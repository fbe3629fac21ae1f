// Numbers of incidents: 'INC-2026-0042', by the year (UTC) they were opened in, each year from 1 on without a hole.

export interface IncidentNumber {
  readonly year: number;
  readonly serial: number;
}

/** 'INC-2026-0042' → its year and serial; null for anything else. */
export function parseNumber(number: string): IncidentNumber | null {
  const [, year, serial] = /^INC-(\d{4})-(\d{4,})$/i.exec(number.trim()) ?? [];
  return year && serial ? { year: Number(year), serial: Number(serial) } : null;
}

/** 'INC-2026-0042', '2026-42' or '42', the last of the year `thisYear`; null for anything else. */
export function readNumber(text: string, thisYear: number): IncidentNumber | null {
  const [, year, serial] = /^#?(?:(?:INC-)?(\d{4})-)?(\d{1,9})$/i.exec(text.trim()) ?? [];
  return serial ? { year: year ? Number(year) : thisYear, serial: Number(serial) } : null;
}

export const numberText = ({ year, serial }: IncidentNumber): string =>
  `INC-${year}-${String(serial).padStart(4, '0')}`;
