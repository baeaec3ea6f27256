import type { baseEn } from './base-en.ts';

/** German: the sentences that every page may need. */
export const baseDe: { readonly [K in keyof typeof baseEn]: string } = {
  'title.signIn': 'Anmelden',
  'title.reset': 'Passkey oder Passwort verloren',
  'title.check': 'Einen Nachweis prüfen',
  'title.record': 'Ihre Akte',
  'title.entry': 'Ein Eintrag',
  'title.access': 'Wer sie sehen kann',
  'title.give': 'Zugang geben',
  'title.withdraw': 'Zugang zurücknehmen',
  'title.seen': 'Wer sie gesehen hat',
  'title.seenOne': 'Ein Zugriff',
  'title.readings': 'Ihre Messwerte',
  'title.devices': 'Geräte',
  'title.request': 'Eine Anfrage an Sie',
  'title.details': 'Ihre Angaben',
  'title.card': 'Ihre Karte',
  'title.export': 'Alles herunterladen',
  'title.family': 'Familie',
  'title.handOver': 'Diesen Teil Ihrer Akte zeigen',
  'title.ward': 'Station',
  'title.patients': 'Patienten',
  'title.chart': 'Akte',
  'title.patientCard': 'Karte und Einschreibung',
  'title.ask': 'Ein anderes Krankenhaus fragen',
  'title.emergency': 'Notfallzugang',
  'title.requests': 'Anfragen',
  'title.directory': 'Verzeichnis',
  'title.admin': 'Entscheidungen',
  'title.members': 'Mitglieder',
  'title.people': 'Personen',
  'title.health': 'Zustand',
  'title.backups': 'Sicherungen',
  'title.whoSaw': 'Wer hat was gesehen',
  'title.reviews': 'Notfallzugriffe prüfen',
  'title.receipts': 'Empfangsbelege',
  'title.unusual': 'Ungewöhnliche Zugriffe',
  'title.store': 'Gesamter Bestand',

  'nav.record': 'Akte',
  'nav.access': 'Wer sie sehen kann',
  'nav.seen': 'Wer sie gesehen hat',
  'nav.readings': 'Messwerte',
  'nav.short.access': 'Zugang',
  'nav.short.seen': 'Gesehen',
  'nav.ward': 'Station',
  'nav.patients': 'Meine Patienten',
  'nav.requests': 'Anfragen',
  'nav.directory': 'Verzeichnis',
  'nav.devices': 'Geräte',
  'nav.admin': 'Entscheidungen',
  'nav.members': 'Mitglieder',
  'nav.people': 'Personen',
  'nav.health': 'Zustand',
  'nav.backups': 'Sicherungen',
  'nav.whoSaw': 'Wer hat was gesehen',
  'nav.reviews': 'Notfallzugriffe',
  'nav.receipts': 'Belege',
  'nav.unusual': 'Ungewöhnliches',
  'nav.store': 'Bestand',
  'nav.main': 'Hauptnavigation',
  'nav.phone': 'Hauptnavigation, Telefon',

  'role.patient': 'Patient',
  'role.guardian': 'Vertretung',
  'role.doctor': 'Ärztin oder Arzt',
  'role.nurse': 'Pflege',
  'role.administrator': 'Verwaltung',
  'role.privacy-officer': 'Datenschutz',
  'role.auditor': 'Revision',
  'role.researcher': 'Forschung',

  'frame.skip': 'Zum Inhalt springen',
  'frame.home': '{name}, erste Seite',
  'frame.find': 'Patient suchen',
  'frame.signIn': 'Anmelden',
  'frame.signOut': 'Abmelden',
  'frame.settings': 'Einstellungen',
  'frame.theme': 'Darstellung',
  'frame.theme.light': 'Hell',
  'frame.theme.dark': 'Dunkel',
  'frame.theme.auto': 'Automatisch',
  'frame.language': 'Sprache',
  'frame.letters': 'Tasten mit einem Buchstaben',
  'frame.letters.hint': 'Mit ? zeigt jede Seite alle Tasten.',
  'frame.checkProof': 'Eine Nachweisdatei prüfen',
  'frame.passkeys': 'Einen Passkey hinzufügen',
  'frame.demo': 'Vorführung: Alle Personen und Akten hier sind erfunden.',
  'frame.keys': 'Alle Tasten',
  'frame.close': 'Schließen',
  'frame.closedKinds':
    'Für andere Krankenhäuser immer geschlossen, außer Sie öffnen sie: psychische Gesundheit, sexuelle Gesundheit, HIV, Genetik, Alkohol und Drogen, Missbrauch und Gewalt.',

  'idle.title': 'Sind Sie noch da?',
  'idle.text':
    'Ohne Benutzung meldet sich diese Seite um {time} ab. Was Sie geschrieben haben, bleibt erhalten.',
  'idle.stay': 'Angemeldet bleiben',
  'lock.title': 'Gesperrt',
  'lock.text':
    'Diese Seite wurde eine Weile nicht benutzt. Melden Sie sich wieder an; was Sie geschrieben haben, ist auf diesem Computer aufbewahrt.',

  'wait.for': 'Warten auf {who}.',
  'wait.goOn':
    'Das dauert länger als sonst. Sie können anderswo weitermachen; nichts geht verloren.',
  'wait.thisHospital': 'den Computer dieses Krankenhauses',

  'fault.part': '**Dieser Teil konnte nicht geladen werden.**',
  'fault.kept': 'Was Sie geschrieben haben, ist auf diesem Computer aufbewahrt.',
  'fault.again': 'Noch einmal versuchen',
  'fault.stays': 'Wenn es bleibt, nennen Sie der Hilfe Ihres Krankenhauses „{code}“.',
  'fault.notSaved': '**Das wurde nicht gespeichert.** Nichts hat sich geändert.',

  'problem.unauthenticated': 'Bitte melden Sie sich wieder an.',
  'problem.forbidden': '**Das steht Ihnen nicht offen.** Nichts wurde geändert.',
  'problem.not-found':
    '**Das gibt es hier nicht.** Vielleicht ist es beendet oder die Adresse hat einen Tippfehler.',
  'problem.conflict':
    '**Nicht gespeichert: Jemand hat das inzwischen geändert.** Sehen Sie es noch einmal an.',
  'problem.stale':
    '**Die Krankenhäuser haben noch nicht denselben Stand.** Versuchen Sie es gleich noch einmal.',
  'problem.replay': '**Das wurde schon getan.** Es zählt einmal.',
  'problem.wrong-person':
    '**Nicht gezeigt: Das ist vielleicht ein anderer Mensch.** Nichts wurde behalten; beide Krankenhäuser wissen es.',
  'problem.gone': '**Das wurde entfernt.**',
  'problem.precondition':
    '**Nicht gespeichert: Jemand hat das inzwischen geändert.** Sehen Sie es noch einmal an.',
  'problem.too-large': '**Diese Datei ist zu groß.** Nichts wurde gesendet.',
  'problem.clock':
    '**Die Uhr dieses Computers geht zu falsch.** Bitten Sie die Hilfe, sie zu stellen; dann noch einmal.',
  'problem.throttled':
    '**Zu viele Versuche.** Warten Sie einen Moment oder nehmen Sie jetzt Ihren Passkey.',
  'problem.mistyped': '**Ein Zeichen ist falsch oder fehlt.** Nichts wurde gesendet.',
  'problem.malformed': '**Das war nicht lesbar.** Nichts wurde geändert.',
  'problem.invalid': '**Etwas fehlt oder passt nicht.** Nichts wurde geändert.',
  'problem.step-up': '**Bestätigen Sie, dass Sie es sind.** Dann geht es weiter.',
  'problem.not-built': '**Das gehört nicht zu dieser Ausgabe.**',
  'problem.unreachable':
    '**Der Computer dieses Krankenhauses hat nicht geantwortet.** Die Behandlung geht weiter; gleich noch einmal versuchen.',
  'problem.not-ready':
    '**Noch nicht bereit.** Der Computer des Krankenhauses startet; gleich noch einmal versuchen.',
  'problem.fault':
    '**Das hat nicht funktioniert, und der Fehler liegt bei uns.** Nichts ging verloren.',

  'confirm.title': 'Bestätigen Sie, dass Sie es sind',
  'confirm.password': 'Passwort',
  'confirm.withPasskey': 'Mit Passkey bestätigen',
  'confirm.withPassword': 'Mit Passwort bestätigen',
  'confirm.cancel': 'Abbrechen',

  'mark.you': 'Von Ihnen geschrieben',
  'mark.patient': 'Vom Patienten geschrieben',
  'mark.unanchored.staff': 'noch nicht verankert',
  'mark.unanchored.patient': 'Gespeichert, Nachweis folgt',
  'mark.unanchored.tip':
    'Hier gespeichert und unterschrieben um {time}. Sie können sich in der Behandlung darauf verlassen. Der Nachweis für andere Krankenhäuser folgt von selbst.',
  'mark.incomplete': '**Vielleicht unvollständig, wie jeder Blick in ein anderes Krankenhaus.**',

  'news.name': 'NEWS2 {total}, {band}',
  'news.notUsed': 'nicht verwendet',
  'news.band.low': 'geringes Risiko',
  'news.band.low-medium': 'geringes bis mittleres Risiko',
  'news.band.medium': 'mittleres Risiko',
  'news.band.high': 'hohes Risiko',
  'news.incomplete': 'mindestens {total}, unvollständig',
  'news.stale': 'veraltet',
  'news.points': '{n:Punkt|Punkte}',

  'banner.born': 'Geboren',
  'banner.gender': 'Geschlecht',
  'banner.number': 'Vers.-Nr.',
  'banner.allergies': 'Allergien',
  'banner.allergies.notRecorded': 'Allergien nicht erfasst',
  'banner.allergies.unavailable': 'Allergien nicht verfügbar',
  'gender.male': 'männlich',
  'gender.female': 'weiblich',
  'gender.other': 'divers',
  'gender.unknown': 'ohne Angabe',

  'sys.waiting':
    '**Die Behandlung geht weiter; {n:Eintrag wartet|Einträge warten} auf Verankerung.**',
  'sys.waiting.more': 'Andere Krankenhäuser zu fragen ruht; Notfallzugang geht.',
  'sys.back': '**Wieder verbunden.**',
  'sys.back.more': '{n:wartender Eintrag ist|wartende Einträge sind} verankert.',
  'sys.offline':
    '**Diese Seite hat den Computer ihres Krankenhauses verloren.** Sie verbindet sich von selbst wieder.',

  'proof.valid': 'Der Nachweis gilt',
  'proof.valid.text': 'Auf diesem Computer geprüft um {time}. Kein Server wurde gefragt.',
  'proof.alone': 'Gilt, anderswo noch nicht gesehen',
  'proof.alone.text':
    'Die eigene Unterschrift von {name} gilt. Noch hat kein anderes Krankenhaus diesen Teil; meist dauert es eine Minute.',
  'proof.invalid': 'Der Nachweis gilt nicht',
  'proof.invalid.text':
    'Die Worte sind andere als die unterschriebenen. Jemand hat die Datei oder die Akte geändert. Bewahren Sie beide auf und sagen Sie es dem Sicherheitsbeauftragten.',
  'proof.details': 'Technische Einzelheiten',
  'proof.details.hint':
    'Für Fachleute, zum Prüfen auf anderem Weg. Enthält nichts über den Patienten.',
  'proof.place.what': 'Was',
  'proof.place.where': 'Wo',
  'proof.place.since': 'Seit wann',
  'proof.place.means': 'Was es bedeutet',
  'proof.place.not': 'Nicht betroffen',
  'proof.place.do': 'Was zu tun ist',

  'deed.title': 'Was Sie unterschreiben',
  'deed.sign': 'Mit meinem Passkey unterschreiben',
  'deed.sign.hint':
    'Ihr Gerät fragt nach Fingerabdruck, Gesicht oder PIN. Das unterschreibt diese Worte und sonst nichts.',
  'deed.cancelled':
    'Nicht unterschrieben: Die Abfrage Ihres Geräts wurde nicht beendet. Nichts hat sich geändert.',
  'deed.sign.demo': 'Mit dem Vorführ-Passkey unterschreiben',
  'deed.sign.demo.hint':
    'Vorführ-Passkey: Diese Seite hält den Schlüssel selbst. Ein echter verlässt Ihr Gerät nie.',

  'none.title': 'Diese Seite gibt es nicht',
  'none.text': 'Vielleicht ist sie beendet oder die Adresse hat einen Tippfehler.',
  'none.home': 'Zu Ihrer ersten Seite',
  'notYours.title': 'Diese Seite gehört zu einer anderen Rolle',
  'notYours.text': 'Sie sind angemeldet als {role}. Nichts wurde geöffnet.',
  'notCare.text':
    '**Dieser Patient ist nicht in Ihrer Behandlung.** Wenn Sie ihn behandeln sollen, bitten Sie die Station, Sie hinzuzufügen, oder nehmen Sie den Notfallzugang. Ihr Versuch wurde aufgezeichnet.',
};
