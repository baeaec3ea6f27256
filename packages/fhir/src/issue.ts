import type { Resource } from './resource.ts';

/** The codes of FHIR's value set `issue-type` that this product answers with. */
export type IssueCode =
  | 'business-rule'
  | 'code-invalid'
  | 'conflict'
  | 'deleted'
  | 'duplicate'
  | 'exception'
  | 'expired'
  | 'extension'
  | 'forbidden'
  | 'incomplete'
  | 'informational'
  | 'invalid'
  | 'invariant'
  | 'login'
  | 'multiple-matches'
  | 'not-found'
  | 'not-supported'
  | 'processing'
  | 'required'
  | 'security'
  | 'structure'
  | 'suppressed'
  | 'throttled'
  | 'timeout'
  | 'too-costly'
  | 'too-long'
  | 'transient'
  | 'unknown'
  | 'value';

/** One finding about a resource, a request or a parameter; neither the place nor the message quotes a value. */
export interface Issue {
  readonly severity: 'fatal' | 'error' | 'warning' | 'information';
  readonly code: IssueCode;
  /** Element names and indexes, `Observation.component[1].code`; absent where the finding has no place. */
  readonly expression?: string;
  readonly message: string;
}

/** Whether any of the findings forbids going on. */
export function isRefused(issues: readonly Issue[]): boolean {
  return issues.some(({ severity }) => severity === 'fatal' || severity === 'error');
}

/** An OperationOutcome with one issue for each finding, or one that says that all went well. */
export function operationOutcome(issues: readonly Issue[]): Resource {
  const said: readonly Issue[] =
    issues.length > 0
      ? issues
      : [{ severity: 'information', code: 'informational', message: 'All is well.' }];
  return {
    resourceType: 'OperationOutcome',
    issue: said.map(({ severity, code, expression, message }) => ({
      severity,
      code,
      diagnostics: message,
      ...(expression === undefined ? {} : { expression: [expression] }),
    })),
  };
}
