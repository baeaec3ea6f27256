import type { ReactNode } from 'react';
import { Button } from '../../parts/button.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { useDoseWords, useRhythmWords } from '../chart/medicine-words.ts';
import { FlaggedValue, useRangeWords } from '../chart/result-cells.tsx';
import { usePersonName } from '../data/people.ts';
import { allergiesOf } from '../record/allergies.ts';
import { clinicalDate } from '../record/clinical-date.ts';
import { bytesOf, documentsOf, textContent, type Document } from '../record/documents.ts';
import type { Entry } from '../record/entry.ts';
import { at, listOf, textOf } from '../record/json.ts';
import { medicinesOf } from '../record/medicines.ts';
import { problemsOf } from '../record/problems.ts';
import { resultsOf } from '../record/results.ts';
import { chartWords } from '../words/chart.ts';
import { writeWords } from '../words/write.ts';
import { useTestWords } from '../record/test-words.ts';

/** What an entry says, in the words of its kind, with who wrote it and when. */
export function EntryContent({ entry, entries }: { entry: Entry; entries: readonly Entry[] }) {
  const say = useWords(writeWords);
  const formats = useFormats();
  const personName = usePersonName();
  const author = personName(entry.author);
  const notes = listOf(at(entry.resource, 'note')).flatMap(
    (note) => textOf(at(note, 'text')) ?? [],
  );
  return (
    <dl className="entry-facts">
      <KindFacts entry={entry} entries={entries} />
      {notes.map((note) => (
        <Fact key={note} name={say('entry.remark')}>
          {note}
        </Fact>
      ))}
      {author === null ? null : <Fact name={say('entry.writtenBy')}>{author}</Fact>}
      {entry.writtenAt === null ? null : (
        <Fact name={say('entry.writtenAt')}>{formats.when(entry.writtenAt)}</Fact>
      )}
    </dl>
  );
}

function KindFacts({ entry, entries }: { entry: Entry; entries: readonly Entry[] }) {
  const say = useWords(chartWords);
  const sayWrite = useWords(writeWords);
  const formats = useFormats();
  const dose = useDoseWords();
  const rhythm = useRhythmWords();
  const testWords = useTestWords();
  const rangeWords = useRangeWords();
  const one = [entry, ...entries.filter(({ type }) => type === 'Medication')];
  const [document] = documentsOf(one);
  const { known } = allergiesOf(one);
  return (
    <>
      {document === undefined ? null : <DocumentFacts document={document} />}
      {medicinesOf(one).map((medicine) => (
        <Fact key="medicine" name={say('medicines.dose')}>
          {[dose(medicine), rhythm(medicine), clinicalDate(medicine.since, formats)]
            .filter((part) => part !== '')
            .join(' · ')}
        </Fact>
      ))}
      {known.map(({ isConfirmed, reactions, severity, since }) => (
        <Fact key="allergy" name={say('allergies')}>
          {[
            formats.list(reactions),
            severity === null ? '' : say(`severity.${severity}`),
            say(isConfirmed ? 'confirmed' : 'unconfirmed'),
            clinicalDate(since, formats),
          ]
            .filter((part) => part !== '')
            .join(' · ')}
        </Fact>
      ))}
      {problemsOf(one).map(({ isActive, since }) => (
        <Fact key="problem" name={say('kind.problem')}>
          {[
            since === null ? '' : say('since', { when: clinicalDate(since, formats) }),
            isActive ? '' : say('problems.past'),
          ]
            .filter((part) => part !== '')
            .join(' · ')}
        </Fact>
      ))}
      {resultsOf(one).map(({ key, latest, name }) => (
        <Fact key={key} name={testWords(name)}>
          <FlaggedValue point={latest} /> {formats.unit(latest.amount?.unit ?? '')}{' '}
          <span className="quiet">
            {[rangeWords(latest.range), formats.when(latest.taken)].filter(Boolean).join(' · ')}
          </span>
        </Fact>
      ))}
      {document === undefined && documentDate(entry) !== null ? (
        <Fact name={sayWrite('entry.date')}>{clinicalDate(documentDate(entry), formats)}</Fact>
      ) : null}
    </>
  );
}

function DocumentFacts({ document }: { document: Document }) {
  const say = useWords(chartWords);
  const sayWrite = useWords(writeWords);
  const formats = useFormats();
  const text = textContent(document);
  const { bytes, contentType, data, date } = document;
  return (
    <>
      {date === null ? null : <Fact name={sayWrite('entry.date')}>{formats.when(date)}</Fact>}
      <Fact name={sayWrite('entry.text')}>
        {text === null ? (
          data === null ? (
            say('documents.elsewhere')
          ) : (
            <Button size="small" icon="dl" onClick={() => save(data, contentType)}>
              {say('documents.open')}{' '}
              {bytes === null ? '' : say('documents.kb', { n: Math.ceil(bytes / 1024) })}
            </Button>
          )
        ) : (
          <span className="prose">{text}</span>
        )}
      </Fact>
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function documentDate({ resource, type }: Entry): string | null {
  if (['AllergyIntolerance', 'Condition', 'MedicationRequest', 'Observation'].includes(type))
    return null;
  return (
    textOf(at(resource, 'performedPeriod', 'start')) ??
    textOf(at(resource, 'period', 'start')) ??
    textOf(at(resource, 'occurrenceDateTime')) ??
    null
  );
}

/** Offers the bytes as a file; its name says nothing about the patient. */
function save(base64: string, type: string): void {
  const address = URL.createObjectURL(new Blob([bytesOf(base64)], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = type === 'application/pdf' ? 'document.pdf' : 'document';
  link.click();
  URL.revokeObjectURL(address);
}
