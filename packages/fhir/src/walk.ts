import type { Issue, IssueCode } from './issue.ts';

/** What one validation has found and where it stands. */
export interface Walk {
  readonly issues: Issue[];
  /** Element names and indexes from the root to where the walk stands. */
  readonly path: (string | number)[];
  /** Values seen so far. */
  seen: number;
  stopped: boolean;
}

/** What the resource at hand contains, and what within it points to something contained. */
export interface Frame {
  /** The type of each contained resource by its id. */
  readonly contained: ReadonlyMap<string, string>;
  readonly pointedTo: Set<string>;
  /** Whether the resource at hand is itself contained. */
  readonly inner: boolean;
}

/** The most findings that one validation reports. */
const mostIssues = 100;

/** The place where the walk stands as FHIRPath: `Bundle.entry[3].resource.status`. */
function placeOf(path: readonly (string | number)[]): string {
  let place = '';
  for (const step of path)
    place += typeof step === 'number' ? `[${step}]` : place === '' ? step : `.${step}`;
  return place;
}

/** Notes a finding where the walk stands, and ends the walk at the hundredth. */
export function report(
  walk: Walk,
  code: IssueCode,
  message: string,
  severity: 'error' | 'warning' = 'error',
): void {
  if (walk.issues.length >= mostIssues) {
    walk.stopped = true;
    return;
  }
  walk.issues.push({ severity, code, expression: placeOf(walk.path), message });
}
