import type { Bundle } from '../../words/words.ts';

const en = {
  'hide.title': 'Hide from staff here',
  'hide.lead':
    'You decide which entries staff of {name} do not see. You need not give a reason, and your treatment does not depend on it.',
  'hide.from': 'From whom?',
  'hide.outside': 'Everybody who does not treat me',
  'hide.outside.hint':
    'Whoever treats you now, works on your ward or is asked by them still sees it.',
  'hide.person': 'One person',
  'hide.person.hint':
    'Somebody you know, for example. This person then sees none of it, not even what he or she wrote, also while treating you.',
  'hide.person.label': 'Name of the doctor or nurse',
  'hide.person.found': '{n} found at {name}.',
  'hide.doctor': 'Doctor',
  'hide.nurse': 'Nurse',
  'hide.what': 'What?',
  'hide.all': 'Tick all',
  'hide.other': 'Questionnaires, bills and everything else',
  'hide.other.your': 'everything else',
  'hide.label': 'What belongs to',
  'hide.label.hint': 'Of every kind: letters, results, medicines, conditions.',
  'hide.long': 'How long?',
  'hide.long.open': 'Until I lift it',
  'hide.long.date': 'Until a date',
  'hide.long.until': 'Until the end of',
  'hide.first':
    '**Think of this first.** Who does not see an entry cannot think of it when you need help quickly, and no warning is built on it.',
  'hide.first.safety':
    'Whoever does not know your allergies and medicines may give you something that harms you.',
  'hide.first.keep': 'Leave allergies and medicines open',
  'hide.deed.title': 'What then holds',
  'hide.deed.1': 'I, ',
  'hide.deed.2': ', do not want ',
  'hide.deed.3': ' at ',
  'hide.deed.4': ' to see this: ',
  'hide.deed.5': '. This holds ',
  'hide.deed.outside': 'those who do not treat me',
  'hide.deed.open': 'until I lift it',
  'hide.deed.until': 'until {date}',
  'hide.choose': 'Choose from whom and what, and the words that hold appear here.',
  'hide.does': 'What changes',
  'hide.does.1': 'They no longer find it: not in lists, searches, counts or older versions.',
  'hide.does.2': 'They read that the record may be incomplete, and not what is missing.',
  'hide.does.3': 'It holds at once, also for pages that are open now, and for new entries.',
  'hide.stays': 'What stays',
  'hide.stays.emergency':
    'In an emergency a doctor or nurse here may open it, with a reason, for 4 hours. You and the privacy officer are told at once.',
  'hide.stays.name': 'Your name, birth date and sex, so that nobody is mistaken for you.',
  'hide.stays.alarms': 'Alarms of a monitor on the ward.',
  'hide.stays.others':
    'What you permitted to other hospitals. It does not change here; change it under “Who can see it”.',
  'hide.stays.you': 'You see everything, and can download everything.',
  'hide.sign': 'Confirm with my passkey and hide',
  'hide.sign.hint': 'Nobody of the staff is told. You can lift it at any time.',
  'hide.keep': 'Keep it as it is',
  'hide.done': '**Hidden since {time}.** {who} can no longer see {what}.',
  'hide.done.outside':
    '**Hidden since {time}.** Those who do not treat you can no longer see {what}.',
  'hide.done.see': 'What is hidden now',
  'hidden.title': 'Hidden from staff here',
  'hidden.none': 'Nothing is hidden. Whoever treats at {name} can see what {name} holds.',
  'hidden.row': '**{who}** cannot see {what}.',
  'hidden.row.outside': '**Those who do not treat you** cannot see {what}.',
  'hidden.since': 'Since {date}, until you lift it.',
  'hidden.until': 'Since {date}, until {until}.',
  'hidden.guardian': 'Decided by {name}.',
  'hidden.lift': 'Show it again',
  'hidden.lifted': '**Shown again.** It holds at once.',
  'hidden.add': 'Hide something',
} as const satisfies Record<string, string>;

