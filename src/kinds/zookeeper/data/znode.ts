import type { Draft } from '../../../kernel/kind.ts';
import { sizeOf, type SortedMap, withEntry } from '../../../lib/sorted-map.ts';
import { utf8Length } from '../../../lib/utf8.ts';
import type { Permissions, SessionId, Stat, Zxid } from '../protocol.ts';

/** A znode with all that is below it (DataNode). */
export interface Znode {
  readonly name: string;
  readonly data: string | undefined;
  readonly acl: Permissions;
  readonly stat: StoredStat;
  readonly children: SortedMap<string, Znode>;
}

/** What is stored of a Stat (StatPersisted); the rest follows from the children. */
export interface StoredStat {
  readonly czxid: Zxid;
  readonly mzxid: Zxid;
  readonly pzxid: Zxid;
  readonly ctime: number;
  readonly mtime: number;
  readonly version: number;
  /** How many children were ever created: the next sequence number (cversion as stored). */
  readonly creations: number;
  readonly aversion: number;
  readonly dataLength: number;
  /** The session of an ephemeral; 0 otherwise. */
  readonly ephemeralOwner: SessionId;
  readonly container: boolean;
  /** Milliseconds; 0 without. */
  readonly ttl: number;
}

export const ALL_PERMISSIONS: Permissions = 'rwcda';

const NO_STAT: StoredStat = {
  czxid: 0, mzxid: 0, pzxid: 0, ctime: 0, mtime: 0, version: 0, creations: 0, aversion: 0, dataLength: 0,
  ephemeralOwner: 0, container: false, ttl: 0,
}; // prettier-ignore

/** The root of a new tree with the system znodes, which no creation ever counted (DataTree's constructor). */
export const NEW_ROOT: Znode = systemZnode('', [
  systemZnode('zookeeper', [
    {
      name: 'config',
      data: '',
      acl: 'r',
      stat: { ...NO_STAT, version: -1, aversion: -1 },
      children: undefined,
    },
    systemZnode('quota', []),
  ]),
]);

function systemZnode(name: string, below: readonly Znode[]): Znode {
  let children: SortedMap<string, Znode>;
  for (const child of below) children = withEntry(children, child.name, child);
  return { name, data: '', acl: ALL_PERMISSIONS, stat: NO_STAT, children };
}

/** A copy to be changed before it is stored: by literal, the cheapest copy in every engine. */
export function draftOf(stat: StoredStat): Draft<StoredStat> {
  return {
    czxid: stat.czxid,
    mzxid: stat.mzxid,
    pzxid: stat.pzxid,
    ctime: stat.ctime,
    mtime: stat.mtime,
    version: stat.version,
    creations: stat.creations,
    aversion: stat.aversion,
    dataLength: stat.dataLength,
    ephemeralOwner: stat.ephemeralOwner,
    container: stat.container,
    ttl: stat.ttl,
  };
}

/** cversion as clients see it: it counts creations and deletions of children (DataNode.copyStat). */
export function cversionOf({ stat, children }: Znode): number {
  return 2 * stat.creations - sizeOf(children);
}

/** Stat as clients see it (DataNode.copyStat). */
export function statOf(znode: Znode): Stat {
  const { stat, children } = znode;
  return {
    czxid: stat.czxid,
    mzxid: stat.mzxid,
    pzxid: stat.pzxid,
    ctime: stat.ctime,
    mtime: stat.mtime,
    version: stat.version,
    cversion: cversionOf(znode),
    aversion: stat.aversion,
    dataLength: stat.dataLength,
    numChildren: sizeOf(children),
    ephemeralOwner: stat.ephemeralOwner,
  };
}

/** Whether anyone may do what a letter of `rwcda` stands for. */
export function permits(znode: Znode, letter: string): boolean {
  return znode.acl.includes(letter);
}

export function dataLengthOf(data: string | undefined): number {
  return data === undefined ? 0 : utf8Length(data);
}
