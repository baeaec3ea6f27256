import { Link } from 'wouter';
import { useAnswer } from '../../api/use-answer.ts';
import { ButtonLink } from '../../parts/button.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Answer } from '../../parts/waiting.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { useWho } from '../../session/session.tsx';
import { useMembers, useNamesKnown } from '../members.ts';
import { useTerm } from '../term.ts';
import { accessWords } from '../words/access-words.ts';
import { seenWords } from '../words/seen-words.ts';
import { isThrownAway, oneForm, type One } from './disclosure.ts';
import { Evidence } from './evidence.tsx';
import { whatOf } from './found-list.tsx';
import type { Line } from './line-address.ts';

/** One access beside the list: what happened, the verdict, the chain, save, technical details. */
export function OneAccess({ line, what }: { line: Line; what: readonly string[] }) {
  const say = useWords(accessWords);
  const one = useAnswer('disclosure', line, oneForm, { when: useNamesKnown() });
  return (
    <aside className="drawer stack" aria-label={say('one')} ref={bringIntoSight}>
      <Answer of={one} rows={8}>
        {(answer) => <Opened one={answer} what={what} />}
      </Answer>
    </aside>
  );
}

/** Where there is no room beside the list, what was opened stands below it. */
function bringIntoSight(drawer: HTMLElement | null): void {
  if (matchMedia('(max-width: 60rem)').matches) drawer?.scrollIntoView();
}

function Opened({ one, what }: { one: One; what: readonly string[] }) {
  const say = useWords(accessWords);
  const formats = useFormats();
  const { row } = one;
  const at = formats.when(row.at, { seconds: true, absolute: true });
  return (
    <>
      <div className="row row--nowrap">
        <h2>{say(row.outcome === 'refused' ? 'refusalOf' : 'accessOf', { at })}</h2>
        <Link href="/audit/seen" className="btn btn--quiet btn--sm push" aria-label={say('close')}>
          <Icon name="x" />
        </Link>
      </div>
      <WhatHappened one={one} kinds={what} />
      <Evidence one={one} />
      <p className="row">
        <ButtonLink kind="quiet" to="/check">
          {say('checkFile')}
        </ButtonLink>
      </p>
    </>
  );
}

function WhatHappened({ one: { row }, kinds }: { one: One; kinds: readonly string[] }) {
  const say = useWords(accessWords);
  const sayList = useWords(seenWords);
  const term = useTerm();
  const formats = useFormats();
  const { member } = useWho();
  const { nameOf } = useMembers();
  const what = whatOf({ interaction: row.interaction, what: kinds }, term, (n) =>
    sayList('moreKinds', { n }),
  );
  const isHere = row.organisation === member;
  const facts = {
    who: row.who.includes(',') ? row.who : `${row.who}, ${nameOf(row.organisation)}`,
    what: what === '–' ? say('records') : what,
    patient: row.patientName ?? say('nobody'),
    why: term('purpose', row.purpose),
  };
  const isRefused = row.outcome === 'refused';
  return (
    <div className="stack-2">
      <p>
        {say(isHere ? 'read' : 'asked', facts)}{' '}
        <b>
          {isRefused
            ? say('nothingShown')
            : isThrownAway(row)
              ? say('thrownAway')
              : say('shown', { n: row.resources.length })}
        </b>
      </p>
      <p>
        {isRefused
          ? say('because', { because: term('because', row.because) })
          : say('basis', { basis: term('basis', row.basis) })}
      </p>
      {row.count > 1 ? (
        <p className="soft">
          {say('many', {
            n: row.count,
            since: formats.when(row.since, { seconds: true, absolute: true }),
            at: formats.when(row.at, { seconds: true, absolute: true }),
          })}
        </p>
      ) : null}
      {row.text === null || row.text === '' ? null : <p>{say('words', { text: row.text })}</p>}
      {row.delayed === null ? null : <p>{say('delayed', { why: row.delayed })}</p>}
      {row.review === null ? null : <p>{say('review', { state: term('review', row.review) })}</p>}
    </div>
  );
}
