import { useEffect, useRef, useState, type RefObject } from 'react';
import { ignoreMissing } from '../../lib/missing-part.ts';
import { Demo } from '../../shell/demo.ts';
import type { LibraryScenario } from '../../shell/library-scenarios.ts';
import type { Session } from '../../shell/session.ts';
import { useReducedMotion } from '../../ui/use-media.ts';
import { whenIdle } from '../../ui/when-idle.ts';
import { library } from '../../words/library.ts';
import { SessionContext } from '../session.ts';
import { CardDrawing } from './CardDrawing.tsx';
import { DemoStage } from './DemoStage.tsx';

interface HeroPictureProps {
  readonly scenario: LibraryScenario;
  readonly newPlayer: () => Session;
}

/** The player itself, without controls; until its run is computed, the scenario's drawing. */
export function HeroPicture({ scenario: { slug, card }, newPlayer }: HeroPictureProps) {
  const box = useRef<HTMLDivElement>(null);
  const demo = useDemo(slug, newPlayer, box);
  const drawing = <CardDrawing picture={card.picture} />;
  return (
    <div className="hero-picture" ref={box} role="img" aria-label={library.picture}>
      <div className="hero-inside" inert>
        {demo === undefined ? (
          drawing
        ) : (
          <SessionContext value={demo.session}>
            <DemoStage placeholder={drawing} />
          </SessionContext>
        )}
      </div>
    </div>
  );
}

/** Begins when the page is idle, and ends with it; plays only where it can be seen. */
function useDemo(slug: string, newPlayer: () => Session, box: RefObject<Element | null>): Demo | undefined {
  const [demo, setDemo] = useState<Demo>();
  const still = useReducedMotion();
  useEffect(() => {
    let begun: Demo | undefined;
    let within = true;
    const watch = () => begun?.watch(within && !document.hidden);
    const observer = new IntersectionObserver((entries) => {
      within = entries.at(-1)?.isIntersecting === true;
      watch();
    });
    const cancel = whenIdle(() => {
      begun = new Demo(newPlayer(), still);
      setDemo(begun);
      watch();
      // Without it the drawing stays.
      begun.open(slug).catch(ignoreMissing);
      if (box.current !== null) observer.observe(box.current);
      document.addEventListener('visibilitychange', watch);
    });
    return () => {
      cancel();
      observer.disconnect();
      document.removeEventListener('visibilitychange', watch);
      setDemo(undefined);
      begun?.dispose();
    };
  }, [slug, newPlayer, box, still]);
  return demo;
}
