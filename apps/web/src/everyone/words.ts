import type { Bundle } from '../words/words.ts';

const en = {
  'in.heading': 'Sign in',
  'in.where': '{name}',
  'in.passkey': 'Sign in with a passkey',
  'in.passkey.hint':
    'Your fingerprint, face, PIN or security key. Nothing to remember, nothing to type.',
  'in.or': 'or with a password',
  'in.user': 'Staff number or e-mail',
  'in.password': 'Password',
  'in.newPassword': 'Choose a new password',
  'in.newPassword.hint':
    'The one you were given counts once. At least 12 characters; a few words are easy to remember.',
  'in.withPassword': 'Sign in with password',
  'in.shared': 'This is a shared terminal',
  'in.shared.hint':
    'Locks after a while without use. The next person takes over with their own passkey; your unfinished note waits for you.',
  'in.oidc': 'Sign in with {name}',
  'in.terminal': 'At this terminal today',
  'in.terminal.hint': 'Touch your name; your passkey or password follows.',
  'in.lost': 'Lost your passkey, or none yet?',
  'in.lost.hint': 'Your ward manager can help in person. A reset is recorded.',
  'in.recorded':
    'Every record that you open is recorded with your name and reason, and the patient can see it.',
  'in.wrong': 'That name and password did not match. Try again, or use your passkey now.',
  'in.wait': 'That did not match. Try again in {n:second|seconds}, or use your passkey now.',
  'in.unknownPasskey':
    'This passkey is not known at this hospital. Try another one, or your password.',
  'in.noPasskeys':
    'This browser has no passkeys at this address. Use your password, or open the address with the hospital’s name.',
  'in.weak': 'Choose another one: this is easily guessed, or the one that you were given.',
  'in.noneUsed': 'No passkey was used. Try again, or use your password.',
  'in.unfinished': 'words unfinished',
  'in.fault.unreachable': '{name} does not answer. Use your passkey or password meanwhile.',
  'in.fault.forbidden':
    '{name} knows you, but you have no account here that fits. Ask an administrator of this hospital.',
  'in.fault.account-over':
    '{name} knows you, but your account here is suspended or has expired. Ask an administrator of this hospital.',
  'in.fault.unauthenticated':
    'Signing in with {name} did not come to its end. Begin again, or use your passkey or password.',
  'in.fault.fault': 'Signing in with {name} did not work. Use your passkey or password.',
  'demo.heading': 'Choose who you are',
  'demo.hint':
    'Invented hospitals share invented records, each time by the patient’s own permission. One click signs you in.',
  'demo.try.patient': 'See who looked, let a doctor elsewhere see your record, take it back.',
  'demo.try.doctor': 'Open a chart, write a note, ask another hospital.',
  'demo.try.nurse': 'Look at the ward, admit a patient.',
  'demo.try.administrator': 'Add a colleague, see members and health.',
  'demo.try.privacy-officer': 'Search who saw what, check a proof.',
  'demo.other':
    '**The whole story:** here as the patient, give access and note the code of your card. Then, as a doctor, admit the same person (name, birth date, gender), open the chart and ask with that code, at',
  'reset.heading': 'Lost your passkey or password?',
  'reset.staff': 'If you work here',
  'reset.staff.text':
    'Go to an administrator of this hospital with your badge. They give you a password that counts once; you choose a new one when you sign in, and add a new passkey afterwards. The reset is recorded with both your names.',
  'reset.patient': 'If you are a patient',
  'reset.patient.text':
    'Go to the admission desk with an identity document. Two members of staff check who you are and register the passkey of your new device. From then on the lost one opens nothing.',
  'reset.stolen': 'If somebody may have your device',
  'reset.stolen.text':
    'Show the stop code on your card at any hospital desk, or ask for it by phone. Sharing with other hospitals stops at once; only you can open it again.',
  'reset.why': 'Why not by e-mail? Whoever reads your mail could then open your record.',
  'reset.back': 'Back to signing in',
  'check.heading': 'Check a proof',
  'check.lead':
    'A proof shows that an entry, an access or a reading stands as it was signed; the file with everything that you took home is checked entry by entry. It is checked here, on this computer; no server is asked and nothing is sent.',
  'check.proof': 'The proof file',
  'check.roots': 'The roots file',
  'check.roots.hint':
    'The hospitals’ public keys, from somebody you trust. Without one, this hospital’s own are used.',
  'check.drop': 'Drop it here, or choose a file',
  'check.choose': 'Choose a file',
  'check.chosen': '{name}, {n:byte|bytes}',
  'check.useOwn': 'Use this hospital’s own roots',
  'check.usesOwn': 'This hospital’s own roots',
  'check.ownHint':
    'Good for a first look. To trust nobody here, bring a roots file from elsewhere.',
  'check.another': 'Check another',
  'check.kind.record': 'An entry of a record',
  'check.kind.disclosure': 'An access to a record',
  'check.kind.reading': 'A reading of a device',
  'check.link.words': 'The words in the file are the ones that were recorded.',
  'check.link.words.more': 'Each character counts; a changed one would show.',
  'check.link.signed': '{name} signed the record.',
  'check.link.signed.more': 'With the key that the roots file names.',
  'check.link.log': 'It stands in the shared record, in part {block} of it.',
  'check.link.log.more': 'It cannot be taken out without showing.',
  'check.link.copies': '{names} signed that their own copies say the same.',
  'check.link.copies.more': 'So {name} alone cannot rewrite it.',
  'check.link.none': 'No other hospital has signed this part yet.',
  'check.because.roots': 'The roots file is not one. Choose the file that came from the hospitals.',
  'check.because.form': 'The proof file is not one, or some of it is missing.',
  'check.because.book': 'It was not written in a hospital’s own book.',
  'check.because.commitment': 'The words are not the ones that were recorded.',
  'check.because.ledger': 'It does not stand in the shared record that the file names.',
  'check.because.channel': 'It belongs to another group of hospitals than the roots file.',
  'check.because.unknown-member': 'It is signed by a hospital that the roots file does not know.',
  'check.because.signature': 'A hospital’s signature does not hold.',
  'check.because.custodian-signature': 'The hospital that keeps the record has not signed it.',
  'check.because.content': 'The words in the file are not the ones that were signed.',
  'check.because.missing': 'The entry or its proof is missing.',
  'check.export.count': '{held} of {n:entry is proven|entries are proven}',
  'check.export.faults': 'These entries are not as they were signed:',
  'check.export.more': 'and {n:more|more}',
  'check.export.part': 'Valid in part',
  'check.export.part.text':
    'The proofs in the file hold. Entries stand in it that nothing proves; they are named below.',
  'check.export.unproven':
    'These entries have no proof in the file, so anybody may have written their words. Where the proof only follows, take the file home again later.',
  'check.export.rest':
    'Each proof in the file was checked. The lists of permissions and of accesses beside them have no proofs in this file.',
} as const satisfies Record<string, string>;

