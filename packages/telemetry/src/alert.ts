import type { Band, Part } from './news2.ts';
import type { Score } from './score.ts';

/** The bands that open an alert, least severe first. */
export type AlertLevel = Exclude<Band, 'low'>;

/** What sounds or is shown because of an event. */
export type Signal = 'opened' | 'worse' | 'escalated' | 'acknowledged' | 'cleared';

/**
 * One alert of one patient (T7.1), plain JSON: *active or cleared* × *acknowledged or not*. `at` times are the
 * readings' measured times, `…By` and `due` are the node's clock; all in ms.
 */
export type Alert = {
  readonly v: 1;
  readonly status: 'active' | 'cleared';
  readonly acknowledged: {
    readonly by: string;
    readonly at: number;
    readonly reason: string;
  } | null;
  readonly level: AlertLevel;
  /** The score and level that last sounded, with the values that it had to do without. */
  readonly sounded: {
    readonly level: AlertLevel;
    readonly score: number;
    readonly missing: readonly Part[];
    readonly at: number;
    readonly notifiedAt: number;
  };
  readonly openedAt: number;
  /** Measured time of the last score that was taken into account. */
  readonly at: number;
  /** While scores stay lower: since when (measured), and the highest level among them; else null. */
  readonly lower: { readonly since: number; readonly level: AlertLevel | null } | null;
  readonly clearedAt: number | null;
  /** How often it was escalated since it last sounded, and when it will be again; null: not again. */
  readonly escalations: number;
  readonly escalationDueAt: number | null;
};

/** What moves an alert: a score, an acknowledgement, or the passing of time. `now` is the node's clock. */
export type AlertEvent =
  | { readonly kind: 'score'; readonly score: Score; readonly now: number }
  | {
      readonly kind: 'acknowledge';
      readonly by: string;
      readonly reason: string;
      readonly now: number;
    }
  | { readonly kind: 'time'; readonly now: number };

/** How long and how often, all in ms. */
export interface AlertPolicy {
  /** An active, unacknowledged alert escalates after this long, and again, at most `escalationSteps` times. */
  readonly escalateAfterMs: Readonly<Record<AlertLevel, number>>;
  readonly escalationSteps: number;
  /** Hysteresis: scores must stay lower for this long (measured time) before the level falls or it clears. */
  readonly holdMs: number;
  /** Within one level, a score that many points above the one that last sounded sounds again. */
  readonly worseBy: number;
}

/** Five minutes to escalate at 7 or more, fifteen at 5 or 6, thirty for a single 3; five minutes to clear. */
export function defaultAlertPolicy(): AlertPolicy {
  const minute = 60_000;
  return {
    escalateAfterMs: { high: 5 * minute, medium: 15 * minute, 'low-medium': 30 * minute },
    escalationSteps: 3,
    holdMs: 5 * minute,
    worseBy: 3,
  };
}

/**
 * The alert after an event, and what it signals. It opens at 5 or more or a single 3, is silent while that
 * lasts, sounds again when worse (which ends an acknowledgement), and escalates while unacknowledged. A score
 * older than the last one changes nothing, and one that lacks a value which the alert had can raise, never lower.
 */
export function nextAlert(
  alert: Alert | null,
  event: AlertEvent,
  policy: AlertPolicy,
): { readonly alert: Alert | null; readonly signals: readonly Signal[] } {
  if (event.kind === 'score') return onScore(alert, event, policy);
  if (!alert) return { alert, signals: [] };
  if (event.kind === 'acknowledge') return onAcknowledge(alert, event);
  return onTime(alert, event.now, policy);
}

type Step = ReturnType<typeof nextAlert>;
type ScoreEvent = Extract<AlertEvent, { kind: 'score' }>;

