import { useSize } from '../../ui/use-size.ts';
import { words } from '../../words/index.ts';
import { useCursor, useRun } from '../session.ts';
import { Legend } from './Legend.tsx';
import { GlyphPatterns } from './NodeGlyph.tsx';
import { Now } from './Now.tsx';
import './stage.css';
import { Topology } from './Topology.tsx';

/** The system at the cursor's time. */
export function Stage() {
  const summary = useRun((state) => state.summary);
  const picture = useCursor((state) => state.picture);
  const [box, size] = useSize();
  return (
    <main className="stage" id="stage" aria-label={words.stage.name} tabIndex={-1}>
      <GlyphPatterns />
      <Now />
      <div className="stage-box" ref={box}>
        {summary === undefined || size === undefined || picture === undefined ? undefined : (
          <Topology summary={summary} picture={picture} width={size.width} height={size.height} />
        )}
      </div>
      <Legend />
    </main>
  );
}
