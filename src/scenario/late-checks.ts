/** Health checks that a load balancer hardly makes, because Envoy waits long for a first request. */
import { formatDuration } from '../lib/quantities.ts';
import { type Duration, MINUTE, SECOND, type SimTime } from '../lib/units.ts';
import type { Declaration } from './names.ts';
import { type Position, warn } from './problem.ts';
import type { Context } from './references.ts';
import type { OptionValue, ScenarioNode } from './scenario.ts';

/** Envoy's own (`no_traffic_interval`, `interval` of the preset). */
const NO_TRAFFIC_INTERVAL: Duration = MINUTE;
const INTERVAL: Duration = 2 * SECOND;

/**
 * Until its first request comes Envoy leaves `noTrafficInterval` between two checks of a server, and a pause that has
 * begun is not cut short. Warns where most servers are not checked for most of the time in which requests come.
 */
export function warnOfLateChecks(context: Context, nodes: readonly ScenarioNode[]): void {
  const { names, report, end } = context;
  const told = new Set<string>();
  for (const node of nodes) {
    const pause = pauseOf(node);
    const declaration = names.byName.get(node.name);
    if (pause === undefined || declaration === undefined || told.has(declaration.name)) continue;
    const request = firstRequest(nodes, declaration);
    // First checks are spread over an interval: by the middle of it half of the servers wait.
    if (node.start + intervalOf(node) / 2 >= request) continue;
    const again = node.start + pause;
    if (Math.min(again, end) - request <= (end - request) / 2) continue;
    told.add(declaration.name);
    const begun = `${declaration.name} begins its checks before requests come`;
    const wait = `Envoy then waits noTrafficInterval (${formatDuration(pause)}) for the next one`;
    const when = again < end ? `not before ${formatDuration(again)}` : `not before the end`;
    const mended = `noTrafficInterval: ${formatDuration(intervalOf(node))}`;
    warn(report, positionOf(declaration), `${begun}; ${wait}, ${when}; ${mended} keeps them regular`, mended);
  }
}

/** How long a load balancer that waits so waits; undefined if it does not, or makes no checks. */
function pauseOf({ kind, later, options }: ScenarioNode): Duration | undefined {
  if (kind !== 'load-balancer' || later === true) return undefined;
  const { type, noTrafficInterval } = fieldsOf(options.check);
  if (type === 'none') return undefined;
  if (typeof noTrafficInterval === 'number') return noTrafficInterval;
  return options.preset === 'envoy' ? NO_TRAFFIC_INTERVAL : undefined;
}

function intervalOf({ options }: ScenarioNode): Duration {
  const { interval } = fieldsOf(options.check);
  return typeof interval === 'number' ? interval : INTERVAL;
}

/** When the first of those that send to it starts; never if nobody does. */
function firstRequest(nodes: readonly ScenarioNode[], { name, members }: Declaration): SimTime {
  const own = [name, ...members];
  const starts = nodes
    .filter(({ later, options }) => later !== true && namesIn(options).some((target) => own.includes(target)))
    .map(({ start }) => start);
  return Math.min(...starts);
}

/** Whom a node sends to. */
function namesIn({ target, targets }: ScenarioNode['options']): readonly string[] {
  const all = [target, ...(Array.isArray(targets) ? (targets as readonly OptionValue[]) : [targets])];
  return all.filter((one) => typeof one === 'string');
}

function fieldsOf(value: OptionValue): Readonly<Record<string, OptionValue>> {
  return typeof value === 'object' && !Array.isArray(value)
    ? (value as Readonly<Record<string, OptionValue>>)
    : {};
}

function positionOf({ record, at }: Declaration): Position {
  const check = record.entries.get('check')?.value;
  const written = check?.type === 'record' ? check.entries.get('noTrafficInterval') : undefined;
  return written?.value ?? record.entries.get('preset')?.value ?? check ?? at;
}
