import { setTimeout } from 'node:timers/promises';
import { CareError, type DirectoryRow, type Hospital, type PeerExchange } from '@careledger/care';
import type { Hex } from '@careledger/proof';

/** All hospitals' practitioners: the own ones at first hand, the others' as they serve them. */
export interface Directory {
  /** `USER@MEMBER`, or `MEMBER` for a whole hospital; throws CareError `not-found`. */
  find(given: string): Promise<{ member: string; practitioner: Hex | null; name: string }>;
  all(member?: string): Promise<DirectoryRow[]>;
  /** The name of a practitioner alone; undefined until his hospital has named him. */
  personOf(member: string, practitioner: Hex): string | undefined;
  /** The display name of a practitioner with his hospital; the hospital alone where it has not named him yet. */
  nameOf(member: string, practitioner: Hex | null): string;
  /** Reads something that names people, once more where names had to be asked for and came within a second. */
  named<T>(read: () => T): Promise<T>;
}

const namesWithinMs = 1000;

/** Keeps what other members served, so that names stay known while they are away. */
export function openDirectory(deps: {
  hospital: Hospital;
  peers: PeerExchange;
  members: () => readonly { id: string; name: string }[];
}): Directory {
  const { hospital, peers, members } = deps;
  const names = new Map<string, string>();
  const learning = new Map<string, Promise<unknown>>();

  async function rowsOf(member: string): Promise<DirectoryRow[]> {
    const rows = member === hospital.member ? own() : await peers.directory(member);
    for (const row of rows) names.set(`${member}/${row.handle}`, row.name);
    return rows;
  }

  /** Asks a member for its names, once at a time. */
  function learn(member: string): void {
    if (learning.has(member)) return;
    const asked = rowsOf(member)
      .catch(() => [])
      .finally(() => learning.delete(member));
    learning.set(member, asked);
  }

  const own = (): DirectoryRow[] =>
    hospital.people.directory().map(({ user, handle, name, role }) => ({
      member: hospital.member,
      user,
      handle,
      name,
      role,
      active: hospital.people.standing(user).state === 'active',
    }));

  function personOf(member: string, practitioner: Hex): string | undefined {
    if (member === hospital.member) {
      const person = hospital.people.byHandle(practitioner);
      if (person) return person.name;
    }
    const name = names.get(`${member}/${practitioner}`);
    if (name === undefined) learn(member);
    return name;
  }

  return {
    async find(given) {
      const [user, member, ...rest] = given.includes('@') ? given.split('@') : [undefined, given];
      const hospitalName = members().find((m) => m.id === member)?.name;
      if (member === undefined || hospitalName === undefined || rest.length > 0)
        throw new CareError(
          'not-found',
          'Name a practitioner as USER@MEMBER; `careledger directory` lists them.',
        );
      if (user === undefined) return { member, practitioner: null, name: hospitalName };
      const row = (await rowsOf(member)).find((each) => each.user === user);
      if (!row)
        throw new CareError(
          'not-found',
          `No ${user} at ${member}; \`careledger directory\` lists them.`,
        );
      return { member, practitioner: row.handle, name: row.name };
    },
    async all(member) {
      const wanted = members().filter((m) => member === undefined || m.id === member);
      const lists = await Promise.all(
        wanted.map((m) => rowsOf(m.id).catch((): DirectoryRow[] => [])),
      );
      return lists.flat();
    },
    personOf,
    nameOf(member, practitioner) {
      const hospitalName = members().find((m) => m.id === member)?.name ?? member;
      const name = practitioner === null ? undefined : personOf(member, practitioner);
      return name === undefined ? hospitalName : `${name}, ${hospitalName}`;
    },
    async named(read) {
      const first = read();
      if (learning.size === 0) return first;
      const late = new AbortController();
      await Promise.race([
        Promise.all(learning.values()),
        setTimeout(namesWithinMs, undefined, { signal: late.signal }).catch(() => {}),
      ]);
      late.abort();
      return read();
    },
  };
}
