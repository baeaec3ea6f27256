import { useParams } from 'wouter';
import { Empty } from '../../parts/empty.tsx';
import { Answer } from '../../parts/waiting.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { placesWords } from '../words/places.ts';
import { Board } from './board.tsx';
import { PutOnWard } from './put-on-ward.tsx';
import { useWard } from './wards.ts';

/** A ward: who needs me now, from scores and alerts; nothing is shown that was not measured. */
export function WardPage() {
  const say = useWords(placesWords);
  const { id } = useParams<{ id: string }>();
  const ward = useWard(id);
  return (
    <div className="page stack">
      <Answer of={ward} rows={6}>
        {({ name, rows }) => (
          <>
            <h1>{name}</h1>
            {rows.length === 0 ? (
              <Empty title={say('ward.none', { ward: name })}>{say('ward.none.more')}</Empty>
            ) : (
              <Board beds={rows} />
            )}
            <PutOnWard ward={id} beds={rows} />
          </>
        )}
      </Answer>
    </div>
  );
}
