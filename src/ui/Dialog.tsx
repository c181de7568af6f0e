import { useEffect, useRef, type ReactNode } from 'react';
import { Button } from './Button.tsx';
import './dialog.css';
import { useMoreHint } from './use-more-hint.ts';

interface DialogProps {
  readonly title: string;
  readonly closeLabel: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A modal dialog on the platform's own element, which keeps the focus and answers to Esc. */
export function Dialog({ title, closeLabel, open, onClose, children }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const hint = useMoreHint();
  useEffect(() => {
    const dialog = ref.current;
    if (dialog === null) return;
    if (open && !dialog.open) dialog.showModal();
    if (!open && dialog.open) dialog.close();
  }, [open]);
  return (
    <dialog ref={ref} className="dialog" aria-label={title} onClose={onClose}>
      {open ? (
        <>
          <header className="dialog-header">
            <h2>{title}</h2>
            <Button icon="close" label={closeLabel} bare onClick={onClose} />
          </header>
          {/* It scrolls where it is low, so it has to be reached by keyboard. */}
          <div className="dialog-body" ref={hint} tabIndex={0}>
            {children}
          </div>
        </>
      ) : undefined}
    </dialog>
  );
}
