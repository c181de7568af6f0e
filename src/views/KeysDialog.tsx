import { Dialog } from '../ui/Dialog.tsx';
import { words } from '../words/index.ts';
import './keys.css';
import { useLayout, useSession } from './session.ts';

/** Every key that does something. */
export function KeysDialog() {
  const session = useSession();
  const open = useLayout((state) => state.keysOpen);
  return (
    <Dialog
      title={words.keys.title}
      closeLabel={words.keys.close}
      open={open}
      onClose={() => session.showKeys(false)}
    >
      <dl className="keys">
        {words.keys.table.map(([keys, action]) => (
          <div key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{action}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
