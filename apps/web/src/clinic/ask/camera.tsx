import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { Button } from '../../parts/button.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { openScanner } from '../card/scanner.ts';
import { askWords } from '../words/ask.ts';

const everyMs = 250;

/** Looks for a card's square through the camera until one is found; the picture stays in this page. */
export function Camera({
  onFound,
  onClose,
}: {
  onFound: (text: string) => void;
  onClose: () => void;
}) {
  const say = useWords(askWords);
  const place = useRef<HTMLVideoElement>(null);
  const [isBlind, setBlind] = useState(false);
  const found = useEffectEvent(onFound);
  useEffect(() => {
    const video = place.current;
    if (video === null) return undefined;
    const ended = new AbortController();
    let stream: MediaStream | undefined;
    const look = async () => {
      try {
        const scanner = await openScanner();
        stream = await navigator.mediaDevices.getUserMedia({
          video: { facingMode: 'environment' },
        });
        video.srcObject = stream;
        await video.play();
        while (!ended.signal.aborted) {
          const [square] = await scanner.detect(video);
          if (square !== undefined) return found(square.rawValue);
          await new Promise((resolve) => setTimeout(resolve, everyMs));
        }
      } catch {
        if (!ended.signal.aborted) setBlind(true);
      }
    };
    void look();
    return () => {
      ended.abort();
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
  }, []);
  return (
    <div className="camera">
      {isBlind ? (
        <p role="alert">{say('card.noCamera')}</p>
      ) : (
        <>
          <video ref={place} muted playsInline aria-label={say('card.camera')} />
          <p className="hint">{say('card.camera')}</p>
        </>
      )}
      <Button size="small" onClick={onClose}>
        {say('card.stopScan')}
      </Button>
    </div>
  );
}
