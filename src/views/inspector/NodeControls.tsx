import type { NodePicture } from '../../analysis/picture.ts';
import type { NodeFaultVerb } from '../../kernel/fault.ts';
import { actionsOf } from '../../shell/node-actions.ts';
import type { Session } from '../../shell/session.ts';
import { Button } from '../../ui/Button.tsx';
import { clock } from '../../ui/format.ts';
import { words } from '../../words/index.ts';
import { useSession } from '../session.ts';

export type ControlVerb = keyof typeof words.edits.short & NodeFaultVerb;

/** Does it at the cursor's time, and says so. */
function act(session: Session, verb: ControlVerb, node: string): void {
  const time = clock(session.stores.cursor.getState().time);
  void session.act(verb, node, words.edits.did(words.edits[verb](node), time));
}

/** What can be done to a node; each is a fault at the cursor's time. */
export function NodeControls({ node }: { readonly node: NodePicture }) {
  const session = useSession();
  const { power, process, cable, canPause } = actionsOf(node);
  const controls = [
    { verb: power, icon: power === 'crash' ? 'crash' : 'restart', key: 'K', disabled: false },
    { verb: process, icon: process === 'pause' ? 'pause' : 'play', key: 'P', disabled: !canPause },
    { verb: cable, icon: cable === 'isolate' ? 'isolate' : 'rejoin', key: 'I', disabled: false },
  ] as const;
  return (
    <div className="node-controls" role="group" aria-label={words.edits.actions(node.name)}>
      {controls.map(({ verb, icon, key, disabled }) => (
        <Button
          key={key}
          bare
          icon={icon}
          label={words.edits[verb](node.name)}
          title={`${words.edits[verb](node.name)} (${key})`}
          aria-keyshortcuts={key}
          disabled={disabled}
          onClick={() => act(session, verb, node.name)}
        />
      ))}
    </div>
  );
}
