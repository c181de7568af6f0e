import type { Picture } from '../../analysis/picture.ts';
import type { RunSummary } from '../../analysis/outline.ts';
import type { Size } from '../../ui/use-size.ts';
import { layoutSmall } from './small-layout.ts';
import { Topology } from './Topology.tsx';

interface SmallStageProps extends Size {
  readonly summary: RunSummary;
  readonly picture: Picture;
}

/** A system on a narrow or low stage. */
export function SmallStage(props: SmallStageProps) {
  return <Topology {...props} nodes={props.summary.nodes} layoutOf={layoutSmall} />;
}
