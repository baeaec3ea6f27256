import type { Bundle } from '../../words/words.ts';

const en = {
  backup: 'Last backup',
  backupMore: 'Everything was copied whole. Keep the keys apart from the rest.',
  backupNever: 'None yet',
  backupNeverMore: 'Nobody has backed up on this computer. The page “Backups” says how.',
  backupOldMore: 'More than two days ago: see whether the nightly backup still runs.',
  certificates: 'Certificates',
  certificatesOk: 'In date',
  certificatesSoon: 'One ends soon',
  certificatesMore: 'The first to end is the one for {name}, on {day}.',
  renew: 'A certificate that has ended stops what it is for. Renew it some weeks before.',
  what: 'For',
  ends: 'Ends on',
  'certificate.pages': 'the pages that people open',
  'certificate.ca': 'this hospital’s own authority',
  'certificate.device-ca': 'the authority of its devices',
  'certificate.peer': 'the copy of the shared ledger',
  'certificate.tls': 'connections to other hospitals',
  'certificate.service': 'what this computer submits',
  'certificate.admin': 'changes of the shared ledger',
} as const;

const de: { readonly [K in keyof typeof en]: string } = {
  backup: 'Letzte Sicherung',
  backupMore: 'Alles wurde als Ganzes kopiert. Bewahren Sie die Schlüssel getrennt auf.',
  backupNever: 'Noch keine',
  backupNeverMore:
    'An diesem Computer hat noch niemand gesichert. Die Seite „Sicherungen“ sagt, wie es geht.',
  backupOldMore: 'Vor mehr als zwei Tagen: Sehen Sie nach, ob die nächtliche Sicherung noch läuft.',
  certificates: 'Zertifikate',
  certificatesOk: 'Gültig',
  certificatesSoon: 'Eines endet bald',
  certificatesMore: 'Zuerst endet das für {name}, am {day}.',
  renew: 'Ein abgelaufenes Zertifikat hält an, wofür es ist. Erneuern Sie es einige Wochen vorher.',
  what: 'Wofür',
  ends: 'Endet am',
  'certificate.pages': 'die Seiten, die Menschen öffnen',
  'certificate.ca': 'die eigene Zertifikatsstelle',
  'certificate.device-ca': 'die Zertifikatsstelle der Geräte',
  'certificate.peer': 'die Kopie des gemeinsamen Hauptbuchs',
  'certificate.tls': 'Verbindungen zu anderen Krankenhäusern',
  'certificate.service': 'was dieser Computer einreicht',
  'certificate.admin': 'Änderungen am gemeinsamen Hauptbuch',
};

/** The sentences about what has to be renewed by hand. */
export const upkeepWords: Bundle<typeof en> = { en, de };
