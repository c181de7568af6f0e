import { Suspense } from 'react';
import type { MilestoneView, RunSummary } from '../../analysis/outline.ts';
import type { NodePicture } from '../../analysis/picture.ts';
import { kindViews } from '../../kinds/views.ts';
import type { DetailProps, KindView } from '../../ui/kind-view.ts';
import { StateDetail } from '../../ui/StateDetail.tsx';
import { Section } from '../../ui/Detail.tsx';
import { LabelContext } from '../../ui/Label.tsx';
import { clock } from '../../ui/format.ts';
import { Button } from '../../ui/Button.tsx';
import { lazy } from '../../ui/lazy.tsx';
import { words } from '../../words/index.ts';
import { termLabel } from '../glossary/Term.tsx';
import { useCursor, useRun, useSession } from '../session.ts';
import { NodeGlyph } from '../stage/NodeGlyph.tsx';
import { nodeText } from '../stage/node-words.ts';
import { roleCause } from '../role-cause.ts';
import { DeselectButton } from './DeselectButton.tsx';
import { LastRequests } from './LastRequests.tsx';
import { NodeChart } from './NodeChart.tsx';
import { NodeControls, WithoutControls } from './NodeControls.tsx';
import { NodeEvents } from './NodeEvents.tsx';
import { ParametersSection } from './ParametersSection.tsx';
import { Timers } from './Timers.tsx';
import { WithPast } from './WithPast.tsx';

const ReplicaLag = lazy('inspector', async () => (await import('./ReplicaLag.tsx')).ReplicaLag);

interface NodeInspectorProps {
  readonly outline: RunSummary['nodes'][number];
  readonly alone: boolean;
}

/** One node at the cursor: what it is, what it knows, what it waits for. Loaded when a node is first selected. */
export function NodeInspector({ outline, alone }: NodeInspectorProps) {
  const node = useCursor((state) => state.picture?.nodes.find((one) => one.name === outline.name));
  const detail = useCursor((state) => state.picture?.detail);
  const now = useCursor((state) => state.picture?.time) ?? 0;
  const milestones = useRun((state) => state.summary?.milestones);
  const lag = useRun((state) => state.summary?.replication.find(({ replica }) => replica === outline.name));
  const view = kindViews.find((one) => one.kind === outline.kind);
  const Detail = view?.Detail ?? PlainDetail;
  const mine = detail?.name === outline.name ? detail : undefined;
  return (
    <aside className="inspector" id="inspector" aria-label={words.inspector.name(outline.name)} tabIndex={-1}>
      {node === undefined ? undefined : (
        <>
          <Header node={node} view={view} now={now} ordinal={alone ? undefined : outline.index} />
          <WithoutControls node={node} />
          {view?.statechart === undefined ? undefined : (
            <NodeChart chart={view.statechart} node={node} state={mine?.state} now={now} />
          )}
        </>
      )}
      {node === undefined || node.conditions.length === 0 ? undefined : (
        <p className="inspector-conditions">
          {words.inspector.conditions(node.conditions.map((one) => words.inspector.condition[one] ?? one))}
        </p>
      )}
      {mine === undefined ? undefined : (
        <div className="inspector-body">
          <LabelContext value={termLabel}>
            {mine.state === undefined ? (
              <Section title={words.inspector.state}>
                <p className="detail-note">{words.inspector.noState}</p>
              </Section>
            ) : (
              <WithPast past={view?.past} node={outline.name} timers={mine.timers} now={now}>
                {(past) => (
                  <Suspense>
                    <Detail
                      name={outline.name}
                      state={mine.state}
                      before={mine.before}
                      lately={mine.lately}
                      peers={mine.peers}
                      past={past}
                      now={now}
                      notedAt={notedAt(milestones, now)}
                    />
                  </Suspense>
                )}
              </WithPast>
            )}
            {lag === undefined ? undefined : (
              <Suspense>
                <ReplicaLag lag={lag} now={now} />
              </Suspense>
            )}
            {view?.past === 'balancing' ? <LastRequests node={outline.name} /> : undefined}
            <ParametersSection node={outline.name} />
            <NodeEvents node={outline.name} />
            <Timers timers={mine.timers} now={now} />
          </LabelContext>
        </div>
      )}
    </aside>
  );
}

/** When a milestone of a type last named a node or path, up to `now`. */
function notedAt(milestones: readonly MilestoneView[] | undefined, now: number) {
  return (type: string, about: string): number | undefined =>
    milestones?.findLast(
      (one) => one.time <= now && one.type === type && (one.node === about || one.data.path === about),
    )?.time;
}

/** Of a kind without a view of its own. */
function PlainDetail({ state }: DetailProps) {
  return <StateDetail state={state} words={words.inspector} />;
}

interface HeaderProps {
  readonly node: NodePicture;
  readonly view: KindView | undefined;
  readonly now: number;
  readonly ordinal: number | undefined;
}

function Header({ node, view, now, ordinal }: HeaderProps) {
  const session = useSession();
  const since = useRun((state) => roleSince(state.summary?.lanes, node, now));
  const milestones = useRun((state) => state.summary?.milestones);
  const cause = milestones === undefined ? undefined : roleCause(milestones, node.name, now);
  const text = nodeText(node, now);
  const role = text.role === '' ? (view?.noun ?? '') : text.role;
  return (
    <header className="inspector-header">
      <svg width="40" height="40" viewBox="-20 -20 40 40" aria-hidden="true" focusable="false">
        {view === undefined ? undefined : <NodeGlyph shape={view.glyph} look={text.look} ordinal={ordinal} />}
      </svg>
      <div className="inspector-title">
        <h2>
          {node.name}{' '}
          <span className={`inspector-role inspector-role-${text.trouble ? 'trouble' : text.look}`}>
            {role}
          </span>
        </h2>
        <p>
          <span className="mono">{words.inspector.since(clock(since))}</span>
          {cause === undefined ? undefined : (
            <Button
              className="why-quiet"
              label={words.inspector.whyRole(node.name, role)}
              text={words.inspector.why}
              onClick={() => session.why(cause)}
            />
          )}
        </p>
      </div>
      <NodeControls node={node} />
      <DeselectButton />
    </header>
  );
}

/** Since when it is what it is: its role where it runs, else its status. */
function roleSince(lanes: RunSummary['lanes'] | undefined, node: NodePicture, now: number): number {
  const bands = lanes?.find((lane) => lane.node === node.name)?.bands;
  return bands?.findLast((band) => band.from <= now)?.from ?? node.since;
}
