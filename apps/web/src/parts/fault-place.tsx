import type { ReactNode } from 'react';
import { useBaseWords } from '../prefs/prefs.tsx';

/** Where a fault of the store is, since when, what it means, what it does not touch, and what to do. */
export function FaultPlace(place: {
  what: ReactNode;
  where: ReactNode;
  since?: ReactNode;
  means: ReactNode;
  notAffected?: ReactNode;
  toDo: ReactNode;
}) {
  const say = useBaseWords();
  const rows: readonly (readonly [string, ReactNode])[] = [
    [say('proof.place.what'), place.what],
    [say('proof.place.where'), place.where],
    [say('proof.place.since'), place.since],
    [say('proof.place.means'), place.means],
    [say('proof.place.not'), place.notAffected],
    [say('proof.place.do'), place.toDo],
  ];
  return (
    <dl className="place">
      {rows
        .filter(([, words]) => words !== undefined)
        .flatMap(([name, words]) => [
          <dt key={`${name}-name`}>{name}</dt>,
          <dd key={name}>{words}</dd>,
        ])}
    </dl>
  );
}
