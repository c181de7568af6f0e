import { useMemo } from 'react';
import type { Panel } from '../../shell/stores.ts';
import { useAnswer } from '../session.ts';
import { stationsOf } from './stations.ts';
import { type Trail, trailOf } from './trail.ts';

/** The panels that show a way through the system. */
export type TrailPanel = Extract<Panel, { readonly type: 'why' }>;

export function leavesTrail(panel: Panel | undefined): panel is TrailPanel {
  return panel?.type === 'why';
}

/** The way that the open panel tells of; undefined until its answer is there. */
export function useTrail({ id }: TrailPanel): Trail | undefined {
  const chain = useAnswer('why', id);
  return useMemo(
    () => (chain === undefined || chain.length === 0 ? undefined : trailOf(stationsOf(chain))),
    [chain],
  );
}
