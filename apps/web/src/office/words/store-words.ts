import type { Bundle } from '../../words/words.ts';

const putBackEn =
  'Stop the computer, keep the changed file for the inquiry, and put this store back from the newest backup that is whole.';
const remakeEn =
  'Nothing is lost: stop the computer and start it again, and it is made anew from the logs.';
const putBackDe =
  'Halten Sie den Computer an, bewahren Sie die geänderte Datei für die Untersuchung auf, und spielen Sie diesen Speicher aus der neuesten heilen Sicherung zurück.';
const remakeDe =
  'Nichts ist verloren: Halten Sie den Computer an und starten Sie ihn neu; es wird aus den Protokollen neu gemacht.';

const en = {
  title: 'Is everything still as it was written?',
  lead: 'Every entry, file and account that {member} keeps is compared with the signatures made when it was written. Care goes on meanwhile.',
  check: 'Check now',
  again: 'Check again',
  report: 'Report',
  never: 'Not checked since this computer started',
  neverMore:
    'The check reads every store from its first entry. It takes seconds here, minutes on a large store.',
  running: 'Checking {what}',
  progress: '{done} of {total}',
  whole: 'Everything is as it was written',
  wholeMore: '{n:item|items}, checked {from} to {until}.',
  faults: '{n:fault|faults} found',
  faultsMore: 'Everything else is whole. Checked {from} to {until}, {n:item|items}.',
  failed: 'The check did not come to its end',
  failedMore: 'Nothing is known to be wrong. Start it again; if it stays, call the help desk.',
  'log.blocks': 'Shared ledger',
  'log.vault': 'Records',
  'log.journal': 'Accesses and readings',
  'log.registry': 'Accounts and keys',
  'log.index': 'Search index',
  'log.state': 'Ledger index',
  'says.blocks': '{n:part|parts}. All linked and signed.',
  'says.vault': '{n:stored file|stored files}. All match.',
  'says.journal': '{n:log entry|log entries}. None changed, none missing.',
  'says.registry': '{n:row|rows} of people, devices and patients. All match.',
  'says.index': 'As the last clean stop left it.',
  'says.state': 'As the last clean stop left it.',
  'bad.blocks': '{n:part|parts}. **Not all match.**',
  'bad.vault': '{n:stored file|stored files}. **Not all match.**',
  'bad.journal': '{n:log entry|log entries}. **Not all match.**',
  'bad.registry': '{n:row|rows}. **Not all match.**',
  'bad.index': '**Not as the last clean stop left it.**',
  'bad.state': '**Not as the last clean stop left it.**',
  unfinished:
    'The last group was not finished when the computer stopped; nothing acknowledged is lost.',
  'state.whole': 'Whole',
  'state.waiting': 'Waiting',
  'state.running': 'Checking',
  'state.fault': '{n:fault|faults}',
  'state.unfinished': 'Unfinished',
  where: '{log}, file {segment}, entry {entry}',
  whereFile: '{log}, file {segment}',
  'means.registry':
    'Accounts, cards, keys or consent documents are not as they were written. Who depends on this entry may be unable to act.',
  'means.journal':
    'An access, a reading or an act is not what was recorded. Its proof no longer holds; what the other members confirmed shows what stood there.',
  'means.vault':
    'The content of a record is not what its author signed. Nobody is shown it; the chart says so in its place.',
  'means.blocks':
    'This copy of the shared ledger is not what was ordered. The other members have it whole.',
  'means.index': 'Search and lists were changed while the computer was stopped.',
  'means.state': 'The index of the shared ledger was changed while the computer was stopped.',
  'do.registry': putBackEn,
  'do.journal': putBackEn,
  'do.vault': putBackEn,
  'do.blocks':
    'Stop the computer, move its copy of the shared ledger away, and start it: it fetches the ledger again.',
  'do.index': remakeEn,
  'do.state': remakeEn,
  notAffected: 'every other entry of this store, and the other stores',
  same: 'The same check without this page:',
  reportTitle: 'Report: is everything still as it was written?',
} as const;

