/** What may be told to open pages. */
export type NewsKind =
  | 'alert'
  | 'chart'
  | 'consent'
  | 'disclosure'
  | 'member'
  | 'notice'
  | 'reading'
  | 'request'
  | 'status';

/** That something happened, by ids alone; `to` names the one user whom it concerns, where it is one. */
export interface News {
  readonly kind: NewsKind;
  /** The patient's FHIR id at this hospital. */
  readonly patient?: string;
  readonly id?: string;
  readonly type?: string;
  /** The other hospital that it is about. */
  readonly member?: string;
  readonly to?: string;
}

/** News with its number; numbers count up by one from the start of the process. */
export interface NumberedNews extends News {
  readonly number: number;
}

/** Tells open pages what was committed or journaled; nothing in it is content. */
export interface Bulletin {
  /** Tells every listener, in order; a listener that fails stops nobody. */
  publish(news: News): void;
  /** Calls the listener for all news from now on; returns how to stop. */
  subscribe(listener: (news: NumberedNews) => void): () => void;
  /** What came after this number; undefined where the bulletin no longer, or not yet, has it. */
  after(number: number): NumberedNews[] | undefined;
  /** The number of the last news, 0 before the first. */
  readonly last: number;
}