const de: { readonly [K in keyof typeof en]: string } = {
  'in.heading': 'Anmelden',
  'in.where': '{name}',
  'in.passkey': 'Mit Passkey anmelden',
  'in.passkey.hint':
    'Fingerabdruck, Gesicht, PIN oder Sicherheitsschlüssel. Nichts zu merken, nichts zu tippen.',
  'in.or': 'oder mit Passwort',
  'in.user': 'Personalnummer oder E-Mail',
  'in.password': 'Passwort',
  'in.newPassword': 'Neues Passwort wählen',
  'in.newPassword.hint':
    'Das erhaltene gilt einmal. Mindestens 12 Zeichen; einige Wörter sind leicht zu merken.',
  'in.withPassword': 'Mit Passwort anmelden',
  'in.shared': 'Das ist ein gemeinsamer Arbeitsplatz',
  'in.shared.hint':
    'Sperrt nach einer Weile ohne Benutzung. Der Nächste übernimmt mit eigenem Passkey; Ihre angefangene Notiz wartet auf Sie.',
  'in.oidc': 'Mit {name} anmelden',
  'in.terminal': 'Heute an diesem Platz',
  'in.terminal.hint': 'Berühren Sie Ihren Namen; Passkey oder Passwort folgt.',
  'in.lost': 'Passkey verloren oder noch keiner?',
  'in.lost.hint': 'Ihre Stationsleitung hilft persönlich. Ein Zurücksetzen wird aufgezeichnet.',
  'in.recorded':
    'Jede Akte, die Sie öffnen, wird mit Ihrem Namen und Grund aufgezeichnet, und der Patient sieht es.',
  'in.wrong': 'Name und Passwort passen nicht zusammen. Noch einmal, oder jetzt mit Passkey.',
  'in.wait': 'Das passte nicht. Noch einmal in {n:Sekunde|Sekunden}, oder jetzt mit Passkey.',
  'in.unknownPasskey':
    'Dieser Passkey ist in diesem Krankenhaus nicht bekannt. Nehmen Sie einen anderen oder Ihr Passwort.',
  'in.noPasskeys':
    'Dieser Browser hat unter dieser Adresse keine Passkeys. Nehmen Sie Ihr Passwort oder die Adresse mit dem Namen des Krankenhauses.',
  'in.weak': 'Wählen Sie ein anderes: Dieses ist leicht zu erraten oder das erhaltene.',
  'in.noneUsed': 'Kein Passkey wurde benutzt. Noch einmal, oder mit Passwort.',
  'in.unfinished': 'Worte angefangen',
  'in.fault.unreachable': '{name} antwortet nicht. Nehmen Sie solange Passkey oder Passwort.',
  'in.fault.forbidden':
    '{name} kennt Sie, aber hier haben Sie kein passendes Konto. Fragen Sie die Verwaltung dieses Krankenhauses.',
  'in.fault.account-over':
    '{name} kennt Sie, aber Ihr Konto hier ist gesperrt oder abgelaufen. Fragen Sie die Verwaltung dieses Hauses.',
  'in.fault.unauthenticated':
    'Die Anmeldung über {name} kam nicht zu Ende. Beginnen Sie noch einmal, oder nehmen Sie Passkey oder Passwort.',
  'in.fault.fault': 'Die Anmeldung über {name} ging nicht. Nehmen Sie Passkey oder Passwort.',
  'demo.heading': 'Wer möchten Sie sein?',
  'demo.hint':
    'Erfundene Krankenhäuser teilen erfundene Akten, jedes Mal mit Erlaubnis der Patientin. Ein Klick meldet Sie an.',
  'demo.try.patient':
    'Sehen, wer nachgesehen hat; einer Ärztin anderswo die Akte zeigen und das zurücknehmen.',
  'demo.try.doctor': 'Eine Akte öffnen, eine Notiz schreiben, ein anderes Krankenhaus fragen.',
  'demo.try.nurse': 'Die Station ansehen, jemanden aufnehmen.',
  'demo.try.administrator': 'Eine Kollegin hinzufügen, Mitglieder und Zustand ansehen.',
  'demo.try.privacy-officer': 'Suchen, wer was gesehen hat; einen Nachweis prüfen.',
  'demo.other':
    '**Die ganze Geschichte:** hier als Patient Zugang geben und den Code der Karte merken. Dann als Ärztin dieselbe Person aufnehmen (Name, Geburtsdatum, Geschlecht), ihre Akte öffnen und mit dem Code fragen, in',
  'reset.heading': 'Passkey oder Passwort verloren?',
  'reset.staff': 'Wenn Sie hier arbeiten',
  'reset.staff.text':
    'Gehen Sie mit Ihrem Ausweis zur Verwaltung. Sie erhalten ein Passwort, das einmal gilt; beim Anmelden wählen Sie ein neues und fügen danach einen neuen Passkey hinzu. Das Zurücksetzen wird mit beiden Namen aufgezeichnet.',
  'reset.patient': 'Wenn Sie Patient sind',
  'reset.patient.text':
    'Gehen Sie mit einem Ausweis zur Aufnahme. Zwei Mitarbeitende prüfen, wer Sie sind, und tragen den Passkey Ihres neuen Geräts ein. Von da an öffnet der verlorene nichts mehr.',
  'reset.stolen': 'Wenn jemand Ihr Gerät haben könnte',
  'reset.stolen.text':
    'Zeigen Sie den Stopp-Code Ihrer Karte an irgendeinem Krankenhausschalter. Die Weitergabe an andere Krankenhäuser endet sofort; nur Sie können sie wieder öffnen.',
  'reset.why': 'Warum nicht per E-Mail? Wer Ihre Post liest, könnte dann Ihre Akte öffnen.',
  'reset.back': 'Zurück zur Anmeldung',
  'check.heading': 'Einen Nachweis prüfen',
  'check.lead':
    'Ein Nachweis zeigt, dass ein Eintrag, ein Zugriff oder ein Messwert so steht, wie er unterschrieben wurde; die Datei mit allem, die Sie mitgenommen haben, wird Eintrag für Eintrag geprüft. Geprüft wird hier, auf diesem Computer; kein Server wird gefragt und nichts gesendet.',
  'check.proof': 'Die Nachweisdatei',
  'check.roots': 'Die Wurzeldatei',
  'check.roots.hint':
    'Die öffentlichen Schlüssel der Krankenhäuser, von jemandem, dem Sie trauen. Ohne sie gelten die dieses Krankenhauses.',
  'check.drop': 'Hier ablegen oder eine Datei wählen',
  'check.choose': 'Datei wählen',
  'check.chosen': '{name}, {n:Byte|Bytes}',
  'check.useOwn': 'Die Wurzeln dieses Krankenhauses nehmen',
  'check.usesOwn': 'Die Wurzeln dieses Krankenhauses',
  'check.ownHint':
    'Gut für einen ersten Blick. Wer hier niemandem trauen will, bringt eine Wurzeldatei von anderswo mit.',
  'check.another': 'Noch einen prüfen',
  'check.kind.record': 'Ein Eintrag einer Akte',
  'check.kind.disclosure': 'Ein Zugriff auf eine Akte',
  'check.kind.reading': 'Ein Messwert eines Geräts',
  'check.link.words': 'Die Worte der Datei sind die aufgezeichneten.',
  'check.link.words.more': 'Jedes Zeichen zählt; ein geändertes fiele auf.',
  'check.link.signed': '{name} hat die Aufzeichnung unterschrieben.',
  'check.link.signed.more': 'Mit dem Schlüssel, den die Wurzeldatei nennt.',
  'check.link.log': 'Sie steht in der gemeinsamen Aufzeichnung, in deren Teil {block}.',
  'check.link.log.more': 'Sie lässt sich nicht unbemerkt herausnehmen.',
  'check.link.copies': '{names} haben unterschrieben, dass ihre eigenen Kopien dasselbe sagen.',
  'check.link.copies.more': 'Deshalb kann {name} allein sie nicht umschreiben.',
  'check.link.none': 'Noch hat kein anderes Krankenhaus diesen Teil unterschrieben.',
  'check.because.roots':
    'Die Wurzeldatei ist keine. Wählen Sie die Datei, die von den Krankenhäusern kam.',
  'check.because.form': 'Die Nachweisdatei ist keine, oder ein Teil fehlt.',
  'check.because.book': 'Es steht nicht im eigenen Buch eines Krankenhauses.',
  'check.because.commitment': 'Die Worte sind nicht die aufgezeichneten.',
  'check.because.ledger': 'Es steht nicht in der Aufzeichnung, die die Datei nennt.',
  'check.because.channel':
    'Es gehört zu einer anderen Gruppe von Krankenhäusern als die Wurzeldatei.',
  'check.because.unknown-member':
    'Ein Krankenhaus hat unterschrieben, das die Wurzeldatei nicht kennt.',
  'check.because.signature': 'Die Unterschrift eines Krankenhauses gilt nicht.',
  'check.because.custodian-signature':
    'Das Krankenhaus, das die Akte führt, hat nicht unterschrieben.',
  'check.because.content': 'Die Worte in der Datei sind nicht die unterschriebenen.',
  'check.because.missing': 'Der Eintrag oder sein Nachweis fehlt.',
  'check.export.count': '{held} von {n:Eintrag ist|Einträgen sind} nachgewiesen',
  'check.export.faults': 'Diese Einträge stehen nicht so da, wie sie unterschrieben wurden:',
  'check.export.more': 'und {n:weiterer|weitere}',
  'check.export.part': 'Gilt zum Teil',
  'check.export.part.text':
    'Die Nachweise in der Datei gelten. In ihr stehen Einträge, die nichts nachweist; sie sind unten genannt.',
  'check.export.unproven':
    'Diese Einträge haben in der Datei keinen Nachweis, ihre Worte kann also jeder geschrieben haben. Wo der Nachweis nur noch folgt: Holen Sie die Datei später noch einmal.',
  'check.export.rest':
    'Geprüft wurde jeder Nachweis in der Datei. Die Listen der Erlaubnisse und der Zugriffe daneben haben in dieser Datei keine Nachweise.',
};

/** The sentences of the pages that need no account. */
export const everyoneWords: Bundle<typeof en> = { en, de };
