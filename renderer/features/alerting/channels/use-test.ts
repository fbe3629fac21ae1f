// A test message through a channel as it is kept, and what came of it.
import { useState } from 'react';
import type { ChannelId } from '../../../../electron/contract/model/ids.ts';
import type { Channel } from '../../../../electron/contract/model/notice.ts';
import { shortDuration } from '../../../lib/time.ts';
import { engine } from '../../../link/client.ts';
import { attempt } from '../../../store/say.ts';

export interface TestOutcome {
  readonly channelId: ChannelId | null;
  readonly ok: boolean;
  readonly answer: string;
  readonly title: string;
  readonly text: string;
  readonly durationMs: number;
}

export function useTest() {
  const [outcome, setOutcome] = useState<TestOutcome | null>(null);
  const [isTesting, setTesting] = useState(false);
  const test = async ({ id, ...channel }: Channel) => {
    if (isTesting) return;
    setTesting(true);
    setOutcome(null);
    await attempt(
      async () => {
        const answer = await engine().alerts.testChannel({ channelId: id, channel });
        setOutcome({ ...answer, channelId: id });
        if (!answer.ok) throw new Error(`The test did not arrive: ${answer.answer}`);
        return answer;
      },
      ({ durationMs }) => `The test arrived through ${channel.name} in ${shortDuration(durationMs)}.`,
    );
    setTesting(false);
  };
  return { test, outcome, isTesting };
}
