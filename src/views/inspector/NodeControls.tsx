import type { NodePicture } from '../../analysis/picture.ts';
import { actionsOf, allows } from '../../shell/node-actions.ts';
import { Button } from '../../ui/Button.tsx';
import { words } from '../../words/index.ts';
import { useSession } from '../session.ts';
import { toggleNode } from '../toggle-node.ts';

/** What can be done to a node that is there; each is a fault at the cursor's time. */
export function NodeControls({ node }: { readonly node: NodePicture }) {
  const session = useSession();
  const actions = actionsOf(node);
  const { power, process, cable, absent } = actions;
  if (absent !== undefined) return undefined;
  const controls = [
    {
      action: 'power',
      verb: power,
      icon: power === 'crash' ? 'crash' : 'restart',
      key: 'K',
    },
    {
      action: 'process',
      verb: process,
      icon: process === 'pause' ? 'pause' : 'play',
      key: 'P',
    },
    {
      action: 'cable',
      verb: cable,
      icon: cable === 'isolate' ? 'isolate' : 'rejoin',
      key: 'I',
    },
  ] as const;
  return (
    <div className="node-controls" role="group" aria-label={words.edits.actions(node.name)}>
      {controls.map(({ action, verb, icon, key }) => (
        <Button
          key={key}
          bare
          icon={icon}
          label={words.edits[verb](node.name)}
          title={`${words.edits[verb](node.name)} (${key})`}
          aria-keyshortcuts={key}
          disabled={!allows(actions, action)}
          onClick={() => toggleNode(session, action, node.name)}
        />
      ))}
    </div>
  );
}

/** Why there is nothing to be done to a node. */
export function WithoutControls({ node }: { readonly node: NodePicture }) {
  const { absent } = actionsOf(node);
  if (absent === undefined) return undefined;
  return <p className="inspector-absent">{words.edits.absent[absent](node.name)}</p>;
}
