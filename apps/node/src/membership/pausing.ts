import { CareError, type Book, type OfficeKey, type StaffActor } from '@careledger/care';
import { NO_PAUSE, parse, pause, pauseMessage, type Pause } from '@careledger/contracts';
import { toBase64url } from '@careledger/proof';

/** A hospital's own word that it releases nothing for now, whatever the other members say (M4.3). */
export interface Pausing {
  current(): Pause;
  /** Stops releases to a member, or to everybody where it is this hospital itself; `isLifted` takes that back. */
  set(
    by: StaffActor,
    wish: { member: string; isLifted: boolean },
  ): Promise<Pause & { readonly tx: string }>;
}

/** Opens the pause of a hospital over its book. */
export function openPausing(deps: { book: Book; office: OfficeKey }): Pausing {
  const { book, office } = deps;
  const { hospital, view, writer } = book;
  const { channel, member: own, clock, journal } = hospital;

  function current(): Pause {
    const value = view.valueOf(book.name, 'pause')?.value;
    return value ? parse(pause, JSON.parse(value)) : NO_PAUSE;
  }

  function after({ member, isLifted }: { member: string; isLifted: boolean }): Pause {
    const { everybody, members } = current();
    if (member === own) return { v: 1, everybody: !isLifted, members };
    const others = members.filter((each) => each !== member);
    return { v: 1, everybody, members: isLifted ? others : [...others, member] };
  }

  return {
    current,
    async set(by, wish) {
      if (!view.members.get(wish.member))
        throw new CareError(
          'not-found',
          'There is no such member; `careledger members` lists them.',
        );
      const next = after(wish);
      const { everybody, members } = next;
      const incarnation = writer.incarnation.current();
      const message = pauseMessage({
        channel,
        member: own,
        writer: incarnation,
        everybody,
        members,
      });
      const key = toBase64url(office.spki);
      const signature = toBase64url(office.sign(message));
      const { tx } = await writer.write({
        fn: 'pause',
        arg: { v: 1, everybody, members: [...members] },
        input: { v: 1, by: { kind: 'office', key, signature } },
      });
      await journal.append({
        t: 'pause',
        at: clock(),
        by: by.handle,
        everybody,
        members: [...members],
        tx,
      });
      return { ...next, tx };
    },
  };
}
