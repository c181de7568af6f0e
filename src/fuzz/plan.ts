import { stringify } from 'yaml';
import type { Fault } from '../kernel/fault.ts';
import { formatDuration, formatRate } from '../lib/quantities.ts';
import type { Duration } from '../lib/units.ts';
import type { LinkQuality } from '../kernel/world.ts';
import { writeFault, type Written } from '../scenario/write.ts';

/** A system and what befalls it, small enough to be drawn, shrunk and written as a scenario. */
export interface Plan {
  readonly seed: number;
  /** Faults end before this; then the system has until `duration` to recover. */
  readonly calmFrom: Duration;
  readonly duration: Duration;
  readonly servers: number;
  /** Options of the servers other than the defaults. */
  readonly options: Readonly<Record<string, Written>>;
  readonly network: LinkQuality;
  readonly clients: readonly ClientPlan[];
  /** What else there is, as the format writes it. */
  readonly groups: Readonly<Record<string, Written>>;
  readonly faults: readonly PlannedFault[];
}

export interface ClientPlan {
  readonly name: string;
  readonly sessionTimeout: Duration;
  /** Operations per second. */
  readonly rate: number;
}

/** A fault that ends, with the kind of trouble that it was drawn as. */
export interface PlannedFault {
  readonly trouble: Trouble;
  readonly fault: Fault & { readonly for: Duration };
}

/** The kinds of trouble; each run has some of them. */
export const TROUBLES = [
  'crash', 'unplug', 'pause', 'isolate', 'cut', 'partition', 'degrade', 'slow-disk', 'restart-storm', 'leader-fault',
  'handover', 'client-fault', 'primary-fault',
] as const; // prettier-ignore
export type Trouble = (typeof TROUBLES)[number];

export const ENSEMBLE = 'zk';
export const DATABASES = 'db';

export function serverNames(plan: Pick<Plan, 'servers'>): readonly string[] {
  return instances(ENSEMBLE, plan.servers);
}

/** The instances of a group. */
export function instances(group: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${group}-${String(index + 1)}`);
}

/** The plan as a scenario file that runs the same; `claim` is what it expects, as the format writes it. */
export function scenarioText(plan: Plan, title: string, claim?: string): string {
  const { latency, jitter } = plan.network;
  const clients = plan.clients.map(({ name, sessionTimeout, rate }) => [
    name,
    {
      kind: 'zookeeper-client',
      through: ENSEMBLE,
      sessionTimeout: formatDuration(sessionTimeout),
      rate: formatRate(rate),
    },
  ]);
  const sections: readonly (readonly [string, readonly string[]])[] = [
    ['nodes', lines({ [ENSEMBLE]: { kind: 'zookeeper', count: plan.servers, ...plan.options } })],
    ['', lines(Object.fromEntries(clients) as Record<string, Written>)],
    ['', lines(plan.groups)],
    ['network', lines({ default: { latency: formatDuration(latency), jitter: formatDuration(jitter) } })],
    ['faults', plan.faults.map(({ fault }) => `- ${flow(writeFault(fault))}`)],
    ['expect', claim === undefined ? [] : [`- { ${claim} }`]],
  ];
  const header = [
    'ensemble: 1',
    `title: ${title}`,
    `seed: ${String(plan.seed)}`,
    `duration: ${formatDuration(plan.duration)}`,
  ];
  const body = sections.flatMap(([name, content]) =>
    content.length === 0 ? [] : [...(name === '' ? [] : [`${name}:`]), ...content.map((line) => `  ${line}`)],
  );
  return [...header, ...body, ''].join('\n');
}

function lines(record: Readonly<Record<string, Written>>): readonly string[] {
  return Object.entries(record).map(([key, value]) => `${key}: ${flow(value)}`);
}

function flow(value: unknown): string {
  return stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trim();
}
