import { Driver } from './driver.ts';

interface Options {
  readonly databases?: number;
  /** Further options of the databases, as the format writes them. */
  readonly db?: string;
  readonly election?: string;
  readonly seed?: number;
  readonly duration?: string;
}

/** Users, two API servers, three databases and their ZooKeeper ensemble, for tests. */
export function databaseSystem(
  faults: readonly string[],
  {
    databases = 3,
    db = '',
    election = '{ through: zk, sessionTimeout: 6s }',
    seed = 1,
    duration = '60s',
  }: Options = {},
): Driver {
  return new Driver(`seed: ${String(seed)}
duration: ${duration}
nodes:
  app: { kind: client, target: srv, rate: 40/s, writes: 50% }
  srv: { kind: api-server, count: 2, database: db }
  zk: { kind: zookeeper, count: 3 }
  db: { kind: database, count: ${String(databases)}, election: ${election}${db === '' ? '' : `, ${db}`} }
faults: [${faults.join(', ')}]
`);
}
