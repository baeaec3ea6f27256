import type { Signer } from '@careledger/keys';
import type { Book } from '../book/book.ts';
import type { Consents } from '../consent/consent.ts';
import { createConfirm } from '../copies/confirm.ts';
import { openCopies, type Copies } from '../copies/copies.ts';
import { runTakeBack } from '../copies/take-back.ts';
import type { Enrolment } from '../enrol/enrol.ts';
import { runTaken } from './anchor-taken.ts';
import { openAnswering, type Answering } from './answer.ts';
import { openAskingOthers, type AskingOthers } from './ask.ts';
import { openBrake } from './brake.ts';
import { openFlood, type Flood } from './flood.ts';
import { openHearing, type Hearing } from './hear.ts';
import type { PeerExchange } from './peers.ts';
import { openReceipts, type Receipts } from './receipts.ts';
import { openTellings, type Tellings } from './tellings.ts';

/** Both sides of reads across hospitals, and what runs behind them. */
export interface Exchange {
  readonly answering: Answering;
  readonly asking: AskingOthers;
  readonly receipts: Receipts;
  readonly hearing: Hearing;
  readonly flood: Flood;
  readonly tellings: Tellings;
  readonly copies: Copies;
}

/** Opens the exchange of a hospital for the life of the signal; `signer` is the key that governance names for its node. */
export function openExchange(deps: {
  book: Book;
  consents: Consents;
  enrolment: Enrolment;
  peers: PeerExchange;
  signer: Signer;
  signal: AbortSignal;
  eventlessPatients: number;
}): Exchange {
  const { book, signal } = deps;
  const { hospital } = book;
  const tellings = openTellings({ hospital, peers: deps.peers, signal });
  const flood = openFlood({ hospital, signal });
  const receipts = openReceipts(deps);
  const brake = openBrake({ hospital, tellings, eventlessPatients: deps.eventlessPatients });
  const copies = openCopies({ hospital, tellings, confirm: createConfirm(deps), signal });
  runTakeBack({ book, tellings, signal });
  void runTaken(book, signal);
  return {
    answering: openAnswering({ ...deps, flood }),
    asking: openAskingOthers({ ...deps, receipts, brake, copies }),
    receipts,
    hearing: openHearing({ book, copies }),
    flood,
    tellings,
    copies,
  };
}
