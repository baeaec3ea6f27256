import { useEffect, useRef, type ReactNode } from 'react';
import { Link, matchRoute, useLocation, useRouter } from 'wouter';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { Mark } from '../parts/mark.tsx';
import { Notice } from '../parts/notice.tsx';
import { Reader, useBaseWords } from '../prefs/prefs.tsx';
import { routes } from '../routes.ts';
import { useSession, type Who } from '../session/session.tsx';
import { useAnswer } from '../api/use-answer.ts';
import { waysForm } from '../session/ways.ts';
import { Find } from './find.tsx';
import { Idle } from './idle.tsx';
import { Keys } from './keys.tsx';
import { Lock } from './lock.tsx';
import { currentOf, navOf, type NavItem } from './nav.ts';
import { useCountAt } from './nav-count.ts';
import { useOpenedNotices } from './opened-notices.ts';
import { Settings } from './settings.tsx';
import { SystemBar } from './system-bar.tsx';

/** What stands round every page: one bar, the system's state if it has something to say, and on phones a patient's tab bar. */
export function Frame({ children }: { children: ReactNode }) {
  const say = useBaseWords();
  const { state, who } = useSession();
  useOpenedNotices();
  const { parser } = useRouter();
  const [here] = useLocation();
  const route = routes.find(({ path }) => matchRoute(parser, path, here)[0]);
  const isPatient = who === undefined || who.role === 'patient' || who.role === 'guardian';
  const isTask = route !== undefined && 'task' in route;
  const nav = who === undefined || state === 'locked' ? [] : navOf[who.role];
  const ways = useAnswer('sign-in-ways', {}, waysForm, { when: who === undefined });
  const title = titleOf(who, ways.data?.memberName);
  const isStaffPage = !isPatient && route?.area !== 'everyone';

  return (
    <Reader as={isPatient ? 'patient' : 'staff'}>
      <div className={`${isStaffPage ? 'clin' : 'care'}${isTask ? ' task' : ''}`}>
        <a className="skip" href="#main">
          {say('frame.skip')}
        </a>
        <header className="top">
          <Link className="mark" href="/" aria-label={say('frame.home', { name: title })}>
            <Mark />
            <span>{title}</span>
          </Link>
          {nav.length === 0 ? null : <Nav items={nav} here={here} />}
          <span className="push row top__end">
            {state !== 'locked' && (who?.role === 'doctor' || who?.role === 'nurse') ? (
              <Find />
            ) : null}
            <Person who={who} />
          </span>
        </header>
        <SystemBar />
        {isPatient && nav.length > 0 ? <TabBar items={nav} here={here} /> : null}
        <main id="main" tabIndex={-1} inert={state === 'locked'} hidden={state === 'locked'}>
          {children}
        </main>
        {state === 'locked' ? (
          <Lock />
        ) : (
          <>
            <Idle />
            <Keys />
          </>
        )}
        <div id="dialogs" inert={state === 'locked'} hidden={state === 'locked'} />
        {who?.demo === true ? (
          <footer className="demo-foot">
            <Notice icon="info">{say('frame.demo')}</Notice>
          </footer>
        ) : null}
      </div>
    </Reader>
  );
}

function titleOf(who: Who | undefined, hospital: string | undefined): string {
  return who?.memberName ?? hospital ?? 'CareLedger';
}

function Person({ who }: { who: Who | undefined }) {
  const say = useBaseWords();
  const { signOut, leave, state } = useSession();
  if (who === undefined) return <Settings />;
  const isLocked = state === 'locked';
  const isPatient = who.role === 'patient' || who.role === 'guardian';
  return (
    <>
      <span className="who hide-sm">
        <span>
          {who.guardian?.name ?? who.name}
          {isPatient ? null : <small>{say(`role.${who.role}`)}</small>}
        </span>
      </span>
      <Settings />
      {who.shared && !isLocked ? (
        <Button size="small" icon="lock" onClick={() => void leave()}>
          {say('frame.leave')}
        </Button>
      ) : null}
      {isLocked ? null : (
        <Button size="small" onClick={() => void signOut()}>
          {say('frame.signOut')}
        </Button>
      )}
    </>
  );
}

function Nav({ items, here }: { items: readonly NavItem[]; here: string }) {
  const say = useBaseWords();
  const current = currentOf(items, here);
  const bar = useRef<HTMLElement>(null);
  useEffect(() => {
    // On phones the bar is moved sideways: where one is shall be seen.
    bar.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  return (
    <nav ref={bar} className="nav" aria-label={say('nav.main')}>
      {items.map((item) => (
        <Link
          key={item.path}
          href={item.path}
          {...(item === current ? { 'aria-current': 'page' } : {})}
        >
          {say(item.word)}
          <Count path={item.path} />
        </Link>
      ))}
    </nav>
  );
}

function TabBar({ items, here }: { items: readonly NavItem[]; here: string }) {
  const say = useBaseWords();
  const current = currentOf(items, here);
  return (
    <nav className="tabbar" aria-label={say('nav.phone')}>
      {items.map((item) => (
        <Link
          key={item.path}
          href={item.path}
          {...(item === current ? { 'aria-current': 'page' } : {})}
        >
          {item.icon === undefined ? null : <Icon name={item.icon} />}
          {say(item.short ?? item.word)}
        </Link>
      ))}
    </nav>
  );
}

function Count({ path }: { path: string }) {
  const count = useCountAt(path);
  return count === 0 ? null : <span className="count count--do">{count}</span>;
}
