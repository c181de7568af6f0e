import { useMemo, useState } from 'react';
import { sizeOf } from '../../lib/sorted-map.ts';
import { Section } from '../../ui/Detail.tsx';
import { count, duration } from '../../ui/format.ts';
import { details } from '../../words/details.ts';
import { words } from '../../words/index.ts';
import { type HealthCheck, isInPool, standingOf } from './checks.ts';
import type { LoadBalancerConfig } from './config.ts';
import { checkOf } from './health/policy.ts';
import { type Load, loadOf } from './loads.ts';
import { nextServer, shownWeight } from './inspection.ts';
import './load-balancer.css';
import { type LoadBalancerState, NOT_CHECKED, PASSED, type ServerState } from './state.ts';
import { isGivenUp } from './pool.ts';
import { TargetChart } from './TargetChart.tsx';

interface ServersProps {
  readonly state: LoadBalancerState;
  readonly before: LoadBalancerState | undefined;
  /** The last checks of each server, the earliest first. */
  readonly checks: readonly HealthCheck[];
  readonly now: number;
}

const text = details.kinds.loadBalancer;
/** Of more servers than these, those that are simply up are folded. */
const FEW = 12;
const NO_CHECKS: readonly HealthCheck[] = [];

/** The checks of each server up to a time. */
function byServer(checks: readonly HealthCheck[], now: number): ReadonlyMap<string, readonly HealthCheck[]> {
  const found = new Map<string, HealthCheck[]>();
  for (const check of checks) {
    if (check.time > now) continue;
    const known = found.get(check.server);
    if (known === undefined) found.set(check.server, [check]);
    else known.push(check);
  }
  return found;
}

/** How the load balancer finds its servers: what it thinks of each, by which checks, and what each has to do. */
export function Servers({ state, before, checks: past, now }: ServersProps) {
  const { servers, config } = state;
  const [chosen, choose] = useState<string>();
  const [othersOpen, openOthers] = useState(false);
  const next = nextServer(state, now)?.name;
  const nobody = !servers.some((server) => isInPool(server, config, now));
  const checks = useMemo(() => byServer(past, now), [past, now]);
  const checksOf = (name: string) => checks.get(name) ?? NO_CHECKS;
  const changeOf = (name: string) => checksOf(name).findLast((check) => check.before !== check.after);
  // The worst off; of several the one that changed last.
  const [worst] = [...servers].sort(
    (a, b) =>
      a.health.check.health - b.health.check.health ||
      (changeOf(b.name)?.time ?? 0) - (changeOf(a.name)?.time ?? 0),
  );
  const shown = servers.find(({ name }) => name === chosen) ?? worst;
  const isTold = (server: ServerState) =>
    servers.length <= FEW ||
    server === shown ||
    server.name === next ||
    standing(server, config, now) !== text.up;
  const told = servers.filter(isTold);
  const others = servers.filter((server) => !isTold(server));
  const row = (server: ServerState) => (
    <ServerRow
      key={server.name}
      server={server}
      was={before?.servers[server.index]}
      config={config}
      checks={checksOf(server.name)}
      load={loadOf(state.loads, server.index)}
      weight={shownWeight(state, server.index)}
      next={server.name === next}
      pressed={server === shown}
      now={now}
      onChoose={() => choose(server.name)}
    />
  );
  return (
    <Section
      title={text.servers}
      aside={nobody ? text.nobodyNext : next === undefined ? undefined : text.nextIs(next)}
    >
      <ul className="servers">{told.map(row)}</ul>
      {others.length === 0 ? undefined : (
        <details className="servers-others" onToggle={(event) => openOthers(event.currentTarget.open)}>
          <summary>{text.others(count(others.length))}</summary>
          <ul className="servers">{othersOpen ? others.map(row) : undefined}</ul>
        </details>
      )}
      {shown === undefined ? undefined : (
        <TargetChart
          server={shown.name}
          standing={standingOf(shown, config)}
          arrival={changeOf(shown.name)}
          check={checkOf(config, shown.index)}
        />
      )}
    </Section>
  );
}

