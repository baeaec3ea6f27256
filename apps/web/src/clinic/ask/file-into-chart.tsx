import { nothing } from '../../api/forms.ts';
import { useAct } from '../../api/use-answer.ts';
import { Button } from '../../parts/button.tsx';
import { FaultLine } from '../../parts/fault.tsx';
import { State } from '../../parts/state.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import type { Entry } from '../record/entry.ts';
import { writeWords } from '../words/write.ts';

/** Copies an entry of another hospital into the own chart, with where it came from. */
export function FileIntoChart({
  entry,
  patient,
  isSmall = false,
}: {
  entry: Entry;
  patient: string;
  isSmall?: boolean;
}) {
  const say = useWords(writeWords);
  const file = useAct('file', nothing, { changes: ['read', 'copies'] });
  const { asked, id, isDamaged, type } = entry;
  if (asked === null || isDamaged) return null;
  if (file.isSuccess) return <State kind="ok">{say('entry.filed')}</State>;
  return (
    <>
      <Button
        icon="dl"
        busy={file.isPending}
        {...(isSmall ? { size: 'small' as const } : {})}
        onClick={() =>
          file.mutate({ request: asked.request, resource: `${type}/${id}`, for: patient })
        }
      >
        {say('entry.file')}
      </Button>
      <FaultLine error={file.error} />
    </>
  );
}
