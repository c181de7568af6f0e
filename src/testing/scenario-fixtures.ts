/** Kind tables and a small system for tests of the scenario format, without the models behind them. */
import { apiServerOptions } from '../kinds/api-server/config.ts';
import { clientOptions } from '../kinds/client/config.ts';
import { databaseOptions } from '../kinds/database/config.ts';
import { loadBalancerOptions } from '../kinds/load-balancer/options.ts';
import { operatorOptions } from '../kinds/operator/config.ts';
import { zookeeperOptions } from '../kinds/zookeeper/config.ts';
import type { KindTable } from '../scenario/kind-table.ts';
import { parseScenario, type ParsedScenario } from '../scenario/parse.ts';
import type { Problem } from '../scenario/problem.ts';

export const KIND_TABLES: readonly KindTable[] = [
  { kind: 'client', summary: 'Users that send requests.', options: clientOptions },
  { kind: 'load-balancer', summary: 'Forwards requests to healthy servers.', options: loadBalancerOptions },
  { kind: 'api-server', summary: 'Answers requests.', options: apiServerOptions },
  { kind: 'zookeeper', summary: 'A ZooKeeper server.', options: zookeeperOptions },
  { kind: 'database', summary: 'A replicated database.', options: databaseOptions },
  { kind: 'operator', summary: 'Somebody at a terminal.', options: operatorOptions },
];

/** The whole production system, 13 lines; sections may follow. */
export const SYSTEM = `ensemble: 1
title: A test
nodes:
  users: { kind: client, target: lb-1, rate: 90/s, writes: 20% }
  lb-1: { kind: load-balancer, targets: [api] }
  api: { kind: api-server, count: 3, database: db, register: { in: /services/api, through: zk } }
  zk: { kind: zookeeper, count: 3 }
  db:
    kind: database
    count: 3
    election: { through: zk, sessionTimeout: 8s }
zones: { east: [lb-1, api-1, zk-1], west: [zk-2, db] }
network: { links: [{ between: [east, west], latency: 35ms, jitter: 2ms }] }
`;

/** Parses a text that must be right. */
export function parsed(text: string): ParsedScenario {
  const result = parseScenario(text, KIND_TABLES);
  if (!result.ok) throw new Error(result.error.map(formatProblem).join('\n'));
  return result.value;
}

/** The problems of a text that must be wrong, as `line:column message`. */
export function problemsOf(text: string): readonly string[] {
  const result = parseScenario(text, KIND_TABLES);
  return result.ok ? [] : result.error.map(formatProblem);
}

/** The warnings of a text that must be right. */
export function warningsOf(text: string): readonly string[] {
  return parsed(text).warnings.map(formatProblem);
}

function formatProblem({ line, column, message }: Problem): string {
  return `${line}:${column} ${message}`;
}
