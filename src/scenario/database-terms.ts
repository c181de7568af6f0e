/** Options of databases that do not go together: the run goes on, and shows what comes of it. */
import { formatDuration } from '../lib/quantities.ts';
import type { Declaration } from './names.ts';
import type { LocatedRecord } from './positions.ts';
import { type Position, warn } from './problem.ts';
import type { Context } from './references.ts';
import type { OptionValue, ScenarioNode } from './scenario.ts';

type Fields = Readonly<Record<string, OptionValue>>;

export function warnOfDatabaseTerms(context: Context, nodes: readonly ScenarioNode[]): void {
  for (const declaration of context.names.declarations) {
    const node = nodes.find(({ name }) => name === declaration.members[0]);
    if (node?.kind !== 'database') continue;
    warnOfPatroniTimes(context, declaration, fieldsOf(node.options.election));
    warnOfTooFewReplicas(context, declaration, node.options);
  }
}

/** Patroni refuses to start otherwise: a primary might find out about its session after that ended. */
function warnOfPatroniTimes({ report }: Context, declaration: Declaration, election: Fields): void {
  const { recipe, loopWait, retryTimeout, sessionTimeout } = election;
  if (recipe !== 'patroni' || typeof loopWait !== 'number') return;
  if (typeof retryTimeout !== 'number' || typeof sessionTimeout !== 'number') return;
  const needed = loopWait + 2 * retryTimeout;
  if (needed <= sessionTimeout) return;
  const sum = `loopWait + 2 × retryTimeout is ${formatDuration(needed)}`;
  warn(
    report,
    positionOf(declaration, 'election', 'sessionTimeout'),
    `${sum}, more than the session timeout of ${formatDuration(sessionTimeout)}: a primary may outlive its session`,
    `sessionTimeout: ${formatDuration(needed)}`,
  );
}

function warnOfTooFewReplicas({ report }: Context, declaration: Declaration, options: Fields): void {
  if (options.replication !== 'synchronous') return;
  const { number } = fieldsOf(options.synchronous);
  const replicas = declaration.members.length - 1;
  if (typeof number !== 'number' || number <= replicas) return;
  const wanted = number === 1 ? '1 replica' : `${String(number)} replicas`;
  warn(
    report,
    positionOf(declaration, 'synchronous', 'number'),
    `a write waits for ${wanted} of ${declaration.name}, which has ${String(replicas)}: none is ever acknowledged`,
    replicas > 0 ? `number: ${String(replicas)}` : 'count: 2',
  );
}

/** Where an option within a record is written, or else the record, or else the node. */
function positionOf({ record, at }: Declaration, key: string, inner: string): Position {
  const value = record.entries.get(key)?.value;
  const nested: LocatedRecord | undefined = value?.type === 'record' ? value : undefined;
  return nested?.entries.get(inner)?.value ?? value ?? at;
}

function fieldsOf(value: OptionValue): Fields {
  return typeof value === 'object' && !Array.isArray(value) ? (value as Fields) : {};
}
