import { parseArgs } from 'node:util';
import { readConsortium } from './consortium.ts';
import { openNode } from './node.ts';
import { NodeError } from './node-error.ts';
import { runProcess } from './process-life.ts';

const { values } = parseArgs({ options: { data: { type: 'string' }, member: { type: 'string' } } });

await runProcess(async () => {
  const data = values.data ?? '.careledger';
  const consortium = readConsortium(data);
  const member = consortium.members.find((m) => m.id === values.member);
  if (!member) throw new NodeError('configuration', `No member ${values.member ?? ''} in ${data}.`);
  return openNode({ data, consortium, member });
});
