import { useEffect, type KeyboardEvent as ReactKeyboardEvent } from 'react';
import { missing } from '../../lib/missing-part.ts';
import type { Session } from '../../shell/session.ts';
import { keysAreTaken } from '../../ui/pointer-focus.ts';
import { words } from '../../words/index.ts';
import { useSession } from '../session.ts';
import type { StageEdge } from './routes.ts';

interface StageKeyActions {
  readonly fit: () => void;
  readonly openMenu: (target: Element, x: number, y: number) => void;
  readonly edges: readonly StageEdge[];
  readonly link: string | undefined;
  readonly setLink: (id: string) => void;
  readonly say: (said: string) => void;
}

const WALK: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** Keys on a node: arrows walk in reading order, Shift F10 opens its menu, L goes from link to link, 0 fits. */
export function stageKey(event: ReactKeyboardEvent<SVGSVGElement>, actions: StageKeyActions): void {
  const node = document.activeElement;
  if (!(node instanceof SVGElement)) return;
  if (node.dataset.node === undefined) {
    if (node.dataset.stack === undefined || !walk(event)) return;
    event.preventDefault();
    event.stopPropagation();
    return;
  }
  if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
    const { left, bottom } = node.getBoundingClientRect();
    actions.openMenu(node, left, bottom);
  } else if (event.key === '0' && !event.ctrlKey && !event.metaKey) actions.fit();
  else if (event.key.toLowerCase() === 'l' && !event.ctrlKey && !event.metaKey)
    nextLink(node.dataset.node, actions);
  else if (!walk(event)) return;
  event.preventDefault();
  event.stopPropagation();
}

function walk(event: ReactKeyboardEvent<SVGSVGElement>): boolean {
  const step = WALK[event.key];
  if (step === undefined || event.shiftKey) return false;
  const nodes = [
    ...event.currentTarget.querySelectorAll<SVGGElement>('[data-node][tabindex="0"], [data-stack]'),
  ];
  const at = nodes.findIndex((node) => node === document.activeElement);
  nodes[(at + step + nodes.length) % nodes.length]?.focus();
  return at >= 0;
}

function nextLink(node: string, { edges, link, setLink, say }: StageKeyActions): void {
  const own = edges.filter(({ from, to }) => from === node || to === node);
  const next = own[(own.findIndex(({ id }) => id === link) + 1) % Math.max(1, own.length)];
  if (next === undefined) return;
  setLink(next.id);
  say(words.faults.link.selected(next.from, next.to));
}

const FIELDS = 'input, textarea, select, [data-keys=own]';

/** Keys of the whole screen that are the stage's: X cuts or heals the selected link, M goes from message to message. */
export function useStageKeys(link: StageEdge | undefined, setLink: (id: string | undefined) => void): void {
  const session = useSession();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || keysAreTaken() || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof Element && event.target.closest(FIELDS) !== null) return;
      const key = event.key.toLowerCase();
      if (key === 'm') nextMessage(session);
      else if (key === 'escape') setLink(undefined);
      else if (key === 'x' && link !== undefined) {
        void cutOrHeal(session, link);
      }
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [session, link, setLink]);
}

/** Cuts a link, or heals it. */
export async function cutOrHeal(session: Session, { from, to }: StageEdge): Promise<void> {
  const { toggleLink } = await import('./StageMenu.tsx').catch(missing('menu'));
  toggleLink(session, from, to);
}

function nextMessage(session: Session): void {
  const packets = session.stores.cursor.getState().picture?.packets ?? [];
  const { message } = session.stores.selection.getState();
  const next = packets[(packets.findIndex(({ id }) => id === message) + 1) % Math.max(1, packets.length)];
  if (next === undefined) {
    session.say(words.stage.noMessage);
    return;
  }
  session.selectMessage(next.id);
  session.say(words.stage.message(next.label, next.from, next.to));
}
