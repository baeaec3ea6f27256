import { createChaincodes, silence } from '@careledger/contracts';
import { serveChaincodes, servedChaincodes } from '@careledger/ledger';

silence();
const { member, channel, packages } = servedChaincodes(process.env);
const { governance, stop, book, reader } = createChaincodes(
  { member, channel },
  { clock: () => Date.now() },
);
await serveChaincodes(packages, {
  governance: governance.chaincode,
  stop: stop.chaincode,
  book: book.chaincode,
  reader: reader.chaincode,
});
