import { join } from 'node:path';

import type { Layout, NetworkPlan, PlannedOrganisation } from './plan.ts';

const MESSAGE_LIMIT = 104_857_600;

/** The content of a peer's core.yaml (JSON is YAML), for Fabric 2.5 run natively on loopback. */
export function peerConfig(
  plan: NetworkPlan,
  organisation: PlannedOrganisation,
  layout: Layout,
): string {
  const folder = layout.peer(organisation.id);
  const address = `127.0.0.1:${organisation.peerPort}`;
  return JSON.stringify(
    {
      peer: {
        id: `peer.${organisation.id}`,
        networkId: plan.channel,
        listenAddress: address,
        address,
        chaincodeListenAddress: `127.0.0.1:${organisation.chaincodeListenPort}`,
        gateway: {
          enabled: true,
          endorsementTimeout: '30s',
          broadcastTimeout: '30s',
          dialTimeout: '10s',
        },
        keepalive: {
          interval: '7200s',
          timeout: '20s',
          minInterval: '5s',
          client: { interval: '60s', timeout: '20s' },
          deliveryClient: { interval: '60s', timeout: '20s' },
        },
        gossip: gossip(address),
        tls: {
          enabled: true,
          clientAuthRequired: true,
          cert: { file: join(folder, 'tls', 'server.crt') },
          key: { file: join(folder, 'tls', 'server.key') },
          rootcert: { file: join(folder, 'tls', 'ca.crt') },
          clientRootCAs: { files: [join(folder, 'tls', 'ca.crt')] },
        },
        authentication: { timewindow: '15m' },
        fileSystemPath: join(folder, 'data'),
        BCCSP: { Default: 'SW', SW: { Hash: 'SHA2', Security: 256 } },
        mspConfigPath: join(folder, 'msp'),
        localMspId: organisation.mspId,
        localMspType: 'bccsp',
        client: { connTimeout: '3s' },
        deliveryclient: {
          blockGossipEnabled: true,
          reconnectTotalTimeThreshold: '876000h',
          connTimeout: '3s',
          reConnectBackoffThreshold: '2s',
        },
        profile: { enabled: false, listenAddress: '127.0.0.1:0' },
        handlers: {
          authFilters: [{ name: 'DefaultAuth' }, { name: 'ExpirationCheck' }],
          decorators: [{ name: 'DefaultDecorator' }],
          endorsers: { escc: { name: 'DefaultEndorsement' } },
          validators: { vscc: { name: 'DefaultValidation' } },
        },
        discovery: {
          enabled: true,
          authCacheEnabled: true,
          authCacheMaxSize: 1000,
          authCachePurgeRetentionRatio: 0.75,
          orgMembersAllowedAccess: false,
        },
        limits: {
          concurrency: { endorserService: 2500, deliverService: 2500, gatewayService: 500 },
        },
        maxRecvMsgSize: MESSAGE_LIMIT,
        maxSendMsgSize: MESSAGE_LIMIT,
      },
      // An empty endpoint keeps the peer from asking for a Docker daemon; it must stand in this file.
      vm: { endpoint: '' },
      chaincode: {
        externalBuilders: [{ name: 'careledger', path: layout.builder, propagateEnvironment: [] }],
        installTimeout: '60s',
        startuptimeout: '30s',
        executetimeout: '30s',
        mode: 'net',
        // fabric-shim 2.5.8 ends its process on a keepalive message.
        keepalive: 0,
        system: { _lifecycle: 'enable', cscc: 'enable', lscc: 'enable', qscc: 'enable' },
        logging: { level: 'info', shim: 'warning', format: '%{message}' },
      },
      ledger: {
        state: { stateDatabase: 'goleveldb', totalQueryLimit: 100_000 },
        history: { enableHistoryDatabase: true },
        pvtdataStore: {
          collElgProcMaxDbBatchSize: 5000,
          collElgProcDbBatchesInterval: 1000,
          deprioritizedDataReconcilerInterval: '60m',
          purgeInterval: 100,
          purgedKeyAuditLogging: true,
        },
        snapshots: { rootDir: join(folder, 'snapshots') },
      },
      operations: { listenAddress: '127.0.0.1:0', tls: { enabled: false } },
      metrics: { provider: 'disabled' },
    },
    null,
    2,
  );
}

function gossip(address: string) {
  return {
    bootstrap: address,
    endpoint: address,
    externalEndpoint: address,
    useLeaderElection: false,
    orgLeader: true,
    membershipTrackerInterval: '5s',
    maxBlockCountToStore: 10,
    maxPropagationBurstLatency: '10ms',
    maxPropagationBurstSize: 10,
    propagateIterations: 1,
    propagatePeerNum: 3,
    pullInterval: '4s',
    pullPeerNum: 3,
    requestStateInfoInterval: '1s',
    publishStateInfoInterval: '1s',
    publishCertPeriod: '10s',
    skipBlockVerification: false,
    dialTimeout: '3s',
    connTimeout: '2s',
    recvBuffSize: 20,
    sendBuffSize: 200,
    digestWaitTime: '1s',
    requestWaitTime: '1500ms',
    responseWaitTime: '2s',
    aliveTimeInterval: '1s',
    aliveExpirationTimeout: '10s',
    // Members find each other again within seconds; Fabric's 25 s delays two-member endorsement.
    reconnectInterval: '2s',
    maxConnectionAttempts: 120,
    msgExpirationFactor: 20,
    election: {
      startupGracePeriod: '15s',
      membershipSampleInterval: '1s',
      leaderAliveThreshold: '10s',
      leaderElectionDuration: '5s',
    },
    pvtData: {
      pullRetryThreshold: '5s',
      transientstoreMaxBlockRetention: 1000,
      pushAckTimeout: '3s',
      btlPullMargin: 10,
      reconcileBatchSize: 10,
      reconcileSleepInterval: '1m',
      reconciliationEnabled: true,
      skipPullingInvalidTransactionsDuringCommit: false,
      implicitCollectionDisseminationPolicy: { requiredPeerCount: 0, maxPeerCount: 1 },
    },
    state: {
      enabled: false,
      checkInterval: '10s',
      responseTimeout: '3s',
      batchSize: 10,
      blockBufferSize: 20,
      maxRetries: 3,
    },
  };
}
