import type { Hex } from '@careledger/proof';
import type { Call } from './call.ts';

const PAGE = 1_000;
const HEX_DIGITS = 64;

/** Up to 1,000 entries of `<prefix>:<64 digits>` after one of them, in order; `more` says that others follow. */
export async function readPage(
  call: Call,
  { prefix, after }: { prefix: string; after: Hex | null },
): Promise<{ entries: [name: Hex, value: string][]; more: boolean }> {
  const found = await call.range({
    from: after === null ? `${prefix}:` : `${prefix}:${after}0`,
    until: `${prefix};`,
    limit: PAGE + 1,
  });
  const entries = found
    .slice(0, PAGE)
    .map(([key, value]): [Hex, string] => [key.slice(-HEX_DIGITS), value]);
  return { entries, more: found.length > PAGE };
}
