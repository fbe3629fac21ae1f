// What may follow: the commands that begin as typed, and below a whole one what it would do.
import { useId } from 'react';
import { useNow } from '../../../lib/now.ts';
import { clock, day, duration } from '../../../lib/time.ts';
import type { CommandHelp } from './command-list.ts';
import { readNote } from './commands.ts';

interface OffersProps {
  readonly id: string;
  readonly offers: readonly CommandHelp[];
  readonly chosen: number;
  readonly onTake: (offer: CommandHelp) => void;
}

/** The list of commands while the first word is typed. */
export function CommandOffers({ id, offers, chosen, onTake }: OffersProps) {
  return (
    <div className="nb-offers" id={id} role="listbox" aria-label="Commands">
      {offers.map((offer, at) => (
        // The field has the focus; an option is only pointed at.
        // biome-ignore lint/a11y/useKeyWithClickEvents: Up, Down, Tab and Enter do the same from the field
        <div
          key={offer.name}
          id={`${id}-${at}`}
          role="option"
          aria-selected={at === chosen}
          tabIndex={-1}
          className={at === chosen ? 'on' : undefined}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onTake(offer)}
        >
          <code>/{offer.usage}</code>
          <span>{offer.does}</span>
        </div>
      ))}
    </div>
  );
}

/** What a command that is being written means so far; nothing for a plain note. */
export function CommandHint({ text }: { readonly text: string }) {
  const now = useNow();
  const id = useId();
  const typed = readNote(text, now);
  if (typed.type === 'wrong') {
    return (
      <p className="nb-hint" id={id}>
        {typed.usage === null ? typed.message : <code>{typed.usage}</code>}
      </p>
    );
  }
  if (typed.type !== 'command' || !('at' in typed.command) || typed.command.at === undefined) return null;
  const { at } = typed.command;
  return (
    <p className="nb-hint" id={id}>
      Happened <b>{day(at)}</b> <b className="mono">{clock(at)}</b> UTC, {duration(now - at)} ago
    </p>
  );
}