function onScore(alert: Alert | null, event: ScoreEvent, policy: AlertPolicy): Step {
  const { score, now } = event;
  const level = levelOf(score.band);
  if (!alert || alert.status === 'cleared') {
    if (level === null || score.score === null) return { alert, signals: [] };
    if (alert && score.at <= alert.at) return { alert, signals: [] };
    return { alert: sounding(score, level, score.score, now, policy, null), signals: ['opened'] };
  }
  if (score.score === null || score.at < alert.at) return { alert, signals: [] };
  const { sounded } = alert;
  const isHigher = level !== null && rank(level) > rank(sounded.level);
  const isMuchHigher = level === sounded.level && score.score >= sounded.score + policy.worseBy;
  if (level !== null && (isHigher || isMuchHigher)) {
    const next = sounding(score, level, score.score, now, policy, alert.openedAt);
    return { alert: next, signals: ['worse'] };
  }
  if (level === sounded.level)
    return { alert: { ...alert, at: score.at, level, lower: null }, signals: [] };
  if (!knowsAsMuch(score, sounded.missing))
    return { alert: { ...alert, at: score.at }, signals: [] };
  return onLower(alert, level, score, policy);
}

/**
 * The level falls, or the alert clears, only after scores have been lower for the whole of the hold, and then
 * to the highest among them.
 */
function onLower(alert: Alert, level: AlertLevel | null, score: Score, policy: AlertPolicy): Step {
  const since = alert.lower?.since ?? score.at;
  const lower = { since, level: higherOf(level, alert.lower?.level ?? null) };
  const waiting = { ...alert, at: score.at, level: level ?? alert.level, lower };
  if (score.at - since < policy.holdMs) return { alert: waiting, signals: [] };
  if (lower.level === null) {
    const cleared = {
      ...waiting,
      status: 'cleared',
      clearedAt: score.at,
      escalationDueAt: null,
    } as const;
    return { alert: cleared, signals: ['cleared'] };
  }
  const sounded = {
    ...alert.sounded,
    level: lower.level,
    score: score.score ?? 0,
    missing: score.missing,
  };
  return { alert: { ...waiting, sounded, lower: null }, signals: [] };
}

function onAcknowledge(
  alert: Alert,
  { by, reason, now }: Extract<AlertEvent, { kind: 'acknowledge' }>,
): Step {
  if (alert.acknowledged) return { alert, signals: [] };
  const acknowledged = { by, at: now, reason };
  return { alert: { ...alert, acknowledged, escalationDueAt: null }, signals: ['acknowledged'] };
}

function onTime(alert: Alert, now: number, policy: AlertPolicy): Step {
  if (alert.escalationDueAt === null || now < alert.escalationDueAt) return { alert, signals: [] };
  const escalations = alert.escalations + 1;
  const after = policy.escalateAfterMs[alert.sounded.level];
  const escalationDueAt = escalations < policy.escalationSteps ? now + after : null;
  return { alert: { ...alert, escalations, escalationDueAt }, signals: ['escalated'] };
}

function sounding(
  score: Score,
  level: AlertLevel,
  points: number,
  now: number,
  policy: AlertPolicy,
  openedAt: number | null,
): Alert {
  return {
    v: 1,
    status: 'active',
    acknowledged: null,
    level,
    sounded: { level, score: points, missing: score.missing, at: score.at, notifiedAt: now },
    openedAt: openedAt ?? score.at,
    at: score.at,
    lower: null,
    clearedAt: null,
    escalations: 0,
    escalationDueAt: policy.escalationSteps > 0 ? now + policy.escalateAfterMs[level] : null,
  };
}

function knowsAsMuch(score: Score, missing: readonly Part[]): boolean {
  return score.missing.every((part) => missing.includes(part));
}

function levelOf(band: Band | null): AlertLevel | null {
  return band === null || band === 'low' ? null : band;
}

function higherOf(left: AlertLevel | null, right: AlertLevel | null): AlertLevel | null {
  if (left === null || right === null) return left ?? right;
  return rank(left) >= rank(right) ? left : right;
}

function rank(level: AlertLevel): number {
  return { 'low-medium': 1, medium: 2, high: 3 }[level];
}
