import { useMemo } from 'react';
import type { Band, MilestoneView } from '../../analysis/outline.ts';
import type { NodePicture } from '../../analysis/picture.ts';
import { clock } from '../../ui/format.ts';
import type { Statechart as Chart } from '../../ui/kind-view.ts';
import { Phases, Statechart } from '../../ui/Statechart.tsx';
import { words } from '../../words/index.ts';
import { useRun } from '../session.ts';
import { arrivalAt } from './journey.ts';

interface NodeChartProps {
  readonly chart: Chart;
  readonly node: NodePicture;
  readonly state: unknown;
  readonly now: number;
}

const NO_BANDS: readonly Band[] = [];
const NO_MILESTONES: readonly MilestoneView[] = [];

/** The states of a node's kind, with the one that it is in and how it came there. */
export function NodeChart({ chart, node, state, now }: NodeChartProps) {
  const milestones = useRun((run) => run.summary?.milestones) ?? NO_MILESTONES;
  const bands =
    useRun((run) => run.summary?.lanes.find((lane) => lane.node === node.name)?.bands) ?? NO_BANDS;
  const outside = node.status === 'running' ? undefined : words.node[node.status];
  const active = outside === undefined ? chart.of(node.face.role, state) : undefined;
  const arrival = useMemo(
    () => (active === undefined ? undefined : arrivalAt(chart, active, bands, milestones, node.name, now)),
    [chart, active, bands, milestones, node.name, now],
  );
  if (active === undefined && outside === undefined) return undefined;
  const word = outside === undefined ? chart.wordFor?.(state) : undefined;
  const label = (id: string | undefined) =>
    capital((id === active ? word : undefined) ?? chart.states.find((one) => one.id === id)?.label ?? '');
  const taken = arrival?.transition;
  const since = clock(arrival?.time ?? node.since);
  const name =
    taken === undefined
      ? words.inspector.is(outside === undefined ? label(active) : capital(outside), since)
      : words.inspector.came(label(active), label(taken.from), taken.label, since);
  return (
    <>
      <Statechart
        chart={chart}
        active={active}
        from={taken?.from}
        outside={outside}
        word={word}
        name={name}
      />
      {chart.phases === undefined || outside !== undefined ? undefined : (
        <Phases phases={chart.phases} state={state} />
      )}
    </>
  );
}

function capital(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
