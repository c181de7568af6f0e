import { useMemo } from 'react';
import type { RunSummary } from '../../analysis/picture.ts';
import { timeScale } from '../../ui/time-scale.ts';
import { useMedia } from '../../ui/use-media.ts';
import { useSize } from '../../ui/use-size.ts';
import { words } from '../../words/index.ts';
import { useRun } from '../session.ts';
import { TimelineTrail } from '../why/Trails.tsx';
import { FaultRow, FaultStems } from './FaultRow.tsx';
import { Future } from './Future.tsx';
import { LaneLabels, Lanes } from './Lanes.tsx';
import { shownLanes } from './lane-words.ts';
import { MilestoneRow } from './MilestoneRow.tsx';
import { Ruler } from './Ruler.tsx';
import { SuccessLabels, SuccessRow } from './SuccessRow.tsx';
import { TimeSlider } from './TimeSlider.tsx';
import './timeline.css';
import { Transport } from './Transport.tsx';

const FALLBACK_WIDTH = 600;

/** The whole run at once: the only view that shows more than the cursor's moment. */
export function Timeline() {
  const summary = useRun((state) => state.summary);
  return (
    <section className="timeline" id="timeline" aria-label={words.timeline.name} tabIndex={-1}>
      <Transport />
      {summary === undefined ? <div className="tl-body" /> : <Plot summary={summary} />}
    </section>
  );
}

function Plot({ summary }: { readonly summary: RunSummary }) {
  const [plot, size] = useSize();
  const low = useMedia('(max-height: 819px)');
  const slim = useMedia('(max-width: 1023px)');
  const width = size?.width ?? FALLBACK_WIDTH;
  const scale = useMemo(() => timeScale(summary.duration, width), [summary.duration, width]);
  const lanes = useMemo(() => shownLanes(summary.lanes, low || slim), [summary.lanes, low, slim]);
  return (
    <div className="tl-body">
      <div className="tl-labels" aria-hidden="true">
        <div className="tl-row-ruler" />
        <div className="tl-row-faults">{words.timeline.faults}</div>
        <div className="tl-row-milestones">{words.timeline.milestones}</div>
        <SuccessLabels points={summary.success} />
        <LaneLabels lanes={lanes} nodes={summary.nodes} />
      </div>
      <div className="tl-plot" ref={plot}>
        <Ruler scale={scale} />
        <div className="tl-row-faults" />
        <div className="tl-row-milestones" />
        <SuccessRow points={summary.success} scale={scale} />
        <Lanes lanes={lanes} nodes={summary.nodes} scale={scale} />
        <Future scale={scale} />
        <FaultStems faults={summary.faults} scale={scale} />
        <TimeSlider scale={scale} end={summary.end} />
        <TimelineTrail lanes={lanes} scale={scale} />
        <FaultRow faults={summary.faults} scale={scale} />
        <MilestoneRow milestones={summary.milestones} scale={scale} />
      </div>
    </div>
  );
}
