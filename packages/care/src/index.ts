export type { Bulletin, News, NewsKind, NumberedNews } from './bulletin/bulletin.ts';
export { hearsOf } from './bulletin/may-hear.ts';
export { CareError, type CareCode, type Issue } from './care-error.ts';
export { actForm } from './chart/act-entry.ts';
export { contributionTree, type ContributionTree } from './chart/act.ts';
export type { ActInfo, Chart, Comparison, EntryOutcome, SearchPage } from './chart/chart.ts';
export type { Resource } from './chart/resource.ts';
export type { Candidate, Version, VersionInfo } from './chart/version.ts';
export {
  indexSchema,
  openHospital,
  type Hospital,
  type HospitalDeps,
  type HospitalOptions,
} from './hospital.ts';
export type { Entry, Journaled, JournaledEntry } from './journal/entry.ts';
export type { Journal, JournalTree } from './journal/journal.ts';
export type { IndexDb, Projection, SqlValue } from './journal/projection.ts';
export type { Actor, PatientActor, Role, StaffActor } from './people/actor.ts';
export type {
  DirectoryEntry,
  ListedPatient,
  PasskeyAnswer,
  PatientRow,
  People,
  Session,
  SessionState,
} from './people/people.ts';
export type { Registry, RegistryRow } from './registry/registry.ts';
export type { Vault, VaultItem } from './vault/vault.ts';
export { disclosureProjection } from './audit/answer-tables.ts';
export { csvOf } from './audit/csv.ts';
export type { Disclosure } from './audit/disclosure.ts';
export { disclosuresOf } from './audit/disclosures.ts';
export { evidenceOf, type Evidence } from './audit/evidence.ts';
export { lineOf } from './audit/line-of.ts';
export { searchDisclosures, type DisclosureQuestion } from './audit/search.ts';
export { unusualAccesses } from './audit/unusual.ts';
export { incidentsOf, unmatchedReceipts } from './audit/unmatched.ts';
export { noticesOf, seeNotice, type Notice } from './emergency/notices.ts';
export { emergencyProjection } from './emergency/review-tables.ts';
export { reviewBreakGlass, reviewsOf, type Review } from './emergency/reviews.ts';
export { openBook, type Book } from './book/book.ts';
export { runCheckpoints } from './book/checkpoints.ts';
export { journalFault, lastCheckpoint } from './book/journal-fault.ts';
export { runOutbox, type Outbox } from './book/outbox.ts';
export { consentProjection } from './consent/act-table.ts';
export { takeHomeReceipts, type TakeHome } from './consent/take-home.ts';
export { answerEntry, openingsOf, type Openings } from './audit/openings.ts';
export { confirmationsOf } from './copies/confirmations.ts';
export { copyProjection } from './copies/erase-tables.ts';
export { filedOf, filedUnder, fileCopy } from './copies/file.ts';
export { openConsents, type Consents } from './consent/consent.ts';
export type { Wish } from './consent/drawing.ts';
export { openEnrolment, type Enrolled, type Enrolment, type OfficeKey } from './enrol/enrol.ts';
export type { Question } from './exchange/ask.ts';
export type { Answered, DirectoryRow, PeerExchange, TakenOffer } from './exchange/peers.ts';
export { openExchange, type Exchange } from './exchange/exchange.ts';
export type { LedgerView } from './ledger-view/ledger-view.ts';
export { raiseStop } from './stop/stop.ts';
export { openProver, type Prover } from './audit/prove.ts';
export {
  countStore,
  logNames,
  storeNames,
  verifyNode,
  verifyStore,
  type IndexSchemas,
  type StoreName,
} from './audit/verify.ts';
export { indexKeyOf, stateKeyOf } from './hospital-keys.ts';
export { openDevices, type Devices, type KnownDevice } from './monitor/devices.ts';
export { openMonitoring, type Monitoring } from './monitor/monitoring.ts';
export { monitorProjection } from './monitor/series-tables.ts';
export { openCountersigning, type Countersigning, type Waiting } from './enrol/countersign.ts';
export { openCredentials, type Credentials } from './credentials/credentials.ts';
export { createRegistrations, type Registrations } from './credentials/registrations.ts';
export { replaceLost } from './credentials/lost-card.ts';
export type { Guardianship } from './guardians/guardianship.ts';
export { newGuardianship } from './guardians/scope.ts';
export type { CarePolicy } from './team/care-policy.ts';
export { createFace } from './team/face.ts';
export { findPatients } from './team/find.ts';
export { openTeam } from './team/team.ts';
export { openWards } from './team/wards.ts';
export { openAccessRequests, type AccessRequests } from './requests/requests.ts';
export type { Asked } from './requests/ask-for-access.ts';
export type { PatientRequest } from './requests/decide-request.ts';
export type { Narrowed } from './requests/narrow.ts';
export { ownerOf } from './notices/addresses.ts';
export { openNotices, type Notices } from './notices/notices.ts';
export type { Sender } from './notices/sender.ts';
export { watchForNotices } from './notices/watch.ts';
export { openCorrections } from './corrections/corrections.ts';
export { detailsOf } from './corrections/details.ts';
export { exportRecord } from './export/export-record.ts';
export { demandSight, isInScope, isInSight, seenBy } from './guardians/demand-sight.ts';
export { guardianSees } from './guardians/guardianship.ts';
export { openObjections, type Objection } from './objections/objections.ts';
export { breakGlassHere } from './emergency/break-glass-here.ts';
