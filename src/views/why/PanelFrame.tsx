import { useEffect, type ReactNode } from 'react';
import { Button } from '../../ui/Button.tsx';
import { words } from '../../words/index.ts';
import { useSession } from '../session.ts';
import './why.css';

interface PanelFrameProps {
  /** The small word before the title. */
  readonly ask: string;
  readonly title: string;
  /** The name of the region. */
  readonly name: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** What lies over the inspector, under a header with a question. */
export function PanelFrame({ ask, title, name, actions, children }: PanelFrameProps) {
  const session = useSession();
  useEffect(() => () => session.hover(undefined), [session]);
  return (
    <aside className="inspector why" id="inspector" aria-label={name} tabIndex={-1}>
      <header className="why-header">
        <h2>
          <span className="why-ask">{ask}</span> {title}
        </h2>
        {actions}
        <Button icon="close" label={words.why.close} bare onClick={() => session.show(undefined)} />
      </header>
      {children}
    </aside>
  );
}
