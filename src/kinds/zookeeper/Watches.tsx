import { Columns } from '../../ui/Columns.tsx';
import { Section } from '../../ui/Detail.tsx';
import { count } from '../../ui/format.ts';
import { details } from '../../words/details.ts';
import type { Watcher, WatchersByPath } from './inspection.ts';
import { findZnode, type Tree } from './data/tree.ts';

const text = details.zookeeper.watches;

const SHOWN = 8;

interface WatchesProps {
  readonly watchers: WatchersByPath;
  /** As they were before a change. */
  readonly before: WatchersByPath | undefined;
  readonly tree: Tree;
}

interface Line {
  readonly path: string;
  readonly watcher: Watcher;
}

/** Who watches what through this server: watches are kept where the client is connected, and nowhere else. */
export function Watches({ watchers, before, tree }: WatchesProps) {
  const lines = linesOf(watchers);
  const known = before && new Set(linesOf(before).map(keyOf));
  const { title, columns } = text;
  return (
    <Section title={title} aside={lines.length === 0 ? undefined : count(lines.length)}>
      {lines.length === 0 ? (
        <p className="detail-note">{text.none}</p>
      ) : (
        <table className="detail-table watches">
          <Columns names={[columns.path, columns.client, columns.kind]} />
          <tbody>
            {lines.slice(0, SHOWN).map((line) => (
              <tr key={keyOf(line)} className={known?.has(keyOf(line)) === false ? 'row-changed' : undefined}>
                <td title={line.path}>
                  <bdi>{line.path}</bdi>
                </td>
                <td>{line.watcher.client}</td>
                <td>{kindText(line, tree)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {lines.length > SHOWN ? (
        <p className="detail-note">{details.zookeeper.more(count(lines.length - SHOWN))}</p>
      ) : undefined}
    </Section>
  );
}

function linesOf(watchers: WatchersByPath): readonly Line[] {
  return [...watchers].flatMap(([path, all]) => all.map((watcher) => ({ path, watcher })));
}

function keyOf({ path, watcher }: Line): string {
  return `${watcher.client} ${watcher.kind} ${watcher.mode} ${path}`;
}

/** Which of its changes are told, whether more than one is, and whether there is such a znode. */
function kindText({ path, watcher: { kind, mode } }: Line, tree: Tree): string {
  const parts = [mode === 'standard' ? text.kinds[kind] : text.modes[mode]];
  return [...parts, ...(findZnode(tree, path) === undefined ? [text.absent] : [])].join(', ');
}
