import type { MouseEvent } from 'react';

/** What was pressed by pointer lets go of the keys, so that Space plays afterwards; by keyboard the focus stays. */
export function releasePointerFocus(event: MouseEvent<HTMLElement>): void {
  if (event.detail > 0) event.currentTarget.blur();
}

/** Knows whether the focus came to where it is by keyboard; a press by pointer takes it away again. */
export function watchFocus(): { readonly byKeyboard: () => boolean; readonly stop: () => void } {
  let last: 'keyboard' | 'pointer' = 'keyboard';
  let came: 'keyboard' | 'pointer' = last;
  /** Style sheets want to know, too. */
  const tell = (by: 'keyboard' | 'pointer') => {
    came = by;
    document.documentElement.dataset.focus = by;
  };
  const onPointer = () => {
    last = 'pointer';
    tell('pointer');
  };
  const onKey = () => {
    last = 'keyboard';
  };
  const onFocus = () => {
    tell(last);
  };
  const all = [
    ['pointerdown', onPointer],
    ['keydown', onKey],
    ['focusin', onFocus],
  ] as const;
  for (const [type, listener] of all) window.addEventListener(type, listener, true);
  return {
    byKeyboard: () => came === 'keyboard',
    stop: () => {
      for (const [type, listener] of all) window.removeEventListener(type, listener, true);
    },
  };
}

/** Whether a menu or a dialog is open, whose keys are its own. */
export function keysAreTaken(): boolean {
  return document.querySelector('[role=menu], dialog[open]') !== null;
}
