import type { QueryClient } from '@tanstack/react-query';
import { touched, type EventKind } from './touched.ts';

const gatherMs = 250;

/** Asks again what events touch. */
export interface Again {
  /** `patient` is whom the event is about; undefined where it is about nobody or everybody. */
  heard(kind: EventKind, patient: string | undefined): void;
  stop(): void;
}

/** Asks at once after the first event, and after what follows it closely once: a monitor may send many readings a second. */
export function createAgain(queries: Pick<QueryClient, 'invalidateQueries'>): Again {
  let pending: { name: string; patient: string | undefined }[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  function flush(): void {
    const now = pending;
    pending = [];
    timer = now.length === 0 ? undefined : setTimeout(flush, gatherMs);
    if (now.length === 0) return;
    void queries.invalidateQueries({
      predicate: ({ queryKey: [name, body] }) =>
        now.some((each) => each.name === name && concerns(body, each.patient)),
    });
  }

  return {
    heard(kind, patient) {
      pending.push(...touched[kind].map((name) => ({ name, patient })));
      if (timer === undefined) flush();
    },
    stop() {
      clearTimeout(timer);
      pending = [];
    },
  };
}

/** Whether a question may have another answer now; one about another patient has not. */
function concerns(body: unknown, patient: string | undefined): boolean {
  if (patient === undefined || typeof body !== 'object' || body === null) return true;
  return !('patient' in body) || body.patient === patient;
}
