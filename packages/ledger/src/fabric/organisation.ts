import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { LedgerOptions } from '../ledger.ts';
import type { NetworkFacts } from './network-facts.ts';
import type { PlannedOrganisation } from './plan.ts';

/** One member of a running network and how its service connects to its peer. */
export interface FabricOrganisation {
  readonly member: string;
  readonly mspId: string;
  readonly connection: LedgerOptions;
}

/** How a planned organisation's own service connects, from what lies in the network's folder. */
export function organisationOf(
  { plan, layout }: Pick<NetworkFacts, 'plan' | 'layout'>,
  { id, mspId, peerPort }: PlannedOrganisation,
): FabricOrganisation {
  const read = (...path: string[]) => readFileSync(join(layout.client(id), ...path), 'utf8');
  return {
    member: id,
    mspId,
    connection: {
      address: `127.0.0.1:${peerPort}`,
      hostOverride: 'localhost',
      channel: plan.channel,
      mspId,
      certPem: read('msp', 'signcerts', 'cert.pem'),
      keyPem: read('msp', 'keystore', 'key.pem'),
      tlsCertPem: read('tls', 'server.crt'),
      tlsKeyPem: read('tls', 'server.key'),
      tlsRoots: [read('tls', 'ca.crt')],
    },
  };
}
