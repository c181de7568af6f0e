import { memo, type KeyboardEvent } from 'react';
import type { NodeOutline } from '../../analysis/outline.ts';
import type { NodePicture, Picture } from '../../analysis/picture.ts';
import type { GlyphShape } from '../../ui/kind-view.ts';
import { words } from '../../words/index.ts';
import { usePointed } from '../session.ts';
import './stacks.css';
import { healthOf, worst, type Look } from './node-words.ts';
import { NodeGlyph } from './NodeGlyph.tsx';
import type { Stack } from './place.ts';

interface StacksProps {
  readonly stacks: readonly Stack[];
  readonly nodes: readonly NodeOutline[];
  readonly pictures: ReadonlyMap<string, NodePicture>;
  readonly cuts: Picture['cuts'];
  readonly selected: string | undefined;
  readonly onToggle: (group: string) => void;
}

/** Groups in one glyph, which opens them, and the names of open ones, which close them. */
export function Stacks({ stacks, nodes, pictures, cuts, selected, onToggle }: StacksProps) {
  const spoken = usePointed((state) => state.spoken);
  return stacks.map(({ group, view, x, y, open }) => {
    const members = nodes.filter((node) => node.group === group).map(({ name }) => name);
    const looks = members.map((name) => healthOf(pictures.get(name)));
    const look = worst(looks);
    const count = (of: Look) => looks.filter((one) => one === of).length;
    const healthy = count('plain') + count('electing') + count('leads');
    const cut = cutsAt(cuts, members);
    const trouble = [
      healthy === looks.length ? '' : words.stage.stackOf(count(look), words.fleet.looks[look]),
      cut === 0 ? '' : words.stage.linksCut(cut),
    ].filter((part) => part !== '');
    return (
      <StackGlyph
        key={group}
        group={group}
        plural={view.plural}
        shape={view.glyph}
        x={x}
        y={y}
        open={open}
        look={look}
        size={members.length}
        healthy={healthy}
        trouble={trouble.join(', ')}
        cut={cut > 0}
        spoken={!open && members.some((name) => spoken.includes(name))}
        selected={!open && selected !== undefined && members.includes(selected)}
        onToggle={onToggle}
      />
    );
  });
}

/** How many links that end in one of a group's members nothing passes over, in one direction at least. */
export function cutsAt(cuts: Picture['cuts'], members: readonly string[]): number {
  const own = cuts.filter(({ from, to }) => members.includes(from) || members.includes(to));
  return new Set(own.map(({ from, to }) => [from, to].sort().join(' '))).size;
}

interface StackGlyphProps {
  readonly group: string;
  readonly plural: string;
  readonly shape: GlyphShape;
  readonly x: number;
  readonly y: number;
  readonly open: boolean;
  readonly look: Look;
  readonly size: number;
  readonly healthy: number;
  /** How many are in the worst state, in words; empty if all are well. */
  readonly trouble: string;
  /** Whether a link of a member is cut: its line is not drawn. */
  readonly cut: boolean;
  readonly selected: boolean;
  /** The line of the text that is looked at speaks of some of them. */
  readonly spoken: boolean;
  readonly onToggle: (group: string) => void;
}

const StackGlyph = memo(function StackGlyph(props: StackGlyphProps) {
  const { group, plural, x, y, open, look, size, healthy, trouble, spoken, onToggle } = props;
  const box = open ? { x: 28, y: -20, width: 68, height: 32 } : { x: -24, y: -30, width: 104, height: 56 };

  function onKeyDown(event: KeyboardEvent<SVGGElement>) {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    event.stopPropagation();
    onToggle(group);
  }

  return (
    <g
      className={`stage-node stage-node-${look} stack`}
      role="button"
      tabIndex={0}
      aria-expanded={open}
      aria-label={words.stage.stackName(plural, healthy, size, trouble)}
      data-stack={group}
      transform={`translate(${x} ${y})`}
      onClick={() => onToggle(group)}
      onKeyDown={onKeyDown}
    >
      <rect className="stage-hit" {...box} />
      <rect className="stage-focus" rx="6" {...box} />
      {spoken ? <rect className="stage-spoken" rx="6" {...box} /> : undefined}
      {open ? <OpenName text={words.stage.stacked(group, size)} /> : <Collapsed {...props} />}
    </g>
  );
});

function OpenName({ text }: { readonly text: string }) {
  return (
    <g aria-hidden="true">
      <path className="stack-fold" d="M33 -1L37 -5L41 -1" />
      <text className="caption" x={46} y={0}>
        {text}
      </text>
    </g>
  );
}

function Collapsed({ shape, group, size, look, trouble, cut, selected }: StackGlyphProps) {
  return (
    <>
      <g className="glyph" aria-hidden="true">
        <path className="glyph-outline stack-behind" d={shape.outline} transform="translate(8 -8)" />
        <path className="glyph-outline stack-behind" d={shape.outline} transform="translate(4 -4)" />
      </g>
      <NodeGlyph shape={shape} look={look === 'leads' ? 'plain' : look} ordinal={undefined} />
      {selected ? <rect className="stack-selected" x={-22} y={-28} width={46} height={50} /> : undefined}
      {cut ? (
        <g transform="translate(18 15) rotate(-45)" aria-hidden="true">
          <rect className="edge-gap" x="-6" y="-6" width="12" height="12" />
          <path className="edge-break" d="M-5 6L-1 -6M1 6L5 -6" />
        </g>
      ) : undefined}
      <g className="node-words node-words-right" aria-hidden="true">
        <text className="node-name" x={WORDS_AT} y={trouble === '' ? 4 : -3}>
          {words.stage.stacked(group, size)}
        </text>
        {trouble === '' ? undefined : (
          <text className={cut ? 'node-role node-trouble' : 'node-role'} x={WORDS_AT} y={13}>
            {trouble}
          </text>
        )}
      </g>
    </>
  );
}

const WORDS_AT = 29;
