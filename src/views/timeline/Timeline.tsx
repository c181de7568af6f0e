import { Suspense, useMemo, useRef } from 'react';
import type { Lane, RunSummary } from '../../analysis/outline.ts';
import { fitted } from '../../shell/time-window.ts';
import { span } from '../../ui/format.ts';
import { timeScale, type TimeScale } from '../../ui/time-scale.ts';
import { Icon } from '../../ui/Icon.tsx';
import { useBoth } from '../../ui/use-both.ts';
import { useMoreHint } from '../../ui/use-more-hint.ts';
import { useMedia } from '../../ui/use-media.ts';
import { useSize } from '../../ui/use-size.ts';
import { lazy } from '../../ui/lazy.tsx';
import { words } from '../../words/index.ts';
import { useLayout, useRun } from '../session.ts';
import { NARROW } from '../room.ts';
import { isCrowded } from '../stage/layout.ts';
import { useTold } from '../story/told.ts';
import { Veil } from '../story/Veil.tsx';
import { TimelineTrail } from '../why/Trails.tsx';
import { Computed } from './Computed.tsx';
import { FaultRow } from './FaultRow.tsx';
import { Future } from './Future.tsx';
import { HoverCursor } from './HoverCursor.tsx';
import { LaneLabels, Lanes } from './Lanes.tsx';
import { laggards } from './lag.ts';
import { shownLanes } from './lane-words.ts';
import { MilestoneRow } from './MilestoneRow.tsx';
import { Ruler } from './Ruler.tsx';
import { StoppedLine, TornEdge } from './Stopped.tsx';
import { SuccessLabels, SuccessRow } from './SuccessRow.tsx';
import { TimeSlider } from './TimeSlider.tsx';
import './timeline.css';
import { Transport } from './Transport.tsx';
import { useWheelZoom } from './use-wheel-zoom.ts';

const SpaceTime = lazy('timeline', async () => (await import('../space-time/SpaceTime.tsx')).SpaceTime);

const Overview = lazy('timeline', async () => (await import('./Overview.tsx')).Overview);

// Most runs have no replica that is worth a line.
const LagLabels = lazy('timeline', async () => (await import('./LagRow.tsx')).LagLabels);
const LagRow = lazy('timeline', async () => (await import('./LagRow.tsx')).LagRow);

const FleetLanes = lazy('timeline', async () => (await import('../fleet/FleetLanes.tsx')).FleetLanes);

const FALLBACK_WIDTH = 600;
/** px, until it is known */
const DIAGRAM_HEIGHT = 300;
/** Windows shorter than this, in µs, have room for every message: the diagram stands in place of the lanes. */
const DIAGRAM_BELOW = 200_000;

/** The whole run at once: the only view that shows more than the cursor's moment. */
export function Timeline() {
  const summary = useRun((state) => state.summary);
  const window = useLayout((state) => state.window);
  const close = window !== undefined && window.to - window.from < DIAGRAM_BELOW;
  return (
    <section
      className={`timeline${close ? ' timeline-close' : ''}`}
      id="timeline"
      aria-label={words.timeline.name}
      tabIndex={-1}
    >
      <Transport />
      {summary === undefined ? (
        <div className="tl-area" />
      ) : (
        <>
          <StoppedLine summary={summary} />
          <Plot summary={summary} diagram={close} />
          {window === undefined ? undefined : (
            <Suspense fallback={<div className="tl-overview tl-overview-plot" />}>
              <Overview summary={summary} />
            </Suspense>
          )}
        </>
      )}
    </section>
  );
}

interface PlotProps {
  readonly summary: RunSummary;
  readonly diagram: boolean;
}

