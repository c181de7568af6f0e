import type { NodePicture, Picture } from '../../analysis/picture.ts';
import type { FaultAction } from '../../kernel/fault.ts';
import type { Session } from '../../shell/session.ts';
import { clock } from '../../ui/format.ts';
import type { MenuItem } from '../../ui/Menu.tsx';
import { PointMenu } from '../../ui/PointMenu.tsx';
import { words } from '../../words/index.ts';
import { roleCause } from '../role-cause.ts';
import { useSession } from '../session.ts';
import { groupFaults, linkFaults, nodeFaults, type FaultChoice } from './fault-menu.ts';
import { nodeText } from './node-words.ts';

/** What a menu on the stage is about, and where it opens in the window. */
export interface MenuSubject {
  readonly of:
    { readonly node: string; readonly kind: string } | { readonly from: string; readonly to: string };
  readonly x: number;
  readonly y: number;
}

interface StageMenuProps {
  readonly subject: MenuSubject;
  readonly picture: Picture;
  readonly onClose: (back: boolean) => void;
}

/** All that can be done to a node or a link at the cursor. */
export function StageMenu({ subject, picture, onClose }: StageMenuProps) {
  const session = useSession();
  const { of, x, y } = subject;
  const node = 'node' in of ? picture.nodes.find(({ name }) => name === of.node) : undefined;
  if ('node' in of) {
    if (node === undefined) return undefined;
    const items = [
      ...faultItems(session, [...nodeFaults(node, of.kind), ...ofGroup(session, of.node, of.kind)]),
      ...askItems(session, node),
    ];
    return <PointMenu label={words.edits.actions(of.node)} items={items} x={x} y={y} onClose={onClose} />;
  }
  const { from, to } = of;
  const items = faultItems(session, linkFaults(from, to, picture.linkFaults));
  return <PointMenu label={words.faults.link.name(from, to)} items={items} x={x} y={y} onClose={onClose} />;
}

/** What can be done to the group that a node is an instance of. */
function ofGroup(session: Session, node: string, kind: string): readonly FaultChoice[] {
  const outline = session.stores.run.getState().summary?.nodes.find(({ name }) => name === node);
  return outline === undefined || outline.group === node ? [] : groupFaults(outline.group, kind);
}

function faultItems(session: Session, choices: readonly FaultChoice[]): readonly MenuItem[] {
  return choices.map(({ text, action }) => ({
    id: text,
    text,
    onSelect: () => inject(session, text, action),
  }));
}

/** Does it at the cursor's time, and says so. */
function inject(session: Session, text: string, action: FaultAction): void {
  void session.edits.inject(action, (at) => words.edits.did(text, clock(at)));
}

function askItems(session: Session, node: NodePicture): readonly MenuItem[] {
  const { name } = node;
  const inspect = { id: 'inspect', text: words.faults.inspect(name), onSelect: () => session.select(name) };
  const milestones = session.stores.run.getState().summary?.milestones ?? [];
  const cause = roleCause(milestones, name, session.stores.cursor.getState().time);
  if (cause === undefined) return [inspect];
  const { role, short } = nodeText(node, session.stores.cursor.getState().time);
  const what = short === '' ? role : short;
  const text = words.faults.whyRole(name, what === '' ? words.node.healthy : what);
  return [{ id: 'why', text, onSelect: () => session.why(cause) }, inspect];
}

/** Heals what cuts the link, or cuts it. */
export function toggleLink(session: Session, from: string, to: string): void {
  const { picture } = session.stores.cursor.getState();
  const choice = linkFaults(from, to, picture?.linkFaults ?? [])[0];
  if (choice !== undefined) inject(session, choice.text, choice.action);
}
