import type { MouseEvent } from 'react';

/** What was pressed by pointer lets go of the keys, so that Space plays afterwards; by keyboard the focus stays. */
export function releasePointerFocus(event: MouseEvent<HTMLElement>): void {
  if (event.detail > 0) event.currentTarget.blur();
}
