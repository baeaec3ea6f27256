import { join } from 'node:path';

import { ORDERER_MSP } from './channel-config.ts';
import type { Layout, NetworkPlan } from './plan.ts';

const MESSAGE_LIMIT = 104_857_600;

/** The content of the orderer's orderer.yaml (JSON is YAML): channel participation, no system channel. */
export function ordererConfig(plan: NetworkPlan, layout: Layout): string {
  const folder = layout.orderer;
  const tls = {
    Enabled: true,
    PrivateKey: join(folder, 'tls', 'server.key'),
    Certificate: join(folder, 'tls', 'server.crt'),
    RootCAs: [join(folder, 'tls', 'ca.crt')],
    ClientAuthRequired: true,
    ClientRootCAs: [join(folder, 'tls', 'ca.crt')],
  };
  return JSON.stringify(
    {
      General: {
        ListenAddress: '127.0.0.1',
        ListenPort: plan.ordererPort,
        TLS: tls,
        Keepalive: { ServerMinInterval: '5s', ServerInterval: '7200s', ServerTimeout: '20s' },
        MaxRecvMsgSize: MESSAGE_LIMIT,
        MaxSendMsgSize: MESSAGE_LIMIT,
        Cluster: {
          SendBufferSize: 100,
          ClientCertificate: tls.Certificate,
          ClientPrivateKey: tls.PrivateKey,
        },
        BootstrapMethod: 'none',
        LocalMSPDir: join(folder, 'msp'),
        LocalMSPID: ORDERER_MSP,
        Profile: { Enabled: false, Address: '127.0.0.1:0' },
        BCCSP: { Default: 'SW', SW: { Hash: 'SHA2', Security: 256 } },
        Authentication: { TimeWindow: '15m' },
      },
      FileLedger: { Location: join(folder, 'data') },
      Operations: { ListenAddress: '127.0.0.1:0', TLS: { Enabled: false } },
      Metrics: { Provider: 'disabled' },
      Admin: { ListenAddress: `127.0.0.1:${plan.ordererAdminPort}`, TLS: tls },
      ChannelParticipation: { Enabled: true, MaxRequestBodySize: '1 MB' },
      Consensus: { WALDir: join(folder, 'wal'), SnapDir: join(folder, 'snapshots') },
    },
    null,
    2,
  );
}
