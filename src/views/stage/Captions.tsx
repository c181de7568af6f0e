import type { NodeOutline, NodePicture } from '../../analysis/picture.ts';
import { words } from '../../words/index.ts';
import type { Caption } from './place.ts';

interface CaptionsProps {
  readonly captions: readonly Caption[];
  readonly nodes: readonly NodeOutline[];
  readonly pictures: ReadonlyMap<string, NodePicture>;
}

/** The names of groups, with how many are up and who leads. */
export function Captions({ captions, nodes, pictures }: CaptionsProps) {
  return (
    <g aria-hidden="true">
      {captions.map((caption) => (
        <text key={caption.group} className="caption" x={caption.x} y={caption.y} textAnchor={caption.anchor}>
          {caption.text}
          {caption.detailed ? (
            <tspan className="caption-detail" dx="10">
              {detail(caption.group, nodes, pictures)}
            </tspan>
          ) : undefined}
        </text>
      ))}
    </g>
  );
}

function detail(
  group: string,
  nodes: readonly NodeOutline[],
  pictures: ReadonlyMap<string, NodePicture>,
): string {
  const members = nodes.flatMap((node) => (node.group === group ? (pictures.get(node.name) ?? []) : []));
  const up = members.filter((node) => node.status === 'running' || node.status === 'paused').length;
  const leaders = members.filter((node) => node.status === 'running' && node.face.tone === 'leads');
  const parts = [
    words.stage.upOf(up, members.length),
    ...leaders.map((node) => words.stage.leads(node.face.role, node.name)),
  ];
  return parts.join(' · ');
}
