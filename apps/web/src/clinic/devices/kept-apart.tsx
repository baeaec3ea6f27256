import * as v from 'valibot';
import { maybeText, rowsOf } from '../../api/forms.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { Panel } from '../../parts/panel.tsx';
import { Tag } from '../../parts/state.tsx';
import { Answer } from '../../parts/waiting.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { WideTable } from '../chart/wide-table.tsx';
import { placesWords, type PlacesKey } from '../words/places.ts';

/** What was kept apart, newest first. */
export const apartForm = rowsOf(
  v.object({
    at: v.string(),
    device: v.string(),
    reason: v.string(),
    detail: maybeText,
    alarm: v.boolean(),
  }),
);
const most = 100;

/** Readings that did not enter a chart, and why: forged ones, repeated ones, those of nobody (T2). */
export function KeptApart() {
  const say = useWords(placesWords);
  const formats = useFormats();
  const rows = useAnswer('quarantine', {}, apartForm);
  return (
    <Panel title={say('devices.apart')} footer={say('devices.apart.hint')}>
      <Answer of={rows} rows={3}>
        {(list) =>
          list.length === 0 ? (
            <p className="item quiet">{say('devices.apart.none')}</p>
          ) : (
            <WideTable
              caption={say('devices.apart')}
              heads={[say('at'), say('devices.device'), say('why')]}
            >
              {list.slice(0, most).map(({ alarm, at, device, reason }, index) => {
                const key = `reason.${reason}`;
                return (
                  <tr key={`${at} ${device} ${String(index)}`}>
                    <td className="nowrap">{formats.when(at, { seconds: true })}</td>
                    <td className="hash">{device.slice(0, 8)}…</td>
                    <td>
                      <span className="row">
                        {isKey(key) ? say(key) : reason}
                        {alarm ? <Tag kind="alarm">{say('devices.apart.alarm')}</Tag> : null}
                      </span>
                    </td>
                  </tr>
                );
              })}
            </WideTable>
          )
        }
      </Answer>
    </Panel>
  );
}

type ReasonKey = Extract<PlacesKey, `reason.${string}`>;

function isKey(key: string): key is ReasonKey {
  return key in placesWords.en;
}
