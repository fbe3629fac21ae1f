// Signing a step of a run: whoever has a PIN types it, and the record says so.
import { expect, test } from 'vitest';
import { head, openDesk, ownFolder, stepOf } from '../support/run-desk.ts';
import { AB, MO, staff } from './shift-makers.ts';

const book = (folder: string): string => `${head('signed')}
steps:
  - id: sign
    title: Somebody else looks at it
    approve: { for: write }
  - id: write
    title: Write a line
    run: { argv: [sh, -c, 'echo hello >> "$1"', sh, '${folder}/a'] }
    risk: safe-write
    verify: see
    rollback: none
  - id: see
    title: Is it there?
    run: { argv: [cat, '${folder}/a'] }
    risk: read-only
`;

async function asked() {
  const folder = ownFolder('marks');
  const desk = await openDesk({ signed: book(folder) }, folder);
  await staff(desk.floor);
  await desk.floor.client.shifts.setPin({ personId: AB, pin: '2468' });
  return { desk, view: await desk.start('signed') };
}

test('a signer who has a PIN must type it: without it nothing is signed, with it the record says so', async () => {
  const { desk, view } = await asked();
  const sign = (signer: string, pin: string) => desk.act(view, { type: 'approve', signer, pin, reason: 'looks right' });
  await expect(sign('A. Brandt', '')).rejects.toMatchObject({
    code: 'INVALID',
    data: { fields: [{ path: 'pin', message: 'A. Brandt has a PIN: it must be typed' }] },
  });
  // However the name is written, it is theirs.
  await expect(sign('a.  brandt', '1111')).rejects.toMatchObject({
    data: { fields: [{ path: 'pin', message: 'that is not the PIN of A. Brandt' }] },
  });
  const signed = await sign('a.  brandt', '2468');
  expect(stepOf(signed, 'sign').result).toBe("signed by A. Brandt at ada's desk, with PIN");
  const entry = (await desk.floor.journal('step')).find(({ data }) => data.event === 'approved');
  expect(entry?.text).toContain("signed by A. Brandt at ada's desk, with PIN: looks right");
  expect(entry?.data).toMatchObject({ signer: 'A. Brandt', withPin: true });
  expect(JSON.stringify(await desk.floor.journal())).not.toContain('2468');
});

test('one without a PIN signs by the word of the desk, and the record claims no more', async () => {
  const { desk, view } = await asked();
  const signed = await desk.act(view, { type: 'approve', signer: 'M. Okafor', reason: 'looks right' });
  expect(stepOf(signed, 'sign').result).toBe("signed by M. Okafor at ada's desk");
  const entry = (await desk.floor.journal('step')).find(({ data }) => data.event === 'approved');
  expect(entry?.data).toMatchObject({ signer: 'M. Okafor', withPin: false });
});

test('whoever sits at another desk signs there in their own name, with their PIN', async () => {
  const { desk, view } = await asked();
  const other = desk.floor.connect('bob');
  await other.shifts.signIn({ personId: AB, pin: '2468' });
  const bare = desk.act(view, { type: 'approve', reason: 'looks right' }, other);
  await expect(bare).rejects.toMatchObject({ data: { fields: [{ path: 'pin' }] } });
  const signed = await desk.act(view, { type: 'approve', pin: '2468', reason: 'looks right' }, other);
  expect(stepOf(signed, 'sign').result).toBe('signed by A. Brandt, with PIN');
  // The pen is still with who started it, and who sits there now carries on in their own name.
  await desk.floor.client.shifts.signIn({ personId: MO });
  await expect(desk.act(view, { type: 'go' })).rejects.toMatchObject({
    message: expect.stringContaining('ada holds the pen'),
  });
});
