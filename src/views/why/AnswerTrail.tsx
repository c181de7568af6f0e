import { type ReactNode, useMemo } from 'react';
import type { Panel } from '../../shell/stores.ts';
import { useAnswer } from '../session.ts';
import { StageWay } from './StageWay.tsx';
import { stationsOf } from './stations.ts';
import { TimelineWay } from './TimelineWay.tsx';
import { type Trail, trailOf, trailOfHops } from './trail.ts';
import type { StageTrailProps, TimelineTrailProps } from './trail-props.ts';

type Told<Props> = Props & { readonly panel: Extract<Panel, { readonly type: 'why' | 'request' }> };

export function OnStage({ panel, ...props }: Told<StageTrailProps>) {
  return panel.type === 'why' ? (
    <Causes id={panel.id} show={(trail) => <StageWay trail={trail} {...props} />} />
  ) : (
    <Request id={panel.id} show={(trail) => <StageWay trail={trail} {...props} />} />
  );
}

export function OnTimeline({ panel, ...props }: Told<TimelineTrailProps>) {
  return panel.type === 'why' ? (
    <Causes id={panel.id} show={(trail) => <TimelineWay trail={trail} {...props} />} />
  ) : (
    <Request id={panel.id} show={(trail) => <TimelineWay trail={trail} {...props} />} />
  );
}

interface ShowProps {
  readonly id: string;
  readonly show: (trail: Trail | undefined) => ReactNode;
}

function Causes({ id, show }: ShowProps) {
  const chain = useAnswer('why', id);
  const trail = useMemo(
    () => (chain === undefined || chain.length === 0 ? undefined : trailOf(stationsOf(chain))),
    [chain],
  );
  return show(trail);
}

function Request({ id, show }: ShowProps) {
  const story = useAnswer('request', id);
  return show(useMemo(() => (story === undefined ? undefined : trailOfHops(story.hops)), [story]));
}
