/** One member organisation as governance keeps it; public. */
export interface MemberEntry {
  id: string;
  mspId: string;
  name: string;
  kind: string;
  status: string;
  roots: string[];
  tlsRoots: string[];
  rpId: string;
  origins: string[];
  exchange: string;
  admins: string[];
  signer: string;
}

/** All members, by id. */
export interface Members {
  readonly all: readonly MemberEntry[];
  get(id: string): MemberEntry | undefined;
}

/** Nobody: before the consortium was founded. */
export const emptyMembers: Members = { all: [], get: () => undefined };

/** Reads the `members` value of governance; undefined when it is absent or of another version. */
export function membersOf(value: string | null | undefined): Members | undefined {
  if (!value) return undefined;
  const parsed: unknown = JSON.parse(value);
  if (!isObject(parsed) || parsed['v'] !== 1 || !Array.isArray(parsed['members'])) return undefined;
  const all = parsed['members'].filter(isObject).map(entryOf);
  return { all, get: (id) => all.find((m) => m.id === id) };
}

function entryOf(row: Record<string, unknown>): MemberEntry {
  const text = (key: string) => (typeof row[key] === 'string' ? row[key] : '');
  const list = (key: string) => {
    const value = row[key];
    return Array.isArray(value) ? value.filter((v) => typeof v === 'string') : [];
  };
  return {
    id: text('id'),
    mspId: text('mspId'),
    name: text('name'),
    kind: text('kind'),
    status: text('status'),
    roots: list('roots'),
    tlsRoots: list('tlsRoots'),
    rpId: text('rpId'),
    origins: list('origins'),
    exchange: text('exchange'),
    admins: list('admins'),
    signer: text('signer'),
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
