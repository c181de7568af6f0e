import type { NodePicture, Picture } from '../../analysis/picture.ts';
import type { RunSummary } from '../../analysis/outline.ts';
import { Section } from '../../ui/Detail.tsx';
import { tenths } from '../../ui/format.ts';
import type { KindView } from '../../ui/kind-view.ts';
import { details } from '../../words/details.ts';
import { words } from '../../words/index.ts';
import { DeselectButton } from '../inspector/DeselectButton.tsx';
import { useCursor, useSession } from '../session.ts';
import { NodeGlyph } from '../stage/NodeGlyph.tsx';
import { type Look, nodeText } from '../stage/node-words.ts';
import './fleet-panels.css';
import { byUrgency } from './instances.ts';
import { countsOf, standingsIn, STANDINGS, type Standing } from './standing.ts';
import { TimeLeft } from './TimeLeft.tsx';
import { unitOf } from './units.ts';

/** So many are listed. */
const LISTED = 8;

interface FleetInspectorProps {
  readonly summary: RunSummary;
  /** The names of what is selected. */
  readonly several: readonly string[];
}

/** What is selected of a fleet: how many fare how, the worst of them, and how long their sessions last. */
export function FleetInspector({ summary, several }: FleetInspectorProps) {
  const picture = useCursor((state) => state.picture);
  const unit = unitOf(summary.nodes, several[0] ?? '');
  if (picture === undefined || unit === undefined) return undefined;
  const title = details.fleet.unit(unit.name, unit.zone);
  return (
    <aside className="inspector" id="inspector" aria-label={words.inspector.name(title)} tabIndex={-1}>
      <Header title={title} all={unit.members.length} several={several} />
      <Selected summary={summary} picture={picture} several={several} view={unit.view} />
      <Section title={details.fleet.sessions(unit.members.length)}>
        <TimeLeft members={unit.members} picture={picture} standings={standingsIn(summary, picture)} />
      </Section>
    </aside>
  );
}

interface HeaderProps {
  readonly title: string;
  readonly all: number;
  readonly several: readonly string[];
}

function Header({ title, all, several }: HeaderProps) {
  return (
    <header className="inspector-header">
      <div className="inspector-title">
        <h2>{title}</h2>
        <p role="status">{details.fleet.of(several.length, all)}</p>
      </div>
      <DeselectButton />
    </header>
  );
}

interface SelectedProps extends FleetInspectorProps {
  readonly picture: Picture;
  readonly view: KindView | undefined;
}

function Selected({ summary, picture, several, view }: SelectedProps) {
  const standings = standingsIn(summary, picture);
  const nodes = new Map(picture.nodes.map((node) => [node.name, node]));
  const counts = countsOf(several.map((name) => standings.get(name) ?? 'waiting'));
  const listed = byUrgency(several, standings).slice(0, LISTED);
  return (
    <>
      <p className="fleet-tally">
        {STANDINGS.filter((one) => counts[one] > 0)
          .map((one) => details.fleet.count[one](counts[one]))
          .join(' · ')}
      </p>
      <ul className="fleet-list">
        {listed.map((name) => {
          const node = nodes.get(name);
          return node === undefined ? undefined : (
            <Row
              key={name}
              node={node}
              standing={standings.get(name) ?? 'waiting'}
              now={picture.time}
              view={view}
            />
          );
        })}
      </ul>
      {several.length > listed.length ? (
        <p className="fleet-rest">{details.fleet.rest(several.length - listed.length)}</p>
      ) : undefined}
    </>
  );
}

const LOOKS: Readonly<Record<Standing, Look>> = {
  healthy: 'plain',
  waiting: 'waiting',
  removed: 'removed',
  suspected: 'suspected',
  expired: 'down',
  down: 'down',
};

interface RowProps {
  readonly node: NodePicture;
  readonly standing: Standing;
  readonly now: number;
  readonly view: KindView | undefined;
}

function Row({ node, standing, now, view }: RowProps) {
  const session = useSession();
  const { facts } = nodeText(node, now);
  const { ring } = node;
  return (
    <li>
      <button type="button" className="fleet-row" onClick={() => session.select(node.name)}>
        <svg width="36" height="36" viewBox="-20 -20 40 40" aria-hidden="true" focusable="false">
          {view === undefined ? undefined : (
            <NodeGlyph shape={view.glyph} look={LOOKS[standing]} ordinal={undefined} />
          )}
        </svg>
        <span className="fleet-row-name">{node.name}</span>
        <span className="fleet-row-fact">
          {ring === undefined
            ? (facts[0] ?? '')
            : details.fleet.left(tenths(Math.max(0, ring.firesAt - now)))}
        </span>
        <span className={`fleet-row-standing fleet-count-${standing}`}>
          {details.fleet.standings[standing]}
        </span>
        <span className="fleet-row-fact">{ring === undefined ? (facts[1] ?? '') : (facts[0] ?? '')}</span>
      </button>
    </li>
  );
}
