import { Button } from '../../parts/button.tsx';
import { Notice } from '../../parts/notice.tsx';
import { ProofChain, TechnicalDetails, Verdict, type Link } from '../../parts/proof-chain.tsx';
import { Waiting } from '../../parts/waiting.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { useWho } from '../../session/session.tsx';
import { useMembers } from '../members.ts';
import { saveFile } from '../../parts/save-file.ts';
import type { Say } from '../../words/words.ts';
import { accessWords } from '../words/access-words.ts';
import type { One } from './disclosure.ts';
import { useProofCheck, type Checked } from './use-proof-check.ts';

/** The proof of one access: checked here, told in five sentences, to be saved. */
export function Evidence({ one }: { one: One }) {
  const say = useWords(accessWords);
  const formats = useFormats();
  const checked = useProofCheck(one.proof);
  if (one.proof === null)
    return (
      <Notice kind="sys" icon="clock">
        <b>{say('early')}</b> {say('earlyMore')}
      </Notice>
    );
  if (checked === undefined) return <Waiting rows={4} />;
  const { proof } = one;
  const size = formats.number(proof.length / 1024, { digits: 1, unit: 'KB' });
  return (
    <>
      <Told one={one} checked={checked} />
      <p className="row">
        <Button icon="dl" onClick={() => saveFile(proof, 'proof.json', 'application/json')}>
          {say('save', { size })}
        </Button>
      </p>
      <TechnicalDetails>
        {technical(say, one).map(({ name, value }) => (
          <div key={name}>
            {name} {value}
          </div>
        ))}
      </TechnicalDetails>
    </>
  );
}

function Told({ one, checked }: { one: One; checked: Checked }) {
  const { memberName } = useWho();
  const links = useChain(one, checked);
  return (
    <>
      <Verdict verdict={checked.verdict} at={checked.at} name={memberName} />
      <ProofChain links={links} />
    </>
  );
}

/** The chain in five sentences; the one that does not hold says so. */
function useChain({ row, journal, copies }: One, { isValid, because }: Checked): Link[] {
  const say = useWords(accessWords);
  const formats = useFormats();
  const { member: self, memberName: member } = useWho();
  const { nameOf } = useMembers();
  const others = copies.filter((id) => id !== self).map(nameOf);
  const isLocal = row.organisation === self;
  const broken = (...faults: readonly string[]): boolean =>
    !isValid && because !== undefined && faults.includes(because);
  const place = {
    member,
    index: formats.number(journal.index + 1),
    size: formats.number(journal.size),
  };
  return [
    {
      sentence: say('same'),
      more: say('sameMore', { at: formats.when(row.at, { seconds: true, absolute: true }) }),
      isBroken: broken('form', 'book', 'commitment'),
    },
    {
      sentence: say('signed', { member }),
      more: say('signedMore'),
      isBroken: broken('custodian-signature', 'unknown-member', 'roots', 'channel'),
    },
    isLocal
      ? { sentence: say('local'), more: say('localMore') }
      : { sentence: say('question'), more: say('questionMore', { member }) },
    { sentence: say('place', place), more: say('placeMore'), isBroken: broken('ledger') },
    others.length > 0
      ? {
          sentence: say('copy', { others: formats.list(others) }),
          more: say('copyMore', { member }),
          isBroken: broken('signature'),
        }
      : { sentence: say('noCopy'), more: say('noCopyMore') },
  ];
}

function technical(
  say: Say<typeof accessWords.en>,
  { row, journal, tx, block, signer, copies }: One,
): Fact[] {
  const facts: readonly { name: string; value: string | number | null }[] = [
    { name: say('tech.record'), value: row.id },
    { name: say('tech.request'), value: row.request },
    { name: say('tech.entry'), value: `${journal.index} / ${journal.size}` },
    { name: say('tech.transaction'), value: tx },
    { name: say('tech.block'), value: block },
    { name: say('tech.signer'), value: signer },
    { name: say('tech.copies'), value: copies.join(', ') },
  ];
  return facts.flatMap(({ name, value }) =>
    value === null || value === '' ? [] : [{ name, value: String(value) }],
  );
}

interface Fact {
  readonly name: string;
  readonly value: string;
}
