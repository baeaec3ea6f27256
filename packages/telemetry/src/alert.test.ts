import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Alert, AlertEvent, Signal } from './alert.ts';
import { defaultAlertPolicy, nextAlert } from './alert.ts';
import type { Part } from './news2.ts';
import { bandOf } from './news2.ts';
import type { Score } from './score.ts';

const MINUTE = 60_000;
const POLICY = defaultAlertPolicy();

function scored(
  minute: number,
  total: number | null,
  more: { red?: boolean; missing?: Part[] } = {},
): AlertEvent {
  const { red = false, missing = [] } = more;
  const nothing = {
    respiratoryRate: null,
    spo2: null,
    oxygen: null,
    systolic: null,
    pulse: null,
    consciousness: null,
    temperature: null,
  };
  const score: Score = {
    at: minute * MINUTE,
    score: total,
    says: '',
    inputs: { ...nothing, scale: 1 },
    parts: nothing,
    missing,
    incomplete: missing.length > 0,
    red,
    band: total === null ? null : bandOf(total, red),
    source: 'monitor',
    because: total === null ? 'no-values' : null,
  };
  return { kind: 'score', score, now: minute * MINUTE };
}

const passed = (minute: number): AlertEvent => ({ kind: 'time', now: minute * MINUTE });
const acknowledged = (minute: number): AlertEvent => ({
  kind: 'acknowledge',
  by: 'nurse',
  reason: 'at the bedside',
  now: minute * MINUTE,
});

function live(...events: AlertEvent[]): { alert: Alert | null; signals: string[] } {
  let alert: Alert | null = null;
  const signals: string[] = [];
  for (const event of events) {
    const step: { alert: Alert | null; signals: readonly Signal[] } = nextAlert(
      alert,
      event,
      POLICY,
    );
    alert = JSON.parse(JSON.stringify(step.alert));
    const minute = (event.kind === 'score' ? event.score.at : event.now) / MINUTE;
    signals.push(...step.signals.map((signal) => `${minute} ${signal}`));
  }
  return { alert, signals };
}

