/** Places on a stage of any size; what narrow and low ones need is loaded with the first of these. */
import type { NodeOutline } from '../../analysis/outline.ts';
import type { KindView } from '../../ui/kind-view.ts';
import type { Size } from '../../ui/use-size.ts';
import { compactPlaces } from './compact-layout.ts';
import { layoutStage, LOW } from './layout.ts';
import { narrowPlaces } from './narrow-layout.ts';
import type { Placement, StageLayout, Tiers } from './place.ts';
import { widePlaces } from './wide-layout.ts';

/** `open`: the groups that a narrow stage is to draw one by one. */
export function layoutSmall(
  nodes: readonly NodeOutline[],
  views: readonly KindView[],
  size: Size,
  open?: ReadonlySet<string>,
): StageLayout {
  return layoutStage(nodes, views, size, open, placementOf);
}

/** `open`: which groups are open where the stage is narrow; undefined where it is not. */
function placementOf(tiers: Tiers, size: Size, open: ReadonlySet<string> | undefined): Placement {
  if (open !== undefined) return narrowPlaces(tiers, size, open);
  const both = tiers.coordination.length > 0 && tiers.store.length > 0;
  return size.height < (both ? LOW.two : LOW.one) ? compactPlaces(tiers, size) : widePlaces(tiers, size);
}
