import type { MasterKey } from '@careledger/keys';

/** Key of `index.sqlite`, hex; derived, so that the master key's file is all that a backup of keys needs. */
export function indexKeyOf(masterKey: MasterKey): string {
  return masterKey.derive('index.sqlite').toString('hex');
}

/** Key of the peer's `state.sqlite`, hex. */
export function stateKeyOf(masterKey: MasterKey): string {
  return masterKey.derive('state.sqlite').toString('hex');
}
