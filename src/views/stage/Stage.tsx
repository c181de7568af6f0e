import { Suspense, useEffect, useMemo } from 'react';
import { ignoreMissing, missing } from '../../lib/missing-part.ts';
import type { Picture } from '../../analysis/picture.ts';
import type { RunSummary } from '../../analysis/outline.ts';
import { useBoth } from '../../ui/use-both.ts';
import { useMoreHint } from '../../ui/use-more-hint.ts';
import { type Size, useSize } from '../../ui/use-size.ts';
import { lazy } from '../../ui/lazy.tsx';
import { words } from '../../words/index.ts';
import { useCursor, useLayout, useRun } from '../session.ts';
import { ArmedLine } from './ArmedLine.tsx';
import { isCrowded, isSmall, layoutPresented, layoutStage, needsAreas } from './layout.ts';
import { Legend } from './Legend.tsx';
import { GlyphPatterns } from './NodeGlyph.tsx';
import { Now } from './Now.tsx';
import './stage.css';
import { Topology } from './Topology.tsx';

const loadAreas = () => import('../fleet/AreaStage.tsx');
const AreaStage = lazy('stage', async () => (await loadAreas()).AreaStage);

const SmallStage = lazy('stage', async () => (await import('./SmallStage.tsx')).SmallStage);

/** The system at the cursor's time. */
export function Stage() {
  const summary = useRun((state) => state.summary);
  const picture = useCursor((state) => state.picture);
  const [measure, size] = useSize();
  const box = useBoth(measure, useMoreHint());
  const nodes = summary?.nodes;
  useEffect(() => {
    // What draws zones and fleets is on its way before the first picture is.
    if (nodes !== undefined && needsAreas(nodes)) loadAreas().catch(missing('stage')).catch(ignoreMissing);
  }, [nodes]);
  return (
    <main className="stage" id="stage" aria-label={words.stage.name} tabIndex={-1}>
      <GlyphPatterns />
      <Now />
      <ArmedLine />
      <div className="stage-box" ref={box}>
        {summary === undefined || size === undefined || picture === undefined ? undefined : (
          <System summary={summary} picture={picture} {...size} />
        )}
      </div>
      {summary !== undefined && isCrowded(summary.nodes) ? undefined : <Legend />}
    </main>
  );
}

interface SystemProps extends Size {
  readonly summary: RunSummary;
  readonly picture: Picture;
}

/** Zones, fleets and small stages are drawn by code that is loaded with the first of them. */
function System(props: SystemProps) {
  const { nodes } = props.summary;
  const areas = useMemo(() => needsAreas(nodes), [nodes]);
  const layoutOf = useLayout((state) => (state.presenting ? layoutPresented : layoutStage));
  if (!areas && !isSmall(props)) return <Topology {...props} nodes={nodes} layoutOf={layoutOf} />;
  return <Suspense>{areas ? <AreaStage {...props} /> : <SmallStage {...props} />}</Suspense>;
}
