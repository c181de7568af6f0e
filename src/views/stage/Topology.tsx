import {
  Suspense,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  type MouseEvent,
  type ReactNode,
  type RefObject,
} from 'react';
import type { NodePicture, Picture } from '../../analysis/picture.ts';
import type { RunSummary } from '../../analysis/outline.ts';
import { kindViews } from '../../kinds/views.ts';
import type { Session } from '../../shell/session.ts';
import type { KindView } from '../../ui/kind-view.ts';
import type { Size } from '../../ui/use-size.ts';
import { clock } from '../../ui/format.ts';
import { useReducedMotion } from '../../ui/use-media.ts';
import { lazy } from '../../ui/lazy.tsx';
import { words } from '../../words/index.ts';
import { roleCause } from '../role-cause.ts';
import { usePointed, useSelection, useSession } from '../session.ts';
import { toggleNode } from '../toggle-node.ts';
import { StageTrail } from '../why/Trails.tsx';
import { Captions } from './Captions.tsx';
import { Edges } from './Edges.tsx';
import { LinkName, Links } from './Links.tsx';
import { Packets } from './Packets.tsx';
import { Rings } from './Rings.tsx';
import type { StageLayout } from './place.ts';
import { hasLine, stageEdges, type StageEdge } from './routes.ts';
import { cutOrHeal, stageKey, useStageKeys } from './stage-keys.ts';
import type { MenuSubject } from './StageMenu.tsx';
import { StageNode } from './StageNode.tsx';
import { subjectAt, subjectOf } from './subject.ts';
import { drawnLines, standingLines } from './standing-lines.ts';
import { useOpenGroups } from './use-open-groups.ts';
import { useLongPress } from './use-long-press.ts';
import { useViewport } from './viewport.ts';
import { ZoomButtons } from './ZoomButtons.tsx';

// What few pictures show, or none at first, is not loaded before the first one.
const Stacks = lazy('stage', async () => (await import('./Stacks.tsx')).Stacks);
const SilentSessions = lazy('stage', async () => (await import('./SilentSessions.tsx')).SilentSessions);
const StageMenu = lazy('menu', async () => (await import('./StageMenu.tsx')).StageMenu, Closed);

function Closed({ onClose }: { readonly onClose: (back: boolean) => void }) {
  useEffect(() => onClose(false), [onClose]);
  return undefined;
}

interface TopologyProps {
  readonly summary: RunSummary;
  readonly picture: Picture;
  readonly width: number;
  readonly height: number;
  /** The nodes that are drawn. */
  readonly nodes: RunSummary['nodes'];
  readonly layoutOf: (
    nodes: RunSummary['nodes'],
    views: readonly KindView[],
    size: Size,
    open: ReadonlySet<string>,
  ) => StageLayout;
  /** Whether traffic alone has lines: where many nodes stand, those of coordination would cover everything. */
  readonly quiet?: boolean;
  /** Is told of the layout when it is another one. */
  readonly onLayout?: (layout: StageLayout) => void;
  /** What lies below all else, and over the nodes. */
  readonly ground?: (layout: StageLayout) => ReactNode;
  readonly over?: (layout: StageLayout) => ReactNode;
}

/** Whoever has the text of the scenario open sees which of its lines speak of what is pointed at. */
function pointing(session: Session) {
  const at = ({ target }: { readonly target: EventTarget }) => session.pointAt(subjectOf(target).node);
  const away = () => session.pointAt(undefined);
  return { onPointerOver: at, onPointerLeave: away, onFocus: at, onBlur: away };
}

