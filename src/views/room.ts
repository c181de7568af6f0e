/** What there is room for, as media queries; style sheets repeat them. */
import { useMedia } from '../ui/use-media.ts';
import { useLayout } from './session.ts';

const SLIM = '(max-width: 479px), (max-width: 1023px) and (min-height: 700px)';
/** Too narrow for all that a wide screen shows side by side. */
export const NARROW = '(max-width: 1023px)';

/**
 * Whether panels lie below the stage, under tabs. Where it is wide but low, as under a browser's zoom, they stay beside
 * it; a text needs the width.
 */
export function useSlim(): boolean {
  const editing = useLayout((state) => state.editing);
  return useMedia(editing ? NARROW : SLIM);
}
