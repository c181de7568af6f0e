import { SECOND } from '../lib/units.ts';
import { type Plan, type PlannedFault, serverNames } from './plan.ts';
import type { Trial } from './trial.ts';

/** Runs that shrinking one failure may take. */
const ATTEMPTS_MAX = 300;

/** The smallest plan found that fails in the same way. */
export function shrink(failed: Trial, attempt: (plan: Plan) => Trial): Trial {
  let best = failed;
  let attempts = 0;
  for (let smaller: Trial | undefined = best; smaller !== undefined;) {
    best = smaller;
    smaller = undefined;
    for (const plan of simplerPlans(best.plan)) {
      if (attempts++ >= ATTEMPTS_MAX) return best;
      const trial = attempt(plan);
      if (trial.failure?.name !== failed.failure?.name) continue;
      smaller = trial;
      break;
    }
  }
  return best;
}

/** Plans that are one step simpler, the boldest steps first (delta debugging). */
function* simplerPlans(plan: Plan): Generator<Plan> {
  const { faults, clients } = plan;
  for (let size = faults.length; size >= 1; size = Math.floor(size / 2)) {
    for (let start = 0; start < faults.length; start += size) {
      yield { ...plan, faults: [...faults.slice(0, start), ...faults.slice(start + size)] };
    }
  }
  if (clients.length > 1) {
    for (const { name } of clients) yield withoutClient(plan, name);
  }
  if (plan.servers > 3) yield withFewerServers(plan);
  for (const name of Object.keys(plan.options)) {
    if (name !== 'tickTime') yield withoutOption(plan, name);
  }
  if (plan.network.jitter > 0) yield { ...plan, network: { ...plan.network, jitter: 0 } };
  for (const [index, fault] of faults.entries()) {
    for (const simpler of simplerFaults(fault)) yield { ...plan, faults: faults.with(index, simpler) };
  }
}

function withoutClient(plan: Plan, client: string): Plan {
  const clients = plan.clients.filter(({ name }) => name !== client);
  return { ...plan, clients, faults: plan.faults.filter(({ fault }) => !namesIn(fault).has(client)) };
}

function withFewerServers(plan: Plan): Plan {
  const servers = plan.servers - 2;
  const left = new Set(serverNames({ servers }));
  const gone = serverNames(plan).filter((name) => !left.has(name));
  const faults = plan.faults.filter(({ fault }) => !gone.some((name) => namesIn(fault).has(name)));
  return { ...plan, servers, faults };
}

function withoutOption(plan: Plan, option: string): Plan {
  const options = Object.entries(plan.options).filter(([name]) => name !== option);
  return { ...plan, options: Object.fromEntries(options) };
}

/** The same fault at rounder times. */
function simplerFaults({ trouble, fault }: PlannedFault): readonly PlannedFault[] {
  return [SECOND, SECOND / 10]
    .map((unit) => ({
      ...fault,
      at: Math.round(fault.at / unit) * unit,
      for: Math.max(unit, Math.round(fault.for / unit) * unit),
    }))
    .filter((rounder) => cost(rounder) < cost(fault))
    .map((rounder) => ({ trouble, fault: rounder }));
}

/** Digits in its times. */
function cost(fault: PlannedFault['fault']): number {
  return `${String(fault.at / SECOND)}${String(fault.for / SECOND)}`.length;
}

function namesIn(fault: PlannedFault['fault']): ReadonlySet<string> {
  switch (fault.verb) {
    case 'cut':
      return new Set([...fault.from, ...fault.to]);
    case 'partition':
      return new Set(fault.sets.flat());
    case 'degrade':
      return new Set(fault.between.flat());
    case 'heal':
    case 'add':
    case 'remove':
    case 'zookeeper':
      return new Set();
    case 'set':
      return new Set(fault.nodes);
    default:
      return new Set('nodes' in fault.target ? fault.target.nodes : []);
  }
}
