import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { useWords } from '../prefs/prefs.tsx';
import { OwnPasskeys } from './own-passkeys.tsx';
import { OwnPassword } from './own-password.tsx';
import { useSession } from './session.tsx';
import { sessionWords } from './words.ts';

/** The own passkeys and password, and the way out on every device; patients have their passkeys on a page of their own. */
export function OwnWays({ onClose }: { onClose: () => void }) {
  const say = useWords(sessionWords);
  const { who, signOut } = useSession();
  const isStaff = who !== undefined && who.role !== 'patient' && who.role !== 'guardian';
  return (
    <Dialog title={say('title')} onClose={onClose}>
      <div className="stack-5">
        {isStaff ? <OwnPasskeys /> : null}
        {isStaff ? <OwnPassword /> : null}
        <section className="stack-2">
          <h3>{say('everywhere')}</h3>
          <p className="hint">{say('everywhereText')}</p>
          <p>
            <Button onClick={() => void signOut('everywhere')}>{say('signOutEverywhere')}</Button>
          </p>
        </section>
      </div>
    </Dialog>
  );
}
