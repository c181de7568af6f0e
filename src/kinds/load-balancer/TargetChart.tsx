import { clock } from '../../ui/format.ts';
import type { ChartTransition, Statechart as Chart } from '../../ui/kind-view.ts';
import { Statechart } from '../../ui/Statechart.tsx';
import { details } from '../../words/details.ts';
import { words } from '../../words/index.ts';
import type { HealthCheck, Standing } from './checks.ts';
import type { ActiveCheck } from './config.ts';

const text = details.kinds.loadBalancer.chart;

const LABELS: Readonly<Record<Standing, string>> = {
  up: text.up,
  'going-down': text.goingDown,
  down: text.down,
  'going-up': text.goingUp,
};

interface TargetChartProps {
  readonly server: string;
  readonly standing: Standing;
  /** The check that made it what it is, where it is known. */
  readonly arrival: HealthCheck | undefined;
  readonly check: ActiveCheck;
}

/** What a load balancer thinks of one server, and which check led there. */
export function TargetChart({ server, standing, arrival, check }: TargetChartProps) {
  const chart = chartOf(check);
  const is = LABELS[standing].toUpperCase();
  const name =
    arrival === undefined
      ? is
      : words.inspector.came(
          is,
          LABELS[arrival.before].toUpperCase(),
          text.check(arrival.result),
          clock(arrival.time),
        );
  return (
    <Statechart
      chart={chart}
      active={standing}
      from={arrival?.before}
      outside={undefined}
      name={text.of(server, name)}
    />
  );
}

/** With a fall or rise of one check there is nothing between up and down that way. */
function chartOf({ fall, rise }: ActiveCheck): Chart {
  const falling: readonly ChartTransition[] = [
    { from: 'up', to: 'going-down', label: text.fails, path: 'M58 14C90 6 140 6 177 13', at: [118, 12] },
    { from: 'going-down', to: 'up', label: text.passes, path: 'M177 27C140 35 90 35 58 26', at: [118, 37] },
    { from: 'going-down', to: 'down', label: text.failed(fall), path: 'M226 33V86', at: [226, 64] },
  ];
  const rising: readonly ChartTransition[] = [
    { from: 'down', to: 'going-up', label: text.passes, path: 'M200 107C170 115 126 115 92 107', at: [146, 117] },
    { from: 'going-up', to: 'down', label: text.fails, path: 'M92 93C126 85 170 85 200 93', at: [146, 92] },
    { from: 'going-up', to: 'up', label: text.passed(rise), path: 'M40 87V34', at: [40, 64] },
  ]; // prettier-ignore
  const straightDown: ChartTransition = {
    from: 'up', to: 'down', label: text.fails, path: 'M59 24C120 30 180 50 212 86', at: [176, 44],
  }; // prettier-ignore
  const straightUp: ChartTransition = {
    from: 'down', to: 'up', label: text.passes, path: 'M200 102C120 96 70 76 48 34', at: [92, 88],
  }; // prettier-ignore
  return {
    height: 124,
    states: [
      { id: 'up', label: text.up, x: 40, y: 20 },
      ...(fall > 1 ? [{ id: 'going-down', label: text.goingDown, x: 226, y: 20 }] : []),
      { id: 'down', label: text.down, x: 226, y: 100 },
      ...(rise > 1 ? [{ id: 'going-up', label: text.goingUp, x: 48, y: 100 }] : []),
    ],
    transitions: [...(fall > 1 ? falling : [straightDown]), ...(rise > 1 ? rising : [straightUp])],
    of: (role) => role,
  };
}