describe('alert life', () => {
  it('T7.1 opens at 5 or more or at a single 3, not below', () => {
    expect(live(scored(0, 4))).toEqual({ alert: null, signals: [] });
    expect(live(scored(0, null))).toEqual({ alert: null, signals: [] });
    expect(live(scored(0, 5)).alert).toMatchObject({
      status: 'active',
      level: 'medium',
      acknowledged: null,
    });
    expect(live(scored(0, 3, { red: true })).alert).toMatchObject({ level: 'low-medium' });
    expect(live(scored(0, 9)).alert).toMatchObject({ level: 'high', openedAt: 0 });
  });

  it('T7.1 is not repeated while it lasts', () => {
    const events = Array.from({ length: 100 }, (_, minute) => scored(minute, 5 + (minute % 2)));
    expect(live(...events).signals).toEqual(['0 opened']);
    expect(
      live(scored(0, 5), scored(1, 4), scored(2, 5), scored(3, 4), scored(4, 6)).signals,
    ).toEqual(['0 opened']);
  });

  it('T7.1 alarms again when worse, also when acknowledged', () => {
    const { alert, signals } = live(
      scored(0, 5),
      acknowledged(1),
      scored(2, 7),
      scored(3, 9),
      scored(4, 10),
    );
    expect(signals).toEqual(['0 opened', '1 acknowledged', '2 worse', '4 worse']);
    expect(alert).toMatchObject({ level: 'high', acknowledged: null, openedAt: 0 });
    expect(live(scored(0, 3, { red: true }), scored(1, 5)).signals).toEqual([
      '0 opened',
      '1 worse',
    ]);
  });

  it('T7.1 escalates while unacknowledged, sooner when worse, and not for ever', () => {
    const minutes = Array.from({ length: 60 }, (_, minute) => passed(minute));
    expect(live(scored(0, 7), ...minutes).signals).toEqual([
      '0 opened',
      '5 escalated',
      '10 escalated',
      '15 escalated',
    ]);
    expect(live(scored(0, 5), passed(14), passed(15)).signals).toEqual([
      '0 opened',
      '15 escalated',
    ]);
    expect(live(scored(0, 5), scored(14, 7), passed(15), passed(19)).signals).toEqual([
      '0 opened',
      '14 worse',
      '19 escalated',
    ]);
  });

  it('T7.1 an acknowledgement stops escalation, keeps it active, and counts once', () => {
    const { alert, signals } = live(
      scored(0, 7),
      acknowledged(4),
      acknowledged(5),
      passed(60),
      scored(61, 8),
    );
    expect(signals).toEqual(['0 opened', '4 acknowledged']);
    expect(alert).toMatchObject({
      status: 'active',
      acknowledged: { by: 'nurse', at: 4 * MINUTE, reason: 'at the bedside' },
    });
  });

  it('T7.1 clears after five minutes of lower scores, acknowledged or not', () => {
    const { alert, signals } = live(
      scored(0, 7),
      scored(1, 2),
      scored(5, 2),
      scored(6, 2),
      passed(99),
    );
    expect(signals).toEqual(['0 opened', '6 cleared']);
    expect(alert).toMatchObject({ status: 'cleared', acknowledged: null, clearedAt: 6 * MINUTE });
    const late = nextAlert(alert, acknowledged(7), POLICY);
    expect(late.signals).toEqual(['acknowledged']);
    expect(late.alert).toMatchObject({ status: 'cleared', acknowledged: { by: 'nurse' } });
    expect(
      live(scored(0, 7), scored(1, 2), scored(5, 7), scored(6, 2), scored(10, 2)).signals,
    ).toEqual(['0 opened']);
  });

  it('T7.1 a level that fell for five minutes sounds again when it rises', () => {
    const fell = [scored(0, 7), scored(1, 5), scored(6, 5)];
    expect(live(...fell).alert).toMatchObject({ status: 'active', level: 'medium' });
    expect(live(...fell, scored(7, 7)).signals).toEqual(['0 opened', '7 worse']);
    expect(live(scored(0, 7), scored(1, 5), scored(4, 7)).signals).toEqual(['0 opened']);
    // Medium for most of the hold: it falls to medium, and must stay low as long again to clear.
    expect(
      live(scored(0, 7), scored(1, 5), scored(5, 1), scored(6, 1), scored(10, 1)).alert,
    ).toMatchObject({
      status: 'active',
    });
    expect(
      live(scored(0, 7), scored(1, 5), scored(6, 1), scored(7, 1), scored(12, 1)).alert,
    ).toMatchObject({ status: 'cleared' });
  });

  it('T7.1 a cleared one opens as a new one', () => {
    const { alert, signals } = live(scored(0, 5), scored(1, 0), scored(6, 0), scored(20, 6));
    expect(signals).toEqual(['0 opened', '6 cleared', '20 opened']);
    expect(alert).toMatchObject({ openedAt: 20 * MINUTE, status: 'active', acknowledged: null });
  });

  it('T3 a late score changes nothing', () => {
    expect(live(scored(10, 5), scored(9, 12)).alert).toMatchObject({
      level: 'medium',
      at: 10 * MINUTE,
    });
    expect(live(scored(0, 5), scored(1, 0), scored(6, 0), scored(3, 9)).signals).toEqual([
      '0 opened',
      '6 cleared',
    ]);
  });

  it('T5.3 a score that lacks a value which the alert had raises, but never lowers or clears', () => {
    const off: Part[] = ['spo2'];
    expect(
      live(scored(0, 7), scored(1, 2, { missing: off }), scored(30, 2, { missing: off })).alert,
    ).toMatchObject({ status: 'active', level: 'high' });
    expect(live(scored(0, 5), scored(1, 7, { missing: off })).signals).toEqual([
      '0 opened',
      '1 worse',
    ]);
    expect(
      live(
        scored(0, 7, { missing: off }),
        scored(1, 2, { missing: off }),
        scored(6, 2, { missing: off }),
      ).signals,
    ).toEqual(['0 opened', '6 cleared']);
    expect(live(scored(0, 7), scored(1, null), scored(30, null)).alert).toMatchObject({
      status: 'active',
    });
  });

  it('T7.1 holds for any course: one opening at a time, and active whenever the score says so', () => {
    const course = fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.nat({ max: 12 })), {
      maxLength: 80,
    });
    fc.assert(
      fc.property(course, (steps) => {
        let [alert, minute, isOpen]: [Alert | null, number, boolean] = [null, 0, false];
        for (const [wait, total] of steps) {
          minute += wait;
          const step: ReturnType<typeof nextAlert> = nextAlert(
            alert,
            scored(minute, total),
            POLICY,
          );
          for (const signal of step.signals) {
            expect(isOpen).toBe(signal !== 'opened');
            isOpen = signal !== 'cleared';
          }
          alert = step.alert;
          if (total >= 5) expect(alert?.status).toBe('active');
          expect(isOpen).toBe(alert?.status === 'active');
        }
      }),
    );
  });
});
