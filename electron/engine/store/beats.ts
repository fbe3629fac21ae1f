// The last sign of life of each heartbeat check, and the last message about each inbound one: what a restart must not forget.
import type { CheckId } from '../../contract/model/ids.ts';
import type { Status } from '../../contract/model/result.ts';
import type { Connection } from './connect.ts';

export interface StoredBeat {
  readonly checkId: CheckId;
  /** Epoch ms. */
  readonly at: number;
  readonly status: Status;
  readonly message: string;
  readonly detail: string;
}

export function createBeats(db: Connection) {
  const put = db.prepare<[StoredBeat]>(`
    INSERT INTO beat (check_id, at, status, message, detail) VALUES (@checkId, @at, @status, @message, @detail)
    ON CONFLICT (check_id) DO UPDATE SET at = excluded.at, status = excluded.status, message = excluded.message,
      detail = excluded.detail`);
  const list = db.prepare<[], StoredBeat>('SELECT check_id AS checkId, at, status, message, detail FROM beat');
  return {
    put: (beat: StoredBeat): void => void put.run(beat),
    list: (): readonly StoredBeat[] => list.all(),
  };
}
