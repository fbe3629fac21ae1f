// What is typed into the note box at 02:47 on the 20th of November: notes, commands, late entries, and what is neither.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COMMANDS, commandsFor } from '../../renderer/features/incident/note/command-list.ts';
import { type Command, readNote } from '../../renderer/features/incident/note/commands.ts';
import { refusedFile } from '../../renderer/features/incident/note/uploads.ts';

const NOW = Date.UTC(2026, 10, 20, 2, 47, 31);
const at = (text: string): number => Date.parse(`${text}Z`);

const command = (text: string): Command => {
  const typed = readNote(text, NOW);
  if (typed.type !== 'command') throw new Error(`"${text}" is ${typed.type === 'wrong' ? typed.message : typed.type}`);
  return typed.command;
};
const wrong = (text: string): string => {
  const typed = readNote(text, NOW);
  if (typed.type !== 'wrong') throw new Error(`"${text}" was understood`);
  return typed.message;
};

describe('a note', () => {
  it('is what was typed, over several lines, with slashes in it', () => {
    expect(command('Port is up.\n\nsee /var/log')).toEqual({ type: 'note', text: 'Port is up.\n\nsee /var/log' });
    expect(readNote('  \n ', NOW)).toEqual({ type: 'nothing' });
  });

  it('begins with a slash where two are typed', () => {
    expect(command('//var is full')).toEqual({ type: 'note', text: '/var is full' });
  });

  it('that begins with a word nobody knows behind a slash is explained, never sent', () => {
    expect(wrong('/var is full')).toContain('no command /var');
    expect(wrong('/var is full')).toContain('//var');
    expect(wrong('/')).toContain('no command');
  });
});

describe('a late entry', () => {
  it('at a time of day is the last such time: today, or yesterday when it is still to come', () => {
    expect(command('/at 02:14 optics re-seated')).toEqual({
      type: 'note',
      text: 'optics re-seated',
      at: at('2026-11-20T02:14:00'),
    });
    expect(command('/at 22:30 lorry came')).toMatchObject({ at: at('2026-11-19T22:30:00') });
    expect(command('/at 02:47:31 now')).toMatchObject({ at: NOW });
  });

  it('takes a day, and says no to one that is still to come or never was', () => {
    expect(command('/at 2026-11-19 02:14 x')).toMatchObject({ at: at('2026-11-19T02:14:00') });
    expect(wrong('/at 2026-11-22 02:14 x')).toContain('still to come');
    expect(wrong('/at 2026-02-30 02:14 x')).toContain('no day 2026-02-30');
    expect(wrong('/at 25:14 x')).toContain('no time 25:14');
    expect(wrong('/at soon x')).toContain('needs a time first');
    expect(wrong('/at 02:14')).toContain('needs words');
  });

  it('may be a decision or a step of the incident, and nothing else', () => {
    expect(command('/at 02:14 /decision swap the optic')).toEqual({
      type: 'decision',
      text: 'swap the optic',
      at: at('2026-11-20T02:14:00'),
    });
    expect(command('/at 02:33 /ack')).toEqual({ type: 'move', to: 'acknowledged', at: at('2026-11-20T02:33:00') });
    expect(command('/at 02:33 //var')).toMatchObject({ type: 'note', text: '/var' });
    expect(wrong('/at 02:14 /sev 1 worse')).toContain('goes with');
    expect(wrong('/at 02:14 /nothing')).toContain('no command /nothing');
  });

  it('never lies in the future, whatever is typed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 86_399 }), fc.integer({ min: 1e12, max: 4e12 }), (second, now) => {
        const clock = new Date(second * 1_000).toISOString().slice(11, 19);
        const typed = readNote(`/at ${clock} x`, now);
        const happened = typed.type === 'command' && 'at' in typed.command ? (typed.command.at ?? NaN) : NaN;
        return happened <= now && now - happened < 86_400_000 && happened % 86_400_000 === second * 1_000;
      }),
    );
  });
});

