import type { Monitor } from '../monitor.ts';
import type { OidcSettings } from '../node-file.ts';
import type { Practice } from '../practice.ts';
import type { VerifyRuns } from '../verify/verify-runs.ts';
import type { Handlers } from './handlers.ts';
import { oidcPaths } from './oidc-routes.ts';
import { sessionHandlers } from './session-handlers.ts';
import { passkeyHandlers } from './passkey-handlers.ts';
import { demoHandlers } from './demo-handlers.ts';
import { peopleHandlers } from './people-handlers.ts';
import type { Upkeep } from '../upkeep.ts';
import { upkeepHandlers } from './upkeep-handlers.ts';
import { staffHandlers } from './staff-handlers.ts';
import { recordHandlers } from './record-handlers.ts';
import { teamHandlers } from './team-handlers.ts';
import { enrolHandlers } from './enrol-handlers.ts';
import { noticeHandlers } from './notice-handlers.ts';
import { exportHandlers } from './export-handlers.ts';
import { objectionHandlers } from './objection-handlers.ts';
import { requestHandlers } from './request-handlers.ts';
import { exchangeHandlers } from './exchange-handlers.ts';
import { auditHandlers } from './audit-handlers.ts';
import { copyHandlers } from './copy-handlers.ts';
import { emergencyHandlers } from './emergency-handlers.ts';
import { seenHandlers } from './seen-handlers.ts';
import { verifyHandlers } from './verify-handlers.ts';
import { monitorHandlers } from './monitor-handlers.ts';
import { membershipHandlers } from './membership-handlers.ts';
import { createTerminals } from './terminals.ts';

/** What a node does for every operation of the API. */
export function allHandlers(
  practice: Practice,
  deps: {
    data: string;
    monitor: Monitor;
    runs: VerifyRuns;
    oidc: OidcSettings | undefined;
    upkeep: () => Upkeep;
  },
): Handlers {
  const { data, monitor, runs, oidc, upkeep } = deps;
  return {
    ...sessionHandlers(practice, {
      terminals: createTerminals(practice.hospital.clock),
      oidc: oidc && { name: oidc.name, start: oidcPaths.start },
    }),
    ...passkeyHandlers(practice),
    ...demoHandlers(practice, { data }),
    ...peopleHandlers(practice),
    ...staffHandlers(practice),
    ...recordHandlers(practice),
    ...teamHandlers(practice),
    ...enrolHandlers(practice),
    ...objectionHandlers(practice),
    ...requestHandlers(practice),
    ...noticeHandlers(practice),
    ...exportHandlers(practice),
    ...exchangeHandlers(practice),
    ...auditHandlers(practice),
    ...emergencyHandlers(practice),
    ...seenHandlers(practice),
    ...verifyHandlers(runs),
    ...upkeepHandlers(upkeep),
    ...copyHandlers(practice),
    ...monitorHandlers(practice, monitor),
    ...membershipHandlers(practice),
  };
}
