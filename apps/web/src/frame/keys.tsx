import { useHotkeys } from '@mantine/hooks';
import { useState } from 'react';
import { Dialog } from '../parts/dialog.tsx';
import { useBaseWords, usePrefs } from '../prefs/prefs.tsx';
import { useSession } from '../session/session.tsx';
import type { BaseKey } from '../words/base.ts';

type KeyWord = Extract<BaseKey, `key.${string}`>;

const everyone: readonly (readonly [string, KeyWord])[] = [
  ['?', 'key.all'],
  ['Esc', 'key.back'],
  ['Ctrl+Enter', 'key.confirm'],
];
const care: readonly (readonly [string, KeyWord])[] = [
  ['/', 'key.find'],
  ['g w', 'key.ward'],
  ['g p', 'key.patients'],
  ['g r', 'key.requests'],
  ['j k', 'key.move'],
  ['Enter', 'key.open'],
  ['a', 'key.acknowledge'],
  ['s', 'key.silence'],
  ['e', 'key.escalate'],
  ['1–7', 'key.tabs'],
  ['n', 'key.note'],
  ['o', 'key.ask'],
  ['Shift+B', 'key.emergency'],
  ['1–3', 'key.reason'],
];

/** All keys, at `?`. */
export function Keys() {
  const say = useBaseWords();
  const { letters } = usePrefs();
  const { who } = useSession();
  const [isOpen, setOpen] = useState(false);
  useHotkeys(
    letters
      ? [
          ['shift+?', () => setOpen(true)],
          ['?', () => setOpen(true)],
        ]
      : [],
  );
  if (!isOpen) return null;
  const rows = who?.role === 'doctor' || who?.role === 'nurse' ? [...everyone, ...care] : everyone;
  return (
    <Dialog title={say('frame.keys')} onClose={() => setOpen(false)}>
      <table className="tbl">
        <tbody>
          {rows.map(([key, word]) => (
            <tr key={key + word}>
              <th scope="row">
                <kbd>{key}</kbd>
              </th>
              <td>{say(word)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  );
}