interface ServerRowProps {
  readonly server: ServerState;
  readonly was: ServerState | undefined;
  readonly config: LoadBalancerConfig;
  readonly checks: readonly HealthCheck[];
  readonly load: Load;
  readonly weight: number;
  readonly next: boolean;
  /** Its states are the ones that are shown. */
  readonly pressed: boolean;
  readonly now: number;
  readonly onChoose: () => void;
}

function ServerRow(props: ServerRowProps) {
  const { server, was, config, checks, load, weight, next, pressed, now, onChoose } = props;
  const is = standing(server, config, now);
  const earlier = was === undefined ? is : standing(was, config, now);
  const up = isInPool(server, config, now);
  const lastResult = server.health.check.last;
  const waiting = sizeOf(load.queue);
  const last = checks.at(-1);
  return (
    <li className={`server${pressed ? ' server-shown' : ''}${earlier === is ? '' : ' fact-changed'}`}>
      <div className="server-line">
        <button
          type="button"
          className="server-name"
          aria-pressed={pressed}
          aria-label={text.choose(server.name, is)}
          onClick={onChoose}
        >
          {server.name}
        </button>
        {next ? <span className="server-next">{text.next}</span> : undefined}
        <span className={`server-standing ${up ? 'detail-good' : 'detail-bad'}`}>
          {is}
          {earlier === is ? undefined : <span className="fact-was"> {words.inspector.was(earlier)}</span>}
        </span>
      </div>
      <div className="server-line">
        <CheckMarks checks={checks} />
        <span className="server-last">
          {lastResult === NOT_CHECKED
            ? text.unchecked
            : last === undefined
              ? lastResult
              : text.lastCheck(last.result, duration(now - last.time))}
          {' · '}
          {text.inFlight(count(load.served))}
          {waiting === 0 ? undefined : ` · ${text.waiting(count(waiting))}`}
          {weight === 1 ? undefined : ` · ${text.weight(count(weight))}`}
        </span>
      </div>
    </li>
  );
}

/** In HAProxy's words, which count the checks that have failed while up and those that have passed while down. */
function standing(server: ServerState, config: LoadBalancerConfig, now: number): string {
  const { rise, fall } = checkOf(config, server.index);
  const { administration, ejectedUntil, check } = server.health;
  if (administration === 'absent') return text.absent;
  if (administration !== 'ready') return administration === 'drain' ? text.drained : text.maintained;
  if (ejectedUntil !== undefined) return text.ejected;
  if (isGivenUp(server, config, now)) return text.givenUp;
  switch (standingOf(server, config)) {
    case 'up':
      return text.up;
    case 'going-down':
      return text.goingDown(check.health - rise + 1, fall);
    case 'going-up':
      return text.goingUp(check.health, rise);
    case 'down':
      return text.down;
  }
}

/** How many checks are shown, and how far apart. */
const SHOWN = 10;
const STEP = 9;

/** Ticks and crosses in order. */
function CheckMarks({ checks }: { readonly checks: readonly HealthCheck[] }) {
  const runs: [number, string][] = [];
  const shown = checks.slice(-SHOWN);
  for (const { result } of shown) {
    const run = runs.at(-1);
    if (run?.[1] === result) run[0]++;
    else runs.push([1, result]);
  }
  return (
    <svg
      className="check-marks"
      width={SHOWN * STEP}
      height="12"
      role="img"
      aria-label={shown.length === 0 ? text.noChecks : text.checks(shown.length, runs)}
    >
      {shown.map(({ id, result }, index) => (
        <path
          key={id}
          className={result === PASSED ? 'check-passed' : 'check-failed'}
          d={result === PASSED ? 'M1 7L3 9L7 3' : 'M1 3L7 9M7 3L1 9'}
          transform={`translate(${index * STEP} 0)`}
        />
      ))}
    </svg>
  );
}
