import { useEffect } from 'react';
import type { NodeAction } from '../shell/node-actions.ts';
import type { StepDirection } from '../analysis/steps.ts';
import type { Session } from '../shell/session.ts';
import { keysAreTaken, watchFocus } from '../ui/pointer-focus.ts';
import { toggleNode } from './toggle-node.ts';
import { words } from '../words/index.ts';
import { useSession } from './session.ts';
import { toggleTheme } from './use-theme.ts';

/** Where one types. */
const FIELDS = 'input, textarea, select';
/** Widgets whose own keys win. */
const OWN_KEYS = `${FIELDS}, [role=slider], [role=radiogroup], [role=tablist]`;
/** What Space presses that was reached by keyboard; a node is chosen by Enter. */
const PRESSABLE = 'button, a, summary, [role=gridcell]';

/** How much one press of a key zooms the timeline. */
const ZOOM = 2;

/** The keys of the whole screen. */
export function useKeyboard(): void {
  const session = useSession();
  useEffect(() => {
    const focus = watchFocus();
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || keysAreTaken() || isForWidget(event, focus.byKeyboard())) return;
      const action = actionOf(session, event);
      if (action === undefined) return;
      event.preventDefault();
      action();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => {
      focus.stop();
      window.removeEventListener('keydown', onKeyDown);
    };
  }, [session]);
}

function isForWidget(event: KeyboardEvent, byKeyboard: boolean): boolean {
  if (!(event.target instanceof Element)) return false;
  if (event.target.closest('[data-keys=own]') !== null) return true;
  const typing = event.target.closest(FIELDS) !== null;
  const undoing = event.ctrlKey || event.metaKey;
  if (typing) return event.key !== 'Escape';
  if (event.key === ' ') return byKeyboard && event.target.closest(PRESSABLE) !== null;
  if (undoing || event.key.length === 1 || event.key === 'Escape') return false;
  return event.target.closest(OWN_KEYS) !== null;
}

function actionOf(session: Session, event: KeyboardEvent): (() => void) | undefined {
  const { playback } = session;
  if (event.ctrlKey || event.metaKey) {
    const key = event.key.toLowerCase();
    if (key === 'y' || (key === 'z' && event.shiftKey))
      return () => void session.edits.redo(words.edits.redone);
    return key === 'z' ? () => void session.edits.undo(words.edits.undone) : undefined;
  }
  if (event.altKey) return undefined;
  switch (event.key) {
    case ' ':
      return () => playback.toggle();
    case 'ArrowLeft':
      return event.shiftKey ? () => playback.previousMilestone() : () => void playback.step('back');
    case 'ArrowRight':
      return event.shiftKey ? () => playback.nextMilestone() : () => void playback.step('forward');
    case 'Home':
      return () => playback.toStart();
    case 'End':
      return () => playback.toEnd();
    case 'Escape':
      return () => leave(session);
    case '+':
    case '=':
      return () => session.window.zoom(1 / ZOOM);
    case '-':
      return () => session.window.zoom(ZOOM);
    case '0':
      return () => session.window.glideTo(undefined);
    case '/':
      return () => focusFilter(session);
    default:
      return storyAction(session, event) ?? letterAction(session, event.key.toLowerCase());
  }
}

/** N or a remote control goes through the story, the digits answer its question. */
function storyAction({ story }: Session, { key, shiftKey }: KeyboardEvent): (() => void) | undefined {
  if (key.toLowerCase() === 'n') return () => (shiftKey ? story.previous() : story.next());
  // What the remote control of a speaker sends.
  if (key === 'PageDown') return () => story.next();
  if (key === 'PageUp') return () => story.previous();
  return /^[1-9]$/u.test(key) ? () => story.answer(Number(key) - 1) : undefined;
}

/** A panel that is shown for the first time has to be loaded. */
const FRAMES_FOR_A_PANEL = 120;

/** Focuses an element as soon as it is there. */
function focusOnce(selector: string, frames: number): void {
  requestAnimationFrame(() => {
    const found = document.querySelector<HTMLElement>(selector);
    if (found !== null) found.focus();
    else if (frames > 0) focusOnce(selector, frames - 1);
  });
}

/** Shows the outline where it was looked at last, else the milestones, and puts the caret into their filter. */
function focusFilter(session: Session): void {
  const { leftTab } = session.stores.layout.getState();
  const tab = leftTab === 'outline' ? 'outline' : 'milestones';
  session.showLeft(tab);
  session.showSheet(tab);
  focusOnce('#outline-filter, #milestone-filter', FRAMES_FOR_A_PANEL);
}

const NODE_KEYS: Readonly<Record<string, NodeAction>> = { k: 'power', p: 'process', i: 'cable' };

const STEPS: Readonly<Record<string, readonly [StepDirection, 'node' | 'effect']>> = {
  ',': ['back', 'node'],
  '.': ['forward', 'node'],
  '[': ['back', 'effect'],
  ']': ['forward', 'effect'],
};

function letterAction(session: Session, key: string): (() => void) | undefined {
  const step = STEPS[key];
  if (step !== undefined) return () => session.stepTo(...step);
  if (key === 'r') return () => session.arm(!session.stores.layout.getState().armed);
  if (key === 'f') return () => session.present(!session.stores.layout.getState().presenting);
  if (key === 'e') return () => session.edit(!session.stores.layout.getState().editing);
  if (key === 'w') return () => session.whyLast();
  if (key === 't') return () => toggleTheme(session);
  const action = NODE_KEYS[key];
  return action === undefined ? undefined : () => actOnSelection(session, action);
}

function actOnSelection(session: Session, action: NodeAction): void {
  const { node } = session.stores.selection.getState();
  if (node !== undefined) toggleNode(session, action, node);
}

/** Closes the panel over the inspector, then deselects. */
function leave(session: Session): void {
  if (session.stores.layout.getState().armed) {
    session.arm(false);
    return;
  }
  if (session.stores.selection.getState().panel !== undefined) session.show(undefined);
  else if (session.stores.layout.getState().presenting) session.present(false);
  else session.select(undefined);
}
