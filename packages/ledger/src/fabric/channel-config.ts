import { join } from 'node:path';

import type { Layout, NetworkPlan, PlannedOrganisation } from './plan.ts';

/** The MSP id of the organisation that runs the orderer; it endorses nothing. */
export const ORDERER_MSP = 'OrdererMSP';

/** The profile that configtxgen is asked for. */
export const PROFILE = 'CareLedger';

const implicit = (rule: string) => ({ Type: 'ImplicitMeta', Rule: rule });
const signature = (rule: string) => ({ Type: 'Signature', Rule: rule });

const READ_WRITE_ADMIN = {
  Readers: implicit('ANY Readers'),
  Writers: implicit('ANY Writers'),
  Admins: implicit('MAJORITY Admins'),
};

/** One member's entry in the channel configuration: its MSP, policies and anchor peer. */
function organisationConfig(organisation: PlannedOrganisation, layout: Layout) {
  const msp = organisation.mspId;
  return {
    Name: msp,
    ID: msp,
    MSPDir: join(layout.organisation(organisation.id), 'msp'),
    Policies: {
      Readers: signature(`OR('${msp}.admin', '${msp}.peer', '${msp}.client')`),
      Writers: signature(`OR('${msp}.admin', '${msp}.client')`),
      Admins: signature(`OR('${msp}.admin')`),
      Endorsement: signature(`OR('${msp}.peer')`),
    },
    AnchorPeers: [{ Host: '127.0.0.1', Port: organisation.peerPort }],
  };
}

/** The content of configtx.yaml (JSON is YAML): one Raft orderer, majority of the members, V2_5. */
export function channelConfig(plan: NetworkPlan, layout: Layout): string {
  const serverCertificate = join(layout.orderer, 'tls', 'server.crt');
  const ordererOrganisation = {
    Name: ORDERER_MSP,
    ID: ORDERER_MSP,
    MSPDir: join(layout.orderer, 'organisation-msp'),
    Policies: {
      Readers: signature(`OR('${ORDERER_MSP}.member')`),
      Writers: signature(`OR('${ORDERER_MSP}.member')`),
      Admins: signature(`OR('${ORDERER_MSP}.admin')`),
    },
    OrdererEndpoints: [`127.0.0.1:${plan.ordererPort}`],
  };
  const members = plan.organisations.map((organisation) =>
    organisationConfig(organisation, layout),
  );
  return JSON.stringify(
    {
      Organizations: members,
      Profiles: {
        [PROFILE]: {
          Policies: READ_WRITE_ADMIN,
          Capabilities: { V2_0: true },
          Orderer: {
            OrdererType: 'etcdraft',
            BatchTimeout: `${plan.batchTimeoutMs}ms`,
            BatchSize: {
              MaxMessageCount: 100,
              AbsoluteMaxBytes: '10 MB',
              PreferredMaxBytes: '2 MB',
            },
            EtcdRaft: {
              Consenters: [
                {
                  Host: '127.0.0.1',
                  Port: plan.ordererPort,
                  ClientTLSCert: serverCertificate,
                  ServerTLSCert: serverCertificate,
                },
              ],
              Options: {
                TickInterval: '100ms',
                ElectionTick: 10,
                HeartbeatTick: 1,
                MaxInflightBlocks: 5,
                SnapshotIntervalSize: '16 MB',
              },
            },
            Organizations: [ordererOrganisation],
            Policies: { ...READ_WRITE_ADMIN, BlockValidation: implicit('ANY Writers') },
            Capabilities: { V2_0: true },
          },
          Application: {
            Organizations: members,
            Policies: {
              ...READ_WRITE_ADMIN,
              Endorsement: implicit('MAJORITY Endorsement'),
              LifecycleEndorsement: implicit('MAJORITY Endorsement'),
              AnyEndorsement: implicit('ANY Endorsement'),
            },
            Capabilities: { V2_5: true },
          },
        },
      },
    },
    null,
    2,
  );
}
