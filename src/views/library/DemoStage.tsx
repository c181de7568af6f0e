import { useMemo, type ReactNode } from 'react';
import type { Lane, RunSummary } from '../../analysis/outline.ts';
import { timeScale } from '../../ui/time-scale.ts';
import { type Size, useSize } from '../../ui/use-size.ts';
import { useCursor, useRun } from '../session.ts';
import { layoutSmall } from '../stage/small-layout.ts';
import '../stage/stage.css';
import { Topology } from '../stage/Topology.tsx';
import { BandShape } from '../timeline/Lanes.tsx';
import '../timeline/timeline.css';

/** The least that a wide stage with names and roles needs; where there is less, it is drawn smaller. */
const WIDE = { width: 600, height: 262 };
/** Below this width tiers stand in rows, as on a phone. */
const NARROW = 480;

/** The stage and a few lanes at the cursor of the session around it. */
export function DemoStage({ placeholder }: { readonly placeholder: ReactNode }) {
  const summary = useRun((state) => state.summary);
  const picture = useCursor((state) => state.picture);
  const [box, size] = useSize();
  const wide = size !== undefined && size.width >= NARROW;
  const ready = summary !== undefined && picture !== undefined && size !== undefined;
  return (
    <>
      <div className={wide ? 'hero-stage hero-stage-wide' : 'hero-stage'} ref={box}>
        {ready ? (
          <Topology
            summary={summary}
            picture={picture}
            nodes={summary.nodes}
            layoutOf={layoutSmall}
            {...(wide ? atLeastWide(size) : size)}
          />
        ) : (
          placeholder
        )}
      </div>
      {summary === undefined ? undefined : <DemoLanes summary={summary} />}
    </>
  );
}

/** The same form, as large as a wide stage has to be. */
function atLeastWide({ width, height }: Size): Size {
  const scale = Math.max(1, WIDE.height / height, WIDE.width / width);
  return { width: width * scale, height: height * scale };
}

/** The lanes of the group that the first fault strikes, over the whole run. */
function DemoLanes({ summary }: { readonly summary: RunSummary }) {
  const time = useCursor((state) => state.time);
  const [measure, size] = useSize();
  const lanes = useMemo(() => lanesOf(summary), [summary]);
  const scale = useMemo(
    () => timeScale({ from: 0, to: summary.duration }, size?.width ?? WIDE.width),
    [summary.duration, size?.width],
  );
  const x = scale.toX(time);
  return (
    <div className="hero-lanes">
      <div className="hero-lane-names mono">
        {lanes.map(({ node }) => (
          <span key={node}>{node}</span>
        ))}
      </div>
      <div className="hero-lane-bands" ref={measure}>
        {lanes.map(({ node, bands }) => (
          <svg key={node} width={scale.width} height="12">
            {bands.map((band) => (
              <BandShape key={`${band.band}-${band.from}`} band={band} scale={scale} />
            ))}
          </svg>
        ))}
        <svg className="hero-cursor" width={scale.width} height="100%">
          <path className="hero-cursor-line" d={`M${x} 0V60`} />
          <path className="hero-cursor-head" d={`M${x - 5} 0h10v6l-5 5l-5 -5Z`} />
        </svg>
      </div>
    </div>
  );
}

function lanesOf({ lanes, nodes, milestones, faults }: RunSummary): readonly Lane[] {
  const at = faults[0]?.at ?? 0;
  const struck = milestones.find(({ time, type }) => time >= at && type === 'node-crashed')?.node;
  const group = nodes.find(({ name }) => name === struck)?.group;
  const members = new Set(nodes.filter((node) => node.group === group).map(({ name }) => name));
  return lanes.filter(({ node }) => members.has(node));
}