/** The nodes, the lines between them and the messages on these, at the cursor. */
export function Topology(props: TopologyProps) {
  const { summary, picture, height, nodes, quiet = false, ground, over } = props;
  const session = useSession();
  const svg = useRef<SVGSVGElement>(null);
  const [link, setLink] = useState<string>();
  const { open, toggle } = useOpenGroups(svg);
  const { layout, edges, byId } = useLayoutOf(props, open);
  const { view, fit, zoomIn, zoomOut } = useViewport(svg, layout, layout.scale);
  const chosen = link === undefined ? undefined : byId.get(link);
  useStageKeys(chosen, setLink);
  const { menu, openMenu, closeMenu } = useStageMenu(svg, nodes, byId, setLink);

  function onContextMenu(event: MouseEvent<SVGSVGElement>) {
    if (event.target instanceof Element && openMenu(event.target, event.clientX, event.clientY))
      event.preventDefault();
  }

  function onClick(event: MouseEvent<SVGSVGElement>) {
    if (event.target === event.currentTarget) session.select(undefined);
  }

  const press = useLongPress(openMenu);
  return (
    <>
      <svg
        ref={svg}
        {...frameOf(layout, height)}
        role="group"
        aria-roledescription={words.stage.topology}
        aria-label={words.stage.summary(summary.title, nodes.length, clock(picture.time))}
        onKeyDown={(event) =>
          stageKey(event, {
            fit,
            openMenu,
            edges: drawnLines(picture, edges, layout),
            link,
            setLink,
            say: (said) => session.say(said),
          })
        }
        onClickCapture={(event) => clickLine(event, session, byId, setLink)}
        onClick={onClick}
        onContextMenu={onContextMenu}
        onDoubleClick={({ target, currentTarget }) => (target === currentTarget ? fit() : undefined)}
        {...press}
        {...pointing(session)}
      >
        <g transform={view.zoom === 1 ? undefined : `translate(${view.x} ${view.y}) scale(${view.zoom})`}>
          {ground?.(layout)}
          <Drawing
            summary={summary}
            nodes={nodes}
            quiet={quiet}
            over={over}
            picture={picture}
            layout={layout}
            edges={edges}
            byId={byId}
            link={link}
            onToggle={toggle}
          />
        </g>
      </svg>
      {view.zoom === 1 ? undefined : <ZoomButtons onIn={zoomIn} onOut={zoomOut} onFit={fit} />}
      {menu === undefined ? undefined : (
        <Suspense fallback={undefined}>
          <StageMenu subject={menu} picture={picture} onClose={closeMenu} />
        </Suspense>
      )}
    </>
  );
}

/** How large the drawing is, and whether it leaves room for a legend. */
function frameOf({ width, height, scale, low }: StageLayout, room: number) {
  return {
    className: low === true || height * scale > room ? 'topology topology-full' : 'topology',
    width: width * scale,
    height: height * scale,
    viewBox: `0 0 ${width} ${height}`,
  };
}

interface Laid {
  readonly layout: StageLayout;
  readonly edges: readonly StageEdge[];
  readonly byId: ReadonlyMap<string, StageEdge>;
}

function useLayoutOf(
  { nodes, layoutOf, width, height, quiet = false, onLayout }: TopologyProps,
  open: ReadonlySet<string>,
): Laid {
  const layout = useMemo(
    () => layoutOf(nodes, kindViews, { width, height }, open),
    [layoutOf, nodes, width, height, open],
  );
  useEffect(() => onLayout?.(layout), [onLayout, layout]);
  const edges = useMemo(
    () => stageEdges(nodes, layout, (plane) => !quiet || plane === 'traffic'),
    [nodes, layout, quiet],
  );
  const byId = useMemo(() => new Map(edges.map((edge) => [edge.id, edge])), [edges]);
  return { layout, edges, byId };
}

/** A click on a line chooses it, or armed, cuts or heals it; one that passes by a node is meant before the room around it. */
function clickLine(
  event: MouseEvent<SVGSVGElement>,
  session: Session,
  edges: ReadonlyMap<string, StageEdge>,
  setLink: (id: string | undefined) => void,
): void {
  const { target, clientX, clientY, detail } = event;
  if (!(target instanceof Element) || target.closest('[data-message]') !== null) return;
  const line = detail === 0 ? undefined : subjectAt(target, clientX, clientY).link;
  setLink(line);
  const edge = line === undefined ? undefined : edges.get(line);
  if (edge === undefined) return;
  event.stopPropagation();
  if (!session.stores.layout.getState().armed) return;
  void cutOrHeal(session, edge);
}

function focusNode(svg: SVGSVGElement | null, name: string): void {
  const nodes = [...(svg?.querySelectorAll<SVGGElement>('[data-node]') ?? [])];
  nodes.find((node) => node.dataset.node === name)?.focus();
}

interface DrawingProps extends Pick<TopologyProps, 'summary' | 'picture' | 'nodes'> {
  readonly over: TopologyProps['over'] | undefined;
  readonly quiet: boolean;
  readonly layout: StageLayout;
  readonly edges: readonly StageEdge[];
  readonly byId: ReadonlyMap<string, StageEdge>;
  readonly link: string | undefined;
  readonly onToggle: (group: string) => void;
}

