import { useCallback, useMemo, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import type { Picture } from '../../analysis/picture.ts';
import type { RunSummary } from '../../analysis/outline.ts';
import { kindViews } from '../../kinds/views.ts';
import type { FleetZoom } from '../../shell/stores.ts';
import type { Size } from '../../ui/use-size.ts';
import { useSelection, useLayout, useSession } from '../session.ts';
import { layoutAreas, layoutClose } from '../stage/area-layout.ts';
import { isCrowded } from '../stage/layout.ts';
import { kindsWithMany, type StageLayout } from '../stage/place.ts';
import { Topology } from '../stage/Topology.tsx';
import { FleetDots } from './FleetDots.tsx';
import './fleet.css';
import { FleetLegend, ZOOMS } from './FleetLegend.tsx';
import { instancesOf } from './instances.ts';
import { Marquee, SelectionLine } from './Marquee.tsx';
import { siteStates } from './sites.ts';
import { Sites } from './Sites.tsx';
import { standingsIn, type Standing } from './standing.ts';
import { SpokenDots } from './SpokenDots.tsx';
import { useMarquee } from './use-marquee.ts';
import { useZoomWheel } from './use-zoom-wheel.ts';
import { Zones } from './Zones.tsx';

interface AreaStageProps {
  readonly summary: RunSummary;
  readonly picture: Picture;
  readonly width: number;
  readonly height: number;
}

/** Below this width a drawing of several zones has no room for dots. */
const NARROW = 600;
/** px: the legend and the zoom below the drawing. */
const FOOT = 48;

/** A system with zones, or with so many of a kind that they are drawn as dots. Loaded with the first of these. */
export function AreaStage(props: AreaStageProps) {
  const { summary, picture } = props;
  const { nodes } = summary;
  const crowded = useMemo(() => isCrowded(nodes), [nodes]);
  const standings = useMemo(() => standingsIn(summary, picture), [summary, picture]);
  const states = useMemo(() => siteStates(summary, picture, standings), [summary, picture, standings]);
  const ground = (layout: StageLayout) => <Zones layout={layout} states={states} />;
  if (!crowded) return <Topology {...props} nodes={nodes} layoutOf={layoutAreas} ground={ground} />;
  return <FleetStage {...props} standings={standings} ground={ground} states={states} />;
}

interface FleetStageProps extends AreaStageProps {
  readonly standings: ReturnType<typeof standingsIn>;
  readonly states: ReturnType<typeof siteStates>;
  readonly ground: (layout: StageLayout) => React.ReactNode;
}

/** The three looks at a large system: counts of its sites, dots, glyphs of a few. */
function FleetStage({ summary, picture, width, height, standings, states, ground }: FleetStageProps) {
  const session = useSession();
  const chosen = useLayout((state) => state.fleetZoom);
  const narrow = width < NARROW;
  const size = useMemo(() => ({ width, height: height - FOOT }), [width, height]);
  const fits = useMemo(() => showsAll(summary.nodes, size), [summary.nodes, size]);
  const zoom = chosen ?? (narrow || !fits ? 'sites' : 'fleets');
  const root = useRef<HTMLDivElement>(null);
  const onZoom = useCallback((next: FleetZoom) => session.setFleetZoom(next), [session]);
  useZoomWheel(root, zoom, onZoom);
  return (
    <div className="fleet-stage" ref={root} onKeyDown={(event) => zoomKey(event, zoom, onZoom)}>
      <div className="fleet-drawing" style={{ height: size.height }}>
        {zoom === 'sites' ? (
          <Sites narrow={narrow} width={width} summary={summary} states={states} standings={standings} />
        ) : zoom === 'instances' ? (
          <Instances summary={summary} picture={picture} {...size} standings={standings} ground={ground} />
        ) : (
          <Dots
            root={root}
            summary={summary}
            picture={picture}
            {...size}
            standings={standings}
            ground={ground}
          />
        )}
      </div>
      <FleetLegend value={zoom} onChange={onZoom} />
    </div>
  );
}

/** Whether all dots are in view at once; else the first look is that of the sites. */
function showsAll(nodes: RunSummary['nodes'], size: Size): boolean {
  const layout = layoutAreas(nodes, kindViews, size);
  return layout.height * layout.scale <= size.height + 1;
}

type LookProps = Omit<FleetStageProps, 'states'>;

function Dots({
  root,
  standings,
  ...props
}: LookProps & { readonly root: RefObject<HTMLDivElement | null> }) {
  const session = useSession();
  const { node, several } = useSelection((state) => state);
  const [layout, setLayout] = useState<StageLayout>();
  const box = useMarquee(root, layout, (names) => session.selectSeveral(names));
  const selected = useMemo(() => new Set(node === undefined ? several : [node]), [node, several]);
  const leading = new Set(
    props.picture.nodes.filter(({ face }) => face.tone === 'leads').map(({ name }) => name),
  );
  const onSelect = (names: readonly string[]) => session.selectSeveral(names);
  return (
    <Topology
      {...props}
      nodes={props.summary.nodes}
      layoutOf={layoutAreas}
      onLayout={setLayout}
      quiet
      over={(shown) => (
        <>
          {shown.fleets.map((fleet) => (
            <FleetDots
              key={fleet.id}
              fleet={fleet}
              standings={standings}
              leading={leading}
              selected={selected}
              onSelect={onSelect}
            />
          ))}
          <SpokenDots layout={shown} />
          {box === undefined ? <SelectionLine layout={shown} selected={selected} /> : <Marquee box={box} />}
        </>
      )}
    />
  );
}

/** Glyphs of what is selected, or else of those that fare worst, with all that is not a fleet. */
function Instances({ summary, standings, ...props }: LookProps) {
  const { width, height } = props;
  const { node, several } = useSelection((state) => state);
  const chosen = useMemo(() => (node === undefined ? several : [node, ...several]), [node, several]);
  const all = summary.nodes;
  const layoutOf = useMemo(() => {
    const kinds = kindsWithMany(all);
    return (...[some, views, size]: Parameters<typeof layoutAreas>) => layoutClose(some, views, size, kinds);
  }, [all]);
  // How many fit depends on nobody's standing: so many stay while they fare differently.
  const most = useMemo(() => {
    const fits = (count: number) => {
      const layout = layoutOf(pick(all, instancesOf(all, chosen, NONE, count)), kindViews, { width, height });
      return layout.height * layout.scale <= height + 1;
    };
    return COUNTS.find(fits) ?? FEWEST;
  }, [layoutOf, all, chosen, width, height]);
  const key = instancesOf(all, chosen, standings, most).join(' ');
  const nodes = useMemo(() => pick(all, key.split(' ')), [all, key]);
  return <Topology {...props} summary={summary} nodes={nodes} layoutOf={layoutOf} quiet />;
}

/** So many of each zone's part of a fleet are tried to be shown. */
const COUNTS = [12, 10, 8, 6, 4, 3];
/** Where not even these fit, the stage scrolls. */
const FEWEST = 2;
const NONE: ReadonlyMap<string, Standing> = new Map();

function pick(nodes: RunSummary['nodes'], names: readonly string[]): RunSummary['nodes'] {
  const shown = new Set(names);
  return nodes.filter(({ name }) => shown.has(name));
}

/** Plus and minus look closer and less close while the focus is on the stage; elsewhere they are the timeline's. */
function zoomKey(
  event: KeyboardEvent<HTMLElement>,
  zoom: FleetZoom,
  onZoom: (zoom: FleetZoom) => void,
): void {
  const by = { '+': 1, '=': 1, '-': -1 }[event.key];
  if (by === undefined || event.ctrlKey || event.metaKey) return;
  const next = ZOOMS[ZOOMS.indexOf(zoom) + by];
  if (next !== undefined) onZoom(next);
  event.preventDefault();
  event.stopPropagation();
}
