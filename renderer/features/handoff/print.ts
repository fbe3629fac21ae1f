// Prints a hand-over: it is saved as a PDF.
import type { HandoffId } from '../../../electron/contract/model/ids.ts';
import { localZoneName } from '../../lib/local-time.ts';
import { saveFile } from '../../lib/save-file.ts';
import { engine } from '../../link/client.ts';
import { writeNow } from '../../link/handoff-writing.ts';
import { attempt, say } from '../../store/say.ts';

export async function printHandoff(handoffId: HandoffId): Promise<void> {
  say('It is being printed…');
  await attempt(
    async () => {
      await writeNow(handoffId);
      const file = await engine().handoffs.exportFile({ handoffId, form: 'pdf', zone: localZoneName() });
      saveFile(file);
      return file;
    },
    ({ name }) => `${name} is ready: say where to keep it.`,
  );
}