/** From the ground up: lines, words over groups, rings, nodes, messages. */
function Drawing(props: DrawingProps) {
  const { summary, picture, nodes, quiet, over, layout, edges, byId, link, onToggle } = props;
  const session = useSession();
  const { node: selected, message } = useSelection((state) => state);
  const reducedMotion = useReducedMotion();
  const pictures = new Map(picture.nodes.map((node) => [node.name, node]));
  const lines = standingLines(picture, edges, layout);
  const selectNode = useCallback(
    (name: string) => {
      if (session.stores.layout.getState().armed) toggleNode(session, 'power', name);
      else session.select(name);
    },
    [session],
  );
  const selectMessage = useCallback((id: string) => session.selectMessage(id), [session]);
  return (
    <>
      <Edges edges={edges} {...lines} />
      <Links edges={edges} shown={lines.shown} cut={lines.cut} selected={link} />
      {!quiet && picture.nodes.some((node) => node.session?.silent === true) ? (
        <Suspense>
          <SilentSessions nodes={picture.nodes} edges={byId} layout={layout} now={picture.time} />
        </Suspense>
      ) : undefined}
      <Captions
        captions={layout.captions}
        width={layout.width}
        nodes={nodes}
        lanes={summary.lanes}
        pictures={pictures}
        now={picture.time}
      />
      <Rings
        places={layout.places}
        pictures={pictures}
        selected={selected}
        now={picture.time}
        reducedMotion={reducedMotion}
      />
      <Nodes
        places={layout.places}
        pictures={pictures}
        now={picture.time}
        selected={selected}
        onSelect={selectNode}
      />
      <Groups
        layout={layout}
        nodes={nodes}
        pictures={pictures}
        cuts={picture.cuts}
        selected={selected}
        onToggle={onToggle}
      />
      {over?.(layout)}
      <LinkName edges={edges} cut={lines.cut} selected={link} />
      <StageTrail edges={byId} layout={layout} />
      <Packets
        packets={quiet ? onLines(picture, byId, layout) : picture.packets}
        edges={byId}
        layout={layout}
        ringed={ringedNames(picture)}
        now={picture.time}
        selected={message}
        reducedMotion={reducedMotion}
        onSelect={selectMessage}
      />
    </>
  );
}

/** The nodes that have a ring, joined by commas. */
function ringedNames({ nodes }: Picture): string {
  return nodes.flatMap(({ name, ring }) => (ring === undefined ? [] : [name])).join(',');
}

function onLines(
  { packets }: Picture,
  edges: ReadonlyMap<string, StageEdge>,
  layout: StageLayout,
): Picture['packets'] {
  return packets.filter(({ from, to }) => hasLine(edges, layout, from, to));
}

interface GroupsProps extends Pick<NodesProps, 'pictures' | 'selected'> {
  readonly layout: StageLayout;
  readonly nodes: RunSummary['nodes'];
  readonly cuts: Picture['cuts'];
  readonly onToggle: (group: string) => void;
}

/** Several drawn in one glyph. */
function Groups({ layout: { stacks }, ...rest }: GroupsProps) {
  if (stacks.length === 0) return undefined;
  return (
    <Suspense>
      <Stacks stacks={stacks} {...rest} />
    </Suspense>
  );
}

interface NodesProps {
  readonly places: StageLayout['places'];
  readonly pictures: ReadonlyMap<string, NodePicture>;
  readonly now: number;
  readonly selected: string | undefined;
  readonly onSelect: (name: string) => void;
}

function Nodes({ places, pictures, selected, ...rest }: NodesProps) {
  const session = useSession();
  const spoken = usePointed((state) => state.spoken);
  const onWhy = useCallback(
    (name: string) => {
      const milestones = session.stores.run.getState().summary?.milestones ?? [];
      const cause = roleCause(milestones, name, session.stores.cursor.getState().time);
      if (cause !== undefined) session.why(cause);
    },
    [session],
  );
  return places.map((place) => {
    const node = pictures.get(place.name);
    if (node === undefined) return undefined;
    const { name } = place;
    return (
      <StageNode
        key={name}
        place={place}
        node={node}
        selected={selected === name}
        spoken={spoken.includes(name)}
        onWhy={onWhy}
        {...rest}
      />
    );
  });
}

interface StageMenuState {
  readonly menu: MenuSubject | undefined;
  /** Opens the menu of what `target` belongs to, at a point of the window; false if it belongs to nothing. */
  readonly openMenu: (target: Element, x: number, y: number) => boolean;
  readonly closeMenu: (back: boolean) => void;
}

function useStageMenu(
  svg: RefObject<SVGSVGElement | null>,
  nodes: RunSummary['nodes'],
  edges: ReadonlyMap<string, StageEdge>,
  setLink: (id: string) => void,
): StageMenuState {
  const [menu, setMenu] = useState<MenuSubject>();

  function openMenu(target: Element, x: number, y: number): boolean {
    const { node, link: line } = subjectAt(target, x, y);
    const edge = line === undefined ? undefined : edges.get(line);
    const outline = nodes.find(({ name }) => name === node);
    if (outline !== undefined) setMenu({ of: { node: outline.name, kind: outline.kind }, x, y });
    else if (edge !== undefined) setMenu({ of: edge, x, y });
    if (edge !== undefined) setLink(edge.id);
    return outline !== undefined || edge !== undefined;
  }

  function closeMenu(back: boolean) {
    if (back && menu !== undefined && 'node' in menu.of) focusNode(svg.current, menu.of.node);
    setMenu(undefined);
  }

  return { menu, openMenu, closeMenu };
}
