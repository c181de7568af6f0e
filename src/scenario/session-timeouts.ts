/** Session timeouts that ZooKeeper will not grant as asked: it clamps them to 2 to 20 ticks of its own. */
import { formatDuration } from '../lib/quantities.ts';
import type { Duration } from '../lib/units.ts';
import type { Declaration, Names } from './names.ts';
import type { LocatedRecord } from './positions.ts';
import { warn, type Position } from './problem.ts';
import type { Context } from './references.ts';
import type { OptionValue, ScenarioNode } from './scenario.ts';

const FEWEST_TICKS = 2;
const MOST_TICKS = 20;

/** What a server with this tick grants to a client that asks for `timeout`. */
function grantedTimeout(timeout: Duration, tick: Duration): Duration {
  return Math.min(Math.max(timeout, FEWEST_TICKS * tick), MOST_TICKS * tick);
}

export function warnOfSessionTimeouts(context: Context, nodes: readonly ScenarioNode[]): void {
  const { names, report } = context;
  const optionsOf = optionsByDeclaration(names, nodes);
  for (const declaration of names.declarations) {
    const options = optionsOf.get(declaration.name);
    const session = options === undefined ? undefined : sessionOf(declaration, options, optionsOf);
    if (session === undefined) continue;
    const tick = optionsOf.get(names.byName.get(session.through)?.name ?? '')?.tickTime;
    if (typeof tick !== 'number') continue;
    const granted = grantedTimeout(session.timeout, tick);
    if (granted === session.timeout) continue;
    const [least, most] = [formatDuration(FEWEST_TICKS * tick), formatDuration(MOST_TICKS * tick)];
    const asked = `${declaration.name} asks for a session timeout of ${formatDuration(session.timeout)}`;
    const allowed = `${session.through} allows ${least} to ${most} (2 to 20 ticks of ${formatDuration(tick)})`;
    warn(
      report,
      session.at,
      `${asked}; ${allowed}, so it uses ${formatDuration(granted)}`,
      formatDuration(granted),
    );
  }
}

interface Session {
  readonly through: string;
  readonly timeout: Duration;
  readonly at: Position;
}

type Options = ScenarioNode['options'];

/** A kind with a session says `through:` and `sessionTimeout:`, side by side or one of them on the node itself. */
function sessionOf(
  declaration: Declaration,
  options: Options,
  optionsOf: ReadonlyMap<string, Options>,
): Session | undefined {
  for (const [key, value] of Object.entries(options)) {
    const nested = recordOf(value);
    const through = nested?.through;
    if (typeof through !== 'string') continue;
    const timeout = nested?.sessionTimeout ?? options.sessionTimeout;
    if (typeof timeout !== 'number') continue;
    const written = declaration.record.entries.get(key)?.value;
    return {
      through,
      timeout,
      at: positionOf(declaration, written?.type === 'record' ? written : undefined),
    };
  }
  // Whoever has databases and no such session asks the ensemble of its databases who the primary is.
  const { database, sessionTimeout: timeout } = options;
  if (typeof database !== 'string' || typeof timeout !== 'number') return undefined;
  const through = recordOf(optionsOf.get(database)?.election)?.through;
  return typeof through === 'string'
    ? { through, timeout, at: positionOf(declaration, undefined) }
    : undefined;
}

function positionOf({ record, at }: Declaration, nested: LocatedRecord | undefined): Position {
  const entry = nested?.entries.get('sessionTimeout') ?? record.entries.get('sessionTimeout');
  return entry?.value ?? nested?.entries.get('through')?.value ?? at;
}

function recordOf(value: OptionValue): { readonly [key: string]: OptionValue } | undefined {
  return typeof value === 'object' && !Array.isArray(value)
    ? (value as { readonly [key: string]: OptionValue })
    : undefined;
}

function optionsByDeclaration(names: Names, nodes: readonly ScenarioNode[]): ReadonlyMap<string, Options> {
  const result = new Map<string, Options>();
  for (const node of nodes) {
    const name = names.byName.get(node.name)?.name;
    if (name !== undefined && !result.has(name)) result.set(name, node.options);
  }
  return result;
}
