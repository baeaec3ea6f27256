import { X509Certificate } from 'node:crypto';
import { CareError } from '@careledger/care';
import { member as memberForm, parse, type Member } from '@careledger/contracts';
import { canonical, sha256, toHex, utf8, type Hex, type Json } from '@careledger/proof';

/** What a hospital that wants to join tells a member: itself as governance is to keep it, and its peer's `host:port`. */
export interface Application {
  readonly v: 1;
  readonly member: Member;
  readonly peer: string;
}

/** Reads an application as it comes from outside; throws CareError `invalid`. */
export function parseApplication(value: unknown): Application {
  try {
    const { v, member, peer }: Record<string, unknown> = { ...asObject(value) };
    const parsed = parse(memberForm, member);
    if (v !== 1 || parsed.status !== 'pending') throw new TypeError('version or status');
    if (typeof peer !== 'string' || !/^[a-zA-Z0-9.-]{1,253}:[0-9]{1,5}$/.test(peer))
      throw new TypeError('peer');
    if (![...parsed.roots, ...parsed.tlsRoots].every((pem) => new X509Certificate(pem).ca))
      throw new TypeError('root');
    return { v: 1, member: parsed, peer };
  } catch (cause) {
    throw new CareError('invalid', 'This is not an application of this version.', { cause });
  }
}

/** Names a hospital by everything that governance is to keep of it, whatever its status. */
export function applicationId(member: { readonly [field: string]: Json }): Hex {
  return digestOf({ ...member, status: 'pending' });
}

/** The first 80 bits of a digest as five words that can be said on the telephone (proquints, 16 bits each). */
export function fingerprintOf(digest: Hex): string {
  return (digest.slice(0, 20).match(/.{4}/g) ?? []).map(spoken).join(' ');
}

const consonants = 'bdfghjklmnprstvz';
const vowels = 'aiou';

function spoken(group: string): string {
  const bits = Number.parseInt(group, 16);
  const consonant = (at: number) => consonants.charAt((bits >> at) & 15);
  const vowel = (at: number) => vowels.charAt((bits >> at) & 3);
  return [consonant(12), vowel(10), consonant(6), vowel(4), consonant(0)].join('');
}

/** SHA-256 of the canonical form of a value. */
export function digestOf(value: Json): Hex {
  return toHex(sha256(utf8(canonical(value))));
}

function asObject(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}
