// What everything that leaves as a file needs: the zone of its local times, and a page on paper where one is wanted. Only a
// desktop prints; an engine without windows says what to take instead.
import { timeZone } from '../../contract/model/hours.ts';
import { invalid } from '../lib/refusal.ts';
import type { DesktopHost } from './screens.ts';

type Printer = Pick<DesktopHost, 'printPdf'>;

interface FileForm {
  /** It leaves as a PDF of the HTML page that it writes. */
  readonly isPrinted: boolean;
}

/** The zone that was asked for; '' is the one of this machine. Throws a Refusal at `zone` when there is none of that name. */
export function zoneOf(asked: string): string {
  const zone = asked === '' ? Intl.DateTimeFormat().resolvedOptions().timeZone : asked;
  const parsed = timeZone.safeParse(zone);
  if (!parsed.success) throw invalid([{ path: 'zone', message: 'must be a time zone like Europe/Berlin or UTC' }]);
  return zone;
}

/** Throws a Refusal at `form` where it wants a printer and there is none: asked before anything is gathered. */
export function mustPrint({ isPrinted }: FileForm, desktop: Printer | null): void {
  if (isPrinted && !desktop) throw noPrinter();
}

/** What stands in the file: the text, or of a printed form its pages as PDF, base64. Rejects with a Refusal at `form`. */
export async function fileContent({ isPrinted }: FileForm, text: string, desktop: Printer | null): Promise<string> {
  if (!isPrinted) return text;
  if (!desktop) throw noPrinter();
  try {
    return await desktop.printPdf(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw invalid([
      { path: 'form', message: `it could not be printed: ${reason} The HTML can be printed by any browser` },
    ]);
  }
}

const noPrinter = () =>
  invalid([
    {
      path: 'form',
      message: 'a PDF wants the app, this engine runs without windows. Take the HTML, which any browser prints',
    },
  ]);
