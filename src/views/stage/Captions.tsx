import { memo } from 'react';
import type { Lane, NodeOutline } from '../../analysis/outline.ts';
import type { NodePicture } from '../../analysis/picture.ts';
import type { SimTime } from '../../lib/units.ts';
import type { KindView } from '../../ui/kind-view.ts';
import { words } from '../../words/index.ts';
import { captionRoom, detailWithin } from './boxes.ts';
import { groupFace } from './group-face.ts';
import type { Caption } from './place.ts';

interface CaptionsProps {
  readonly captions: readonly Caption[];
  /** Of the drawing. */
  readonly width: number;
  readonly nodes: readonly NodeOutline[];
  readonly lanes: readonly Lane[];
  readonly pictures: ReadonlyMap<string, NodePicture>;
  readonly now: SimTime;
}

/** The names of groups, with what there is to tell of each. */
export function Captions({ captions, width, nodes, lanes, pictures, now }: CaptionsProps) {
  return (
    <g aria-hidden="true">
      {captions.map((caption) => {
        const members = nodes.filter((node) => node.group === caption.group).map(({ name }) => name);
        const faces = members.flatMap((name) => pictures.get(name) ?? []);
        const own = lanes.filter(({ node }) => members.includes(node));
        const alone = isOnly(nodes, caption);
        const whole = caption.detailed && alone ? detailOf(caption.view, faces, own, now) : '';
        const detail = detailWithin(whole, captionRoom(caption, width, captions));
        return <CaptionText key={`${caption.group} ${caption.x}`} caption={caption} detail={detail} />;
      })}
    </g>
  );
}

/** Whether the caption speaks of one group: over several of a kind what is true of one is not of the others. */
function isOnly(nodes: readonly NodeOutline[], { group, view }: Caption): boolean {
  return nodes.every((node) => node.kind !== view.kind || node.group === group);
}

interface CaptionTextProps {
  readonly caption: Caption;
  readonly detail: string;
}

const CaptionText = memo(function CaptionText({ caption, detail }: CaptionTextProps) {
  if (caption.narrow === true) return <CaptionWords caption={caption} />;
  return (
    <text className="caption" x={caption.x} y={caption.y} textAnchor={caption.anchor}>
      {caption.text}
      {detail === '' ? undefined : (
        <tspan className="caption-detail" dx="10">
          {detail}
        </tspan>
      )}
    </text>
  );
});

/** One below the other, about the middle of their row. */
function CaptionWords({ caption: { text, x, y, anchor } }: { readonly caption: Caption }) {
  const parts = text.split(' ');
  const first = y + 4 - 8 * (parts.length - 1);
  return (
    <text className="caption" textAnchor={anchor}>
      {parts.map((part, index) => (
        <tspan key={part} x={x} y={first + 16 * index}>
          {part}
        </tspan>
      ))}
    </text>
  );
}

function detailOf(
  view: KindView,
  members: readonly NodePicture[],
  lanes: readonly Lane[],
  now: SimTime,
): string {
  const group = groupFace(members, lanes, now);
  if (view.caption !== undefined) return view.caption(group);
  return words.stage.upOf(group.up, group.all);
}
