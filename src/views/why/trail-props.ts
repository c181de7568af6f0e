import type { TimeScale } from '../../ui/time-scale.ts';
import type { StageLayout } from '../stage/place.ts';
import type { StageEdge } from '../stage/routes.ts';

export interface StageTrailProps {
  readonly edges: ReadonlyMap<string, StageEdge>;
  readonly layout: StageLayout;
}

export interface TimelineTrailProps {
  readonly scale: TimeScale;
}
