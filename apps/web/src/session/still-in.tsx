import { useState } from 'react';
import { Button } from '../parts/button.tsx';
import { Notice } from '../parts/notice.tsx';
import { Rich } from '../parts/rich.tsx';
import { useWords } from '../prefs/prefs.tsx';
import { useSession } from './session.tsx';
import { sessionWords } from './words.ts';

/** Says that the node has not taken a sign-out yet, and asks it once more at a press. */
export function StillIn() {
  const say = useWords(sessionWords);
  const { isStillIn, signOutAgain } = useSession();
  const [isBusy, setBusy] = useState(false);
  if (!isStillIn) return null;
  const press = async () => {
    setBusy(true);
    await signOutAgain();
    setBusy(false);
  };
  return (
    <Notice
      kind="sys"
      says="at-once"
      act={
        <Button size="small" busy={isBusy} onClick={() => void press()}>
          {say('signOutAgain')}
        </Button>
      }
    >
      <Rich text={say('stillIn')} />
    </Notice>
  );
}