describe('commands', () => {
  it('rate, hold and go on', () => {
    expect(command('/sev 1 checkout at 47 %')).toEqual({ type: 'rate', severity: 1, reason: 'checkout at 47 %' });
    expect(command('/sev SEV3')).toEqual({ type: 'rate', severity: 3, reason: '' });
    expect(wrong('/sev 5 bad')).toContain('1 to 4');
    expect(command('/hold vendor part arrives Friday')).toEqual({
      type: 'hold',
      waitsFor: 'vendor',
      reason: 'part arrives Friday',
    });
    expect(wrong('/hold carrier late')).toContain('vendor, caller or other');
    expect(wrong('/hold vendor')).toContain('needs a reason');
    expect(command('/go part is in')).toEqual({ type: 'go', reason: 'part is in' });
  });

  it('move the incident on', () => {
    expect(command('/ack')).toEqual({ type: 'move', to: 'acknowledged' });
    expect(command('/MITIGATED')).toEqual({ type: 'move', to: 'mitigated' });
    expect(command('/resolved optic replaced')).toEqual({ type: 'move', to: 'resolved', resolution: 'optic replaced' });
    expect(command('/close')).toEqual({ type: 'move', to: 'closed' });
    expect(wrong('/ack on my way')).toContain('stands alone');
  });

  it('give roles: to the lead when none is named, to nobody when that is said', () => {
    expect(command('/assign M. Okafor')).toEqual({ type: 'assign', role: 'lead', name: 'M. Okafor' });
    expect(command('/assign scribe A. Brandt')).toEqual({ type: 'assign', role: 'scribe', name: 'A. Brandt' });
    expect(command('/assign next nobody')).toEqual({ type: 'assign', role: 'next', name: '' });
    expect(wrong('/assign scribe')).toContain('needs a name');
  });

  it('write fields, follow-ups and tickets', () => {
    expect(command('/cause unknown')).toEqual({ type: 'field', field: 'rootCause', text: 'unknown' });
    expect(command('/impact checkout slow')).toEqual({ type: 'field', field: 'customerImpact', text: 'checkout slow' });
    expect(command('/follow second uplink @S. Varga due 2026-12-01')).toEqual({
      type: 'follow',
      text: 'second uplink',
      owner: 'S. Varga',
      dueOn: '2026-12-01',
    });
    expect(command('/follow tell a@b.example about it')).toEqual({
      type: 'follow',
      text: 'tell a@b.example about it',
      owner: '',
      dueOn: '',
    });
    expect(wrong('/follow x due 2026-13-45')).toContain('no such day');
    expect(wrong('/follow @Ada')).toContain('what is to be done');
    expect(command('/ticket "Carrier desk" C-99 https://desk.example/C-99')).toEqual({
      type: 'ticket',
      system: 'Carrier desk',
      id: 'C-99',
      url: 'https://desk.example/C-99',
    });
    expect(wrong('/ticket Carrier desk C-99')).toContain('https://');
    expect(wrong('/ticket Jira X-1 javascript:alert(1)')).toContain('https://');
  });

  it('are all offered, by what was typed of the first word, and each example is understood', () => {
    expect(commandsFor('/')).toHaveLength(COMMANDS.length);
    expect(commandsFor('/r').map(({ name }) => name)).toEqual(['resolved']);
    expect(commandsFor('/ack ')).toEqual([]);
    expect(commandsFor('note')).toEqual([]);
    for (const { usage } of COMMANDS) {
      const example = `/${usage.replace(' url', ' https://x.example')}`;
      expect(readNote(example, NOW), example).toMatchObject({ type: 'command' });
    }
  });

  it('never throw, and never lose a note that begins with anything but a slash', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const typed = readNote(text, NOW);
        if (text.trim() === '' || text.trim().startsWith('/')) return true;
        return typed.type === 'command' && typed.command.type === 'note' && typed.command.text === text.trim();
      }),
    );
  });
});

describe('a file', () => {
  it('of 2 GB is refused by its size alone, an empty one too, one of 25 MiB is taken', () => {
    expect(refusedFile({ name: 'core.dump', size: 2 * 1024 ** 3 })).toContain('up to 25\u00a0MiB');
    expect(refusedFile({ name: 'empty.txt', size: 0 })).toContain('is empty');
    expect(refusedFile({ name: 'capture.pcap', size: 25 * 1024 ** 2 })).toBeNull();
  });
});
