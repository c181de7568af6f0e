import { Suspense, useEffect } from 'react';
import { lazy } from '../../ui/lazy.tsx';
import type { RunSummary } from '../../analysis/outline.ts';
import { words } from '../../words/index.ts';
import { useRun, useSelection, useSession } from '../session.ts';
import './inspector.css';
import { Overview } from './Overview.tsx';

const AnswerPanel = lazy(
  'answer',
  async () => (await import('../why/AnswerPanel.tsx')).AnswerPanel,
  Unanswered,
);

/** What lay below the answer; the question can be asked again. */
function Unanswered() {
  const session = useSession();
  useEffect(() => session.show(undefined), [session]);
  return <Pending />;
}

const MessageInspector = lazy(
  'inspector',
  async () => (await import('../space-time/MessageInspector.tsx')).MessageInspector,
);

const NodeInspector = lazy('inspector', async () => (await import('./NodeInspector.tsx')).NodeInspector);

const FleetInspector = lazy(
  'inspector',
  async () => (await import('../fleet/FleetInspector.tsx')).FleetInspector,
);

/** At the right: why something came about, or else the selected node, or else the run as a whole. */
export function Inspector() {
  const panel = useSelection((state) => state.panel);
  const selected = useSelection((state) => state.node);
  const several = useSelection((state) => state.several);
  const message = useSelection((state) => state.message);
  const summary = useRun((state) => state.summary);
  const outline = summary?.nodes.find((node) => node.name === selected);
  if (panel !== undefined) {
    return (
      <Suspense fallback={<Pending />}>
        <AnswerPanel panel={panel} />
      </Suspense>
    );
  }
  if (message !== undefined) {
    return (
      <Suspense fallback={<Pending />}>
        <MessageInspector key={message} id={message} />
      </Suspense>
    );
  }
  if (several.length > 0 && summary !== undefined) {
    return (
      <Suspense fallback={<Pending />}>
        <FleetInspector summary={summary} several={several} />
      </Suspense>
    );
  }
  if (outline === undefined || summary === undefined) return <RunInspector summary={summary} />;
  return (
    <Suspense fallback={<Pending />}>
      <NodeInspector outline={outline} alone={isAlone(summary, outline.group)} />
    </Suspense>
  );
}

/** Its place, which skip links lead to, while what it shows is loaded. */
function Pending() {
  return (
    <aside className="inspector" id="inspector" aria-label={words.inspector.empty} aria-busy tabIndex={-1} />
  );
}

function isAlone(summary: RunSummary, group: string): boolean {
  return summary.nodes.filter((node) => node.group === group).length === 1;
}

function RunInspector({ summary }: { readonly summary: RunSummary | undefined }) {
  return (
    <aside className="inspector" id="inspector" aria-label={words.inspector.empty} tabIndex={-1}>
      <p className="inspector-hint">{words.inspector.hint}</p>
      {summary === undefined ? undefined : <Overview summary={summary} />}
    </aside>
  );
}
