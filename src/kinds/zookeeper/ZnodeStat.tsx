import { lookUp } from '../../lib/sorted-map.ts';
import { type Fact, Facts, Section } from '../../ui/Detail.tsx';
import { count, duration, shortClock } from '../../ui/format.ts';
import { words } from '../../words/index.ts';
import { details } from '../../words/details.ts';
import { type Zxid, zxidText } from './protocol.ts';
import { findZnode, type Tree } from './data/tree.ts';
import { statOf } from './data/znode.ts';

const { stat: text, znodes } = details.zookeeper;

interface ZnodeStatProps {
  readonly path: string;
  readonly tree: Tree;
  /** The tree before a change. */
  readonly before: Tree | undefined;
}

/** Stat of one znode, as a client would read it. */
export function ZnodeStat({ path, tree, before }: ZnodeStatProps) {
  const rows = statRows(tree, path);
  if (rows === undefined) return undefined;
  return (
    <Section title={text.title(path)}>
      <Facts rows={rows} before={before && statRows(before, path)} was={words.inspector.was} />
    </Section>
  );
}

function statRows(tree: Tree, path: string): readonly Fact[] | undefined {
  const znode = findZnode(tree, path);
  if (znode === undefined) return undefined;
  const { container, ttl } = znode.stat;
  const stat = statOf(znode);
  const { data = '' } = znode;
  return [
    [text.data, data === '' ? text.noData : znodes.value(data)],
    [text.version, text.versions(stat.version, stat.cversion, stat.aversion)],
    [text.created, at(stat.czxid, stat.ctime)],
    ...(stat.mzxid === stat.czxid ? [] : [[text.modified, at(stat.mzxid, stat.mtime)] as const]),
    ...(stat.pzxid === stat.czxid ? [] : [[text.children, zxidText(stat.pzxid)] as const]),
    [text.numChildren, count(stat.numChildren)],
    [text.ephemeralOwner, ownerText(tree, stat.ephemeralOwner)],
    ...(container ? [[text.kind, text.container] as const] : []),
    ...(ttl > 0 ? [[text.kind, text.ttl(duration(ttl * 1000))] as const] : []),
  ];
}

function at(zxid: Zxid, time: number): string {
  return text.at(zxidText(zxid), shortClock(time));
}

function ownerText(tree: Tree, owner: number): string {
  if (owner === 0) return text.persistent;
  const client = lookUp(tree.sessions, owner)?.client ?? znodes.ownerGone;
  return text.owner(client, owner.toString(16));
}
