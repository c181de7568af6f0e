import type { NodePicture } from '../../analysis/picture.ts';
import { actionsOf } from '../../shell/node-actions.ts';
import { Button } from '../../ui/Button.tsx';
import { words } from '../../words/index.ts';
import { useSession } from '../session.ts';
import { toggleNode } from '../toggle-node.ts';

/** What can be done to a node; each is a fault at the cursor's time. */
export function NodeControls({ node }: { readonly node: NodePicture }) {
  const session = useSession();
  const { power, process, cable, canPause } = actionsOf(node);
  const controls = [
    {
      action: 'power',
      verb: power,
      icon: power === 'crash' ? 'crash' : 'restart',
      key: 'K',
      disabled: false,
    },
    {
      action: 'process',
      verb: process,
      icon: process === 'pause' ? 'pause' : 'play',
      key: 'P',
      disabled: !canPause,
    },
    {
      action: 'cable',
      verb: cable,
      icon: cable === 'isolate' ? 'isolate' : 'rejoin',
      key: 'I',
      disabled: false,
    },
  ] as const;
  return (
    <div className="node-controls" role="group" aria-label={words.edits.actions(node.name)}>
      {controls.map(({ action, verb, icon, key, disabled }) => (
        <Button
          key={key}
          bare
          icon={icon}
          label={words.edits[verb](node.name)}
          title={`${words.edits[verb](node.name)} (${key})`}
          aria-keyshortcuts={key}
          disabled={disabled}
          onClick={() => toggleNode(session, action, node.name)}
        />
      ))}
    </div>
  );
}
