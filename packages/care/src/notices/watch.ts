import type { Hospital } from '../hospital.ts';
import type { News } from '../bulletin/bulletin.ts';
import type { NoticeKind } from './notice-row.ts';
import type { Notices } from './notices.ts';

/** Makes notices of what the bulletin says: a request, an emergency, another hospital's look, a changed key; returns how to stop. */
export function watchForNotices(
  { bulletin, log }: Pick<Hospital, 'bulletin' | 'log'>,
  notices: Notices,
): () => void {
  return bulletin.subscribe((news) => {
    for (const notice of noticesFor(news))
      notices.tell(notice).catch(() => log({ event: 'notice-not-kept' }));
  });
}

/** Who is told of a piece of news outside the pages, and as what. */
export function noticesFor({ kind, type, patient, id }: News): {
  to: string;
  kind: NoticeKind;
  patient?: string;
  about?: string;
}[] {
  const about = id === undefined ? {} : { about: id };
  const her = (what: NoticeKind) =>
    patient === undefined ? [] : [{ to: `patient:${patient}`, kind: what, patient, ...about }];
  const officers = (what: NoticeKind) => [
    {
      to: 'role:privacy-officer',
      kind: what,
      ...(patient === undefined ? {} : { patient }),
      ...about,
    },
  ];
  if (kind === 'request' && type === 'access-requested') return her('request');
  if (kind === 'notice' && type === 'break-glass')
    return [...her('emergency'), ...officers('emergency')];
  if (kind === 'notice' && (type === 'asking-stopped' || type === 'flood'))
    return officers('review');
  if (kind === 'disclosure' && type === 'answer' && patient !== undefined)
    return [{ to: `patient:${patient}`, kind: 'access', patient }];
  if (kind === 'consent' && type === 'credential') return her('credential');
  return [];
}