const de: { readonly [K in keyof typeof en]: string } = {
  title: 'Ist alles noch so, wie es geschrieben wurde?',
  lead: 'Jeder Eintrag, jede Datei und jedes Konto von {member} wird mit den Unterschriften verglichen, die beim Schreiben entstanden. Die Behandlung geht weiter.',
  check: 'Jetzt prüfen',
  again: 'Noch einmal prüfen',
  report: 'Bericht',
  never: 'Nicht geprüft, seit dieser Computer läuft',
  neverMore:
    'Die Prüfung liest jeden Speicher vom ersten Eintrag an. Hier dauert sie Sekunden, bei großen Speichern Minuten.',
  running: 'Geprüft wird: {what}',
  progress: '{done} von {total}',
  whole: 'Alles ist so, wie es geschrieben wurde',
  wholeMore: '{n:Teil|Teile}, geprüft von {from} bis {until}.',
  faults: '{n:Fehler|Fehler} gefunden',
  faultsMore: 'Alles andere ist heil. Geprüft von {from} bis {until}, {n:Teil|Teile}.',
  failed: 'Die Prüfung kam nicht zu ihrem Ende',
  failedMore:
    'Es ist nichts Falsches bekannt. Starten Sie sie neu; wenn es bleibt, rufen Sie den Helpdesk.',
  'log.blocks': 'Gemeinsames Hauptbuch',
  'log.vault': 'Akten',
  'log.journal': 'Zugriffe und Messwerte',
  'log.registry': 'Konten und Schlüssel',
  'log.index': 'Suchverzeichnis',
  'log.state': 'Verzeichnis des Hauptbuchs',
  'says.blocks': '{n:Teil|Teile}. Alle verkettet und unterschrieben.',
  'says.vault': '{n:gespeicherte Datei|gespeicherte Dateien}. Alle stimmen.',
  'says.journal': '{n:Eintrag|Einträge}. Keiner geändert, keiner fehlt.',
  'says.registry': '{n:Zeile|Zeilen} über Personen, Geräte und Behandelte. Alle stimmen.',
  'says.index': 'So, wie das letzte saubere Ende es hinterließ.',
  'says.state': 'So, wie das letzte saubere Ende es hinterließ.',
  'bad.blocks': '{n:Teil|Teile}. **Nicht alle stimmen.**',
  'bad.vault': '{n:gespeicherte Datei|gespeicherte Dateien}. **Nicht alle stimmen.**',
  'bad.journal': '{n:Eintrag|Einträge}. **Nicht alle stimmen.**',
  'bad.registry': '{n:Zeile|Zeilen}. **Nicht alle stimmen.**',
  'bad.index': '**Nicht so, wie das letzte saubere Ende es hinterließ.**',
  'bad.state': '**Nicht so, wie das letzte saubere Ende es hinterließ.**',
  unfinished:
    'Die letzte Gruppe war nicht fertig, als der Computer anhielt; nichts Bestätigtes ist verloren.',
  'state.whole': 'Heil',
  'state.waiting': 'Wartet',
  'state.running': 'Wird geprüft',
  'state.fault': '{n:Fehler|Fehler}',
  'state.unfinished': 'Nicht fertig',
  where: '{log}, Datei {segment}, Eintrag {entry}',
  whereFile: '{log}, Datei {segment}',
  'means.registry':
    'Konten, Karten, Schlüssel oder Einwilligungen sind nicht so, wie sie geschrieben wurden. Wer von diesem Eintrag abhängt, kann vielleicht nicht handeln.',
  'means.journal':
    'Ein Zugriff, ein Messwert oder eine Handlung ist nicht, was aufgezeichnet wurde. Der Nachweis hält nicht mehr; was die anderen Mitglieder bestätigt haben, zeigt, was dort stand.',
  'means.vault':
    'Der Inhalt einer Akte ist nicht, was unterschrieben wurde. Er wird niemandem gezeigt; die Akte sagt es an seiner Stelle.',
  'means.blocks':
    'Dieses Exemplar des gemeinsamen Hauptbuchs ist nicht, was geordnet wurde. Die anderen Mitglieder haben es ganz.',
  'means.index': 'Suche und Listen wurden geändert, während der Computer stand.',
  'means.state': 'Das Verzeichnis des Hauptbuchs wurde geändert, während der Computer stand.',
  'do.registry': putBackDe,
  'do.journal': putBackDe,
  'do.vault': putBackDe,
  'do.blocks':
    'Halten Sie den Computer an, legen Sie sein Exemplar des Hauptbuchs beiseite und starten Sie ihn: Er holt das Hauptbuch neu.',
  'do.index': remakeDe,
  'do.state': remakeDe,
  notAffected: 'alle anderen Einträge dieses Speichers und die anderen Speicher',
  same: 'Dieselbe Prüfung ohne diese Seite:',
  reportTitle: 'Bericht: Ist alles noch so, wie es geschrieben wurde?',
};

/** The sentences of the check of the whole store. */
export const storeWords: Bundle<typeof en> = { en, de };
