import { Suspense } from 'react';
import { lazy } from '../ui/lazy.tsx';
import { useRun } from './session.ts';
import { isCrowded } from './stage/layout.ts';

const Outline = lazy('outline', async () => (await import('./fleet/Outline.tsx')).Outline);

/** Whether the system has fleets, and with them an outline. */
export function useCrowded(): boolean {
  return useRun(({ summary }) => summary !== undefined && isCrowded(summary.nodes));
}

/** Loaded when it is first looked at. */
export function OutlinePanel() {
  return (
    <Suspense>
      <Outline />
    </Suspense>
  );
}