const de: { readonly [K in keyof typeof en]: string } = {
  'hide.title': 'Vor dem Personal hier verbergen',
  'hide.lead':
    'Sie bestimmen, welche Einträge das Personal von {name} nicht sieht. Sie müssen keinen Grund nennen, und Ihre Behandlung hängt nicht davon ab.',
  'hide.from': 'Vor wem?',
  'hide.outside': 'Vor allen, die mich nicht behandeln',
  'hide.outside.hint':
    'Wer Sie jetzt behandelt, auf Ihrer Station arbeitet oder von diesen hinzugezogen wird, sieht es weiterhin.',
  'hide.person': 'Vor einer Person',
  'hide.person.hint':
    'Zum Beispiel vor jemandem, den Sie kennen. Diese Person sieht dann nichts davon, auch nicht, was sie selbst schrieb, und auch nicht, während sie Sie behandelt.',
  'hide.person.label': 'Name der Ärztin, des Arztes oder der Pflegekraft',
  'hide.person.found': '{n} gefunden bei {name}.',
  'hide.doctor': 'Ärztin oder Arzt',
  'hide.nurse': 'Pflege',
  'hide.what': 'Was?',
  'hide.all': 'Alles ankreuzen',
  'hide.other': 'Fragebögen, Rechnungen und alles andere',
  'hide.other.your': 'alles andere',
  'hide.label': 'Was gehört zu',
  'hide.label.hint': 'Von jeder Art: Briefe, Befunde, Medikamente, Krankheiten.',
  'hide.long': 'Wie lange?',
  'hide.long.open': 'Bis ich es aufhebe',
  'hide.long.date': 'Bis zu einem Tag',
  'hide.long.until': 'Bis zum Ende von',
  'hide.first':
    '**Bedenken Sie zuerst:** Wer einen Eintrag nicht sieht, kann nicht an ihn denken, wenn Sie schnell Hilfe brauchen, und keine Warnung stützt sich auf ihn.',
  'hide.first.safety':
    'Wer Ihre Allergien und Medikamente nicht kennt, gibt Ihnen vielleicht etwas, das Ihnen schadet.',
  'hide.first.keep': 'Allergien und Medikamente offen lassen',
  'hide.deed.title': 'Was dann gilt',
  'hide.deed.1': 'Ich, ',
  'hide.deed.2': ', möchte nicht, dass ',
  'hide.deed.3': ' bei ',
  'hide.deed.4': ' Folgendes sieht: ',
  'hide.deed.5': '. Das gilt ',
  'hide.deed.outside': 'wer mich nicht behandelt',
  'hide.deed.open': 'bis ich es aufhebe',
  'hide.deed.until': 'bis {date}',
  'hide.choose': 'Wählen Sie vor wem und was; die Worte, die dann gelten, erscheinen hier.',
  'hide.does': 'Was sich ändert',
  'hide.does.1':
    'Es ist nicht mehr zu finden: nicht in Listen, Suchen, Zahlen oder älteren Fassungen.',
  'hide.does.2': 'Zu lesen ist, dass die Akte unvollständig sein kann, und nicht, was fehlt.',
  'hide.does.3': 'Es gilt sofort, auch für jetzt offene Seiten und für neue Einträge.',
  'hide.stays': 'Was bleibt',
  'hide.stays.emergency':
    'Im Notfall darf das Behandlungspersonal hier es mit einer Begründung für 4 Stunden öffnen. Sie und die Datenschutzbeauftragten erfahren es sofort.',
  'hide.stays.name':
    'Ihr Name, Geburtsdatum und Geschlecht, damit niemand mit Ihnen verwechselt wird.',
  'hide.stays.alarms': 'Alarme eines Monitors auf der Station.',
  'hide.stays.others':
    'Was Sie anderen Krankenhäusern erlaubt haben. Das ändert sich hier nicht, sondern unter „Wer kann sie sehen“.',
  'hide.stays.you': 'Sie selbst sehen alles und können alles herunterladen.',
  'hide.sign': 'Mit meinem Passkey bestätigen und verbergen',
  'hide.sign.hint': 'Niemand vom Personal erfährt davon. Sie können es jederzeit aufheben.',
  'hide.keep': 'Alles lassen, wie es ist',
  'hide.done': '**Verborgen seit {time}.** {who} sieht nicht mehr: {what}.',
  'hide.done.outside':
    '**Verborgen seit {time}.** Wer Sie nicht behandelt, sieht nicht mehr: {what}.',
  'hide.done.see': 'Was jetzt verborgen ist',
  'hidden.title': 'Vor dem Personal hier verborgen',
  'hidden.none':
    'Nichts ist verborgen. Wer bei {name} behandelt, kann sehen, was {name} aufbewahrt.',
  'hidden.row': '**{who}** sieht nicht: {what}.',
  'hidden.row.outside': '**Wer Sie nicht behandelt**, sieht nicht: {what}.',
  'hidden.since': 'Seit {date}, bis Sie es aufheben.',
  'hidden.until': 'Seit {date}, bis {until}.',
  'hidden.guardian': 'Entschieden von {name}.',
  'hidden.lift': 'Wieder zeigen',
  'hidden.lifted': '**Wieder zu sehen.** Das gilt sofort.',
  'hidden.add': 'Etwas verbergen',
};

/** The sentences of what a patient hides from staff of her own hospital. */
export const hideWords: Bundle<typeof en> = { en, de };
