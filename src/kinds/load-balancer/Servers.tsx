import { useState } from 'react';
import { Section } from '../../ui/Detail.tsx';
import { count, duration } from '../../ui/format.ts';
import { words } from '../../words/index.ts';
import { type HealthCheck, nextServer, NOT_CHECKED, PASSED, standingOf } from './checks.ts';
import './load-balancer.css';
import type { LoadBalancerConfig, LoadBalancerState, ServerHealth } from './state.ts';
import { TargetChart } from './TargetChart.tsx';

interface ServersProps {
  readonly state: LoadBalancerState;
  readonly before: LoadBalancerState | undefined;
  /** The last checks of each server, the earliest first; undefined until they are known. */
  readonly past: unknown;
  readonly now: number;
}

const text = words.kinds.loadBalancer;

/** How the load balancer finds its servers: what it thinks of each, by which checks, and what each has to do. */
export function Servers({ state, before, past, now }: ServersProps) {
  const { servers, config } = state;
  const [chosen, choose] = useState<string>();
  const next = servers[nextServer(servers, state.turn, config) ?? -1]?.name;
  const checks = ((past ?? []) as readonly HealthCheck[]).filter(({ time }) => time <= now);
  const checksOf = (name: string) => checks.filter(({ server }) => server === name);
  const changeOf = (name: string) => checksOf(name).findLast((check) => check.before !== check.after);
  // The worst off; of several the one that changed last.
  const [worst] = [...servers].sort(
    (a, b) => a.health - b.health || (changeOf(b.name)?.time ?? 0) - (changeOf(a.name)?.time ?? 0),
  );
  const shown = servers.find(({ name }) => name === chosen) ?? worst;
  return (
    <Section title={text.servers} aside={next === undefined ? text.nobodyNext : text.nextIs(next)}>
      <ul className="servers">
        {servers.map((server, index) => (
          <ServerRow
            key={server.name}
            server={server}
            was={before?.servers[index]}
            config={config}
            checks={checksOf(server.name)}
            inFlight={state.passed.filter((request) => request.server === index).length}
            next={server.name === next}
            pressed={server === shown}
            now={now}
            onChoose={() => choose(server.name)}
          />
        ))}
      </ul>
      {shown === undefined ? undefined : (
        <TargetChart
          server={shown.name}
          standing={standingOf(shown, config)}
          arrival={changeOf(shown.name)}
          config={config}
        />
      )}
    </Section>
  );
}

interface ServerRowProps {
  readonly server: ServerHealth;
  readonly was: ServerHealth | undefined;
  readonly config: LoadBalancerConfig;
  readonly checks: readonly HealthCheck[];
  readonly inFlight: number;
  readonly next: boolean;
  /** Its states are the ones that are shown. */
  readonly pressed: boolean;
  readonly now: number;
  readonly onChoose: () => void;
}

function ServerRow(props: ServerRowProps) {
  const { server, was, config, checks, inFlight, next, pressed, now, onChoose } = props;
  const is = standing(server, config);
  const earlier = was === undefined ? is : standing(was, config);
  const up = server.health >= config.rise;
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
          {server.lastCheck === NOT_CHECKED
            ? text.unchecked
            : last === undefined
              ? server.lastCheck
              : text.lastCheck(last.result, duration(now - last.time))}
          {' · '}
          {text.inFlight(count(inFlight))}
        </span>
      </div>
    </li>
  );
}

/** In HAProxy's words, which count the checks that have failed while up and those that have passed while down. */
function standing(server: ServerHealth, config: LoadBalancerConfig): string {
  const { rise, fall } = config;
  switch (standingOf(server, config)) {
    case 'up':
      return text.up;
    case 'going-down':
      return text.goingDown(rise + fall - 1 - server.health, fall);
    case 'going-up':
      return text.goingUp(server.health, rise);
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
