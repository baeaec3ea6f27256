import { Notice } from '../../parts/notice.tsx';
import { Rich } from '../../parts/rich.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { useMemberName } from '../data/people.ts';
import { askWords } from '../words/ask.ts';
import type { Asked } from './asked.ts';
import { needsIn } from './needs.ts';

/** A request in one sentence; its asker never learns whether it was denied or not seen (C13). */
export function AskedNotice({ asked }: { asked: Asked }) {
  const say = useWords(askWords);
  const formats = useFormats();
  const memberName = useMemberName();
  const kinds = formats.list(needsIn(asked.categories).map((need) => say(`need.${need}`)));
  const words = { time: formats.when(asked.at), kinds, who: memberName(asked.member) };
  return (
    <Notice kind={asked.state === 'open' ? 'sys' : 'plain'} icon="clock">
      <Rich
        text={
          asked.state === 'open'
            ? say('request.sent', { ...words, days: asked.days, until: formats.date(asked.until) })
            : say('request.ended', words)
        }
      />
    </Notice>
  );
}
