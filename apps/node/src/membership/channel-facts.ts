import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Json } from '@careledger/proof';
import { digestOf, fingerprintOf } from './application.ts';

/** What a hospital has to know of a consortium before it can join: public to whoever asks. */
export interface ChannelFacts {
  /** The channel's configuration in block 0: from it the newcomer checks every block that follows. */
  readonly genesis: Json;
  /** The fingerprint of that configuration, to compare by telephone. */
  readonly fingerprint: string;
}

/** The public facts of the channel that a hospital's folder belongs to. */
export function readChannelFacts(folder: string): ChannelFacts {
  return factsOf(JSON.parse(readFileSync(join(folder, 'genesis.json'), 'utf8')));
}

/** The facts that follow from a configuration of block 0. */
export function factsOf(genesis: Json): ChannelFacts {
  return { genesis, fingerprint: fingerprintOf(digestOf(genesis)) };
}