/** Rows that stay, rows that scroll, and over both what is drawn across them and takes the pointer. */
function Plot({ summary: whole, diagram }: PlotProps) {
  const summary = useTold(whole);
  const [measure, size] = useSize();
  const low = useMedia('(max-height: 819px)');
  const narrow = useMedia(NARROW);
  const presenting = useLayout((state) => state.presenting);
  const brief = low || narrow || presenting;
  const width = size?.width ?? FALLBACK_WIDTH;
  const wanted = useLayout((state) => state.window);
  const window = useMemo(() => fitted(wanted, summary.duration), [wanted, summary.duration]);
  const scale = useMemo(() => timeScale(window, width), [window, width]);
  const lanes = useMemo(() => shownLanes(summary.lanes, brief), [summary.lanes, brief]);
  // On low screens fleets need all the height that there is; the inspector tells of a replica's lag as well.
  const cramped = useMemo(() => low && isCrowded(summary.nodes), [low, summary.nodes]);
  const lags = useMemo(() => (cramped ? [] : laggards(summary.replication)), [cramped, summary.replication]);
  const plot = useRef<HTMLDivElement>(null);
  useWheelZoom(plot, summary.duration);
  return (
    <div className="tl-area">
      <div className="tl-grid">
        <div className="tl-labels" aria-hidden="true">
          <div className="tl-row-ruler tl-span">
            {wanted === undefined ? '' : span(window.to - window.from)}
          </div>
          <div className="tl-row-faults">{words.timeline.faults}</div>
          {diagram ? undefined : (
            <>
              <div className="tl-row-milestones">{words.timeline.milestones}</div>
              <SuccessLabels points={summary.success} />
              {lags.length === 0 ? undefined : (
                <Suspense fallback={<div className="tl-row-success tl-row-lag" />}>
                  <LagLabels lags={lags} />
                </Suspense>
              )}
            </>
          )}
        </div>
        <div ref={measure}>
          <Ruler scale={scale} duration={summary.duration} />
          <div className="tl-row-faults" />
          {diagram ? undefined : (
            <>
              <div className="tl-row-milestones" />
              <SuccessRow summary={summary} scale={scale} />
              {lags.length === 0 ? undefined : (
                <Suspense fallback={<div className="tl-row-success tl-row-lag" />}>
                  <LagRow lags={lags} end={summary.end} scale={scale} />
                </Suspense>
              )}
            </>
          )}
        </div>
      </div>
      <Tracks summary={summary} lanes={lanes} scale={scale} brief={brief} diagram={diagram} />
      <div className="tl-plot" ref={plot}>
        <Future scale={scale} />
        <Computed scale={scale} duration={summary.duration} />
        <TornEdge summary={summary} scale={scale} />
        <HoverCursor scale={scale} />
        <TimeSlider scale={scale} end={summary.end} duration={summary.duration} />
        <TimelineTrail scale={scale} />
        <FaultRow faults={summary.faults} scale={scale} duration={summary.duration} />
        {diagram ? undefined : (
          <MilestoneRow milestones={summary.milestones} scale={scale} duration={summary.duration} />
        )}
        <Veil toX={scale.toX} />
      </div>
    </div>
  );
}

interface TracksProps extends PlotProps {
  readonly lanes: readonly Lane[];
  readonly scale: TimeScale;
  readonly brief: boolean;
}

/** The lanes of the nodes, or at a close look the diagram of their messages. */
function Tracks({ summary, lanes, scale, brief, diagram }: TracksProps) {
  const crowded = useMemo(() => isCrowded(summary.nodes), [summary.nodes]);
  const [measure, size] = useSize();
  const box = useBoth(measure, useMoreHint());
  return (
    <>
      <div
        ref={box}
        className={`tl-grid tl-lanes${diagram ? ' tl-lanes-close' : ''}`}
        role="group"
        aria-label={words.timeline.lanes}
        // It scrolls where it is low, so it has to be reached by keyboard.
        tabIndex={0}
      >
        {diagram ? (
          <>
            <div />
            <Suspense>
              <SpaceTime scale={scale} summary={summary} height={size?.height ?? DIAGRAM_HEIGHT} />
            </Suspense>
          </>
        ) : crowded ? (
          <Suspense>
            <FleetLanes summary={summary} scale={scale} brief={brief} />
          </Suspense>
        ) : (
          <>
            <LaneLabels lanes={lanes} nodes={summary.nodes} />
            <Lanes lanes={lanes} nodes={summary.nodes} scale={scale} />
          </>
        )}
      </div>
      <span className="tl-more" title={words.timeline.moreLanes}>
        <Icon name="chevron-down" size={12} />
      </span>
    </>
  );
}
