import { useState } from 'react';
import { Dialog } from '../parts/dialog.tsx';
import { useBaseWords } from '../prefs/prefs.tsx';
import { useSession } from '../session/session.tsx';
import type { BaseKey } from '../words/base.ts';
import { useBack } from './back.ts';
import { useCareKeys } from './care-keys.ts';
import { useLetters } from './letters.ts';

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
  ['1–7', 'key.tabs'],
  ['n', 'key.note'],
  ['o', 'key.ask'],
  ['Shift+B', 'key.emergency'],
  ['1–3', 'key.reason'],
];

/** The keys that every page has, and all of them in a list at `?`. */
export function Keys() {
  const { who } = useSession();
  const [isOpen, setOpen] = useState(false);
  useBack();
  useLetters(['shift+?', '?'].map((key) => [key, () => setOpen(true)]));
  const isCare = who?.role === 'doctor' || who?.role === 'nurse';
  const rows = isCare ? [...everyone, ...care] : everyone;
  return (
    <>
      {isCare ? <CareKeys /> : null}
      {isOpen ? <KeyList rows={rows} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function CareKeys() {
  useCareKeys();
  return null;
}

function KeyList({ rows, onClose }: { rows: typeof everyone; onClose: () => void }) {
  const say = useBaseWords();
  return (
    <Dialog title={say('frame.keys')} onClose={onClose}>
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
