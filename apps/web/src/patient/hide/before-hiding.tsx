import { Icon } from '../../parts/icon.tsx';
import { Notice } from '../../parts/notice.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { safetyRows, type Hiding } from './hidden.ts';
import { hideWords } from './words.ts';

/** What changes and what stays when something is hidden: read before, not after. */
export function WhatItDoes() {
  const say = useWords(hideWords);
  return (
    <div className="cols will-see">
      <div>
        <h3>{say('hide.does')}</h3>
        <ul className="yes">
          {([1, 2, 3] as const).map((n) => (
            <li key={n}>
              <Icon name="check" />
              {say(`hide.does.${n}`)}
            </li>
          ))}
        </ul>
      </div>
      <div>
        <h3>{say('hide.stays')}</h3>
        <ul className="no">
          {(['emergency', 'others', 'alarms', 'name', 'you'] as const).map((what) => (
            <li key={what}>
              <Icon name="eye" />
              {say(`hide.stays.${what}`)}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

/** Says what hiding allergies or medicines may do, and offers to leave both open. */
export function SafetyWarning({
  hiding,
  change,
}: {
  hiding: Hiding;
  change: (hiding: Hiding) => void;
}) {
  const say = useWords(hideWords);
  if (!hiding.rows.some((row) => safetyRows.includes(row))) return null;
  const rows = hiding.rows.filter((row) => !safetyRows.includes(row));
  return (
    <Notice kind="part" says="polite">
      {say('hide.first.safety')}{' '}
      <button type="button" className="linkish" onClick={() => change({ ...hiding, rows })}>
        {say('hide.first.keep')}
      </button>
    </Notice>
  );
}
