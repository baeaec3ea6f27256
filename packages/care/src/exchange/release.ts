import { reduced } from '@careledger/fhir';
import { toBase64url, type Json, type Tree } from '@careledger/proof';
import { CareError } from '../care-error.ts';
import type { Chart } from '../chart/chart.ts';
import { contributionTree } from '../chart/act.ts';
import type { Candidate } from '../chart/version.ts';
import { jsonOf, type ReleasedItem } from './wire.ts';

/** Opens the content of what is released, with the path of each to its contribution's root. */
export async function releaseItems(
  chart: Chart,
  candidates: readonly Candidate[],
): Promise<ReleasedItem[]> {
  const trees = new Map<string, Tree>();
  const treeOf = (act: string) => {
    const known = trees.get(act);
    if (known) return known;
    const info = chart.act(act);
    if (!info) throw new CareError('not-found', 'An act of this record is missing.');
    const { tree } = contributionTree({ seed: info.seed, commitments: info.commitments });
    trees.set(act, tree);
    return tree;
  };
  return Promise.all(
    candidates.map(async (candidate): Promise<ReleasedItem> => {
      const tree = treeOf(candidate.act);
      const { type, id, version, kind, labels, author, at, nonce, contentNonce, act, leaf } =
        candidate;
      const fullUrl = chart.info({ type, id, version })?.fullUrl ?? null;
      return {
        type,
        id,
        version,
        fullUrl,
        kind,
        labels,
        author,
        at,
        nonce,
        contentNonce,
        act,
        leaf,
        size: tree.size,
        path: tree.inclusion(leaf).map((hash) => toBase64url(hash)),
        resource: jsonOf(await candidate.resource()),
      };
    }),
  );
}

const directoryReference =
  /"reference":"((?:Organization|Practitioner|PractitionerRole|Location|HealthcareService)\/[A-Za-z0-9.-]{1,64})"/g;

/** The hospital's directory entries that released items refer to, reduced to name, role and contact. */
export async function referredDirectory(
  chart: Chart,
  items: readonly ReleasedItem[],
): Promise<Json[]> {
  const wanted = new Set(
    items.flatMap((item) =>
      [...JSON.stringify(item.resource).matchAll(directoryReference)].map(
        (match) => match[1] ?? '',
      ),
    ),
  );
  const found = [...wanted].toSorted().flatMap((reference) => {
    const [type = '', id = ''] = reference.split('/');
    return chart.opening({ type, id }) ?? [];
  });
  return Promise.all(found.map(async (entry) => jsonOf(reduced(await entry.resource()) ?? {})));
}
