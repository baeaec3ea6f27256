export { historyBundle, searchsetBundle, transactionResponse } from './bundles.ts';
export type {
  HistoryOptions,
  HistoryVersion,
  SearchsetOptions,
  TransactionAnswer,
} from './bundles.ts';
export { capabilityStatement } from './capability.ts';
export type { CapabilityOptions, TypeCapability } from './capability.ts';
export { covers, expandCategories } from './categories.ts';
export { comparison, samePerson } from './comparison.ts';
export type { Comparison } from './comparison.ts';
export { dateRange } from './date-range.ts';
export type { DateRange } from './date-range.ts';
export { resourceTypes } from './definitions.ts';
export { isRefused, operationOutcome } from './issue.ts';
export type { Issue, IssueCode } from './issue.ts';
export { categoriesVersion, kindOf, kinds } from './kind.ts';
export type { Kind } from './kind.ts';
export { labelBundle } from './label-bundle.ts';
export type { LabelledEntry } from './label-bundle.ts';
export { labelsOf, labelSources } from './labels.ts';
export { matches } from './match.ts';
export { patientsOf } from './patients.ts';
export { directoryTypes, reduced } from './reduced.ts';
export { partsOf, referencesOf } from './reference.ts';
export type { Pointer } from './reference.ts';
export { isResource } from './resource.ts';
export type { Resource } from './resource.ts';
export { compileSearch } from './search.ts';
export type { CompiledSearch, Criterion, Search, SearchOptions, SortKey } from './search.ts';
export type { TermKind } from './search-parameters.ts';
export type { Prefix, SearchValue } from './search-value.ts';
export { isLabel } from './sensitivity.ts';
export { syntheticBundle } from './synthetic/bundle.ts';
export { indexTerms } from './terms.ts';
export type { Term } from './terms.ts';
export { mostEntries, planTransaction } from './transaction.ts';
export type {
  EntryRequest,
  PlanDependencies,
  PlannedEntry,
  TransactionPlan,
} from './transaction.ts';
export { validate } from './validate.ts';
