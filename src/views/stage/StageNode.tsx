import { memo, type KeyboardEvent } from 'react';
import type { NodePicture } from '../../analysis/picture.ts';
import type { SimTime } from '../../lib/units.ts';
import { Crown, NodeGlyph } from './NodeGlyph.tsx';
import { nodeName, nodeText, type NodeText } from './node-words.ts';
import type { Density, Place } from './place.ts';

interface StageNodeProps {
  readonly place: Place;
  readonly node: NodePicture;
  readonly now: SimTime;
  readonly selected: boolean;
  readonly onSelect: (name: string) => void;
}

/** The width of a letter of a fact. */
const LETTER = 7.2;
const ROLE_LETTER = 6.4;

/** Whether nothing that is written or said of the node has changed; what it shows each frame is its ring's. */
function same(before: StageNodeProps, after: StageNodeProps): boolean {
  if (before.place !== after.place || before.selected !== after.selected) return false;
  if (before.onSelect !== after.onSelect) return false;
  const { noun } = before.place.view;
  const [past, present] = [nodeText(before.node, before.now), nodeText(after.node, after.now)];
  return (
    past.look === present.look &&
    past.role === present.role &&
    past.facts.join() === present.facts.join() &&
    nodeName(before.node, noun, before.now) === nodeName(after.node, noun, after.now)
  );
}

/** A node: glyph, name, and as many of its words as there is room for. Unhealthy and leading ones keep theirs. */
export const StageNode = memo(function StageNode({ place, node, now, selected, onSelect }: StageNodeProps) {
  const text = nodeText(node, now);
  const important = selected || text.trouble || text.look === 'leads';
  const density = important && place.density === 'bare' ? 'names' : place.density;

  function onKeyDown(event: KeyboardEvent<SVGGElement>) {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    event.stopPropagation();
    onSelect(place.name);
  }

  return (
    <g
      className={`stage-node stage-node-${text.look}`}
      role="button"
      tabIndex={0}
      aria-label={nodeName(node, place.view.noun, now)}
      aria-pressed={selected}
      data-node={place.name}
      transform={`translate(${place.x} ${place.y})`}
      onClick={() => onSelect(place.name)}
      onKeyDown={onKeyDown}
    >
      <title>{nodeName(node, place.view.noun, now)}</title>
      <rect className="stage-hit" {...boxOf(place, density, text, 0)} />
      <rect className="stage-focus" rx="6" {...boxOf(place, density, text, 4)} />
      {selected ? <Brackets {...boxOf(place, density, text, 6)} /> : undefined}
      <NodeGlyph
        shape={place.view.glyph}
        look={text.look}
        ordinal={place.numbered ? place.index : undefined}
      />
      {text.look === 'leads' ? <Crown y={node.ring === undefined ? -28 : -31} /> : undefined}
      <NodeWords place={place} text={text} density={density} />
    </g>
  );
}, same);

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The lines below the name that there is room for. */
function wordsOf(place: Place, text: NodeText, density: Density): readonly Line[] {
  if (density === 'bare') return [];
  const fits = text.role.length * ROLE_LETTER <= place.room + 4;
  const role = density === 'names' || !fits ? text.short : text.role;
  const shown = density === 'names' && !text.trouble ? '' : role === '' ? text.role : role;
  const facts = density === 'full' ? text.facts.map((fact) => shortened(fact, place.room)) : [];
  const lines: readonly Line[] = [
    { text: shown, role: true },
    ...facts.map((fact) => ({ text: fact, role: false })),
  ];
  return lines.filter((line) => line.text !== '').slice(0, place.lines - 1);
}

interface Line {
  readonly text: string;
  readonly role: boolean;
}

/** Around the glyph and its words, with `margin` around them. */
function boxOf(place: Place, density: Density, text: NodeText, margin: number): Box {
  const lines = wordsOf(place, text, density);
  const count = density === 'bare' ? 0 : 1 + lines.length;
  const crown = text.look === 'leads' ? 10 : 0;
  if (place.label === 'right') {
    const width =
      62 + Math.max(place.name.length + 1.5, ...lines.map((line) => line.text.length - 1)) * LETTER;
    const depth = Math.max(27, count * 16 - 20);
    return grow({ x: -27, y: -27 - crown, width, height: 27 + crown + depth }, margin);
  }
  const half = count === 0 ? 20 : Math.max(27, place.name.length * 4.2 + 8);
  const below = count === 0 ? 20 : 28 + count * 16;
  return grow({ x: -half, y: -27 - crown, width: 2 * half, height: 27 + crown + below }, margin);
}

function grow(box: Box, by: number): Box {
  return { x: box.x - by, y: box.y - by, width: box.width + 2 * by, height: box.height + 2 * by };
}

function Brackets({ x, y, width, height }: Box) {
  const right = x + width;
  const bottom = y + height;
  const d =
    `M${x} ${y + 6}V${y}H${x + 6}M${right - 6} ${y}H${right}V${y + 6}` +
    `M${right} ${bottom - 6}V${bottom}H${right - 6}M${x + 6} ${bottom}H${x}V${bottom - 6}`;
  return <path className="stage-brackets" d={d} />;
}

interface NodeWordsProps {
  readonly place: Place;
  readonly text: NodeText;
  readonly density: Density;
}

function NodeWords({ place, text, density }: NodeWordsProps) {
  if (density === 'bare') return undefined;
  const beside = place.label === 'right';
  const lines = wordsOf(place, text, density);
  const x = beside ? 33 : 0;
  // A line leaves the right side of users: their words stand above and below it.
  const parted = beside && place.tier === 'source';
  const top = beside ? (parted ? -7 : lines.length > 1 ? -10 : -3) : 42;
  const second = top + (parted ? 25 : 16);
  return (
    <g className={beside ? 'node-words node-words-right' : 'node-words'} aria-hidden="true">
      <text className="node-name" x={x} y={top}>
        <tspan className={`node-mark node-mark-${markOf(text)}`}>{MARKS[markOf(text)]}</tspan>
        {place.name}
      </text>
      {lines.map((line, index) => (
        <text
          key={index}
          className={line.role ? `node-role${text.trouble ? ' node-trouble' : ''}` : 'node-fact'}
          x={x}
          y={second + 16 * index}
        >
          {line.text}
        </text>
      ))}
    </g>
  );
}

/** What there is room for: whole parts where it has several; all of it is in the name and the inspector. */
function shortened(fact: string, room: number): string {
  const letters = Math.floor((room + 4) / LETTER);
  if (fact.length <= letters) return fact;
  const part = fact.slice(0, Math.max(0, fact.lastIndexOf(' · ', letters)));
  return part === '' ? `${fact.slice(0, letters - 1)}…` : part;
}

type Mark = 'healthy' | 'suspected' | 'down' | 'none';

const MARKS: Readonly<Record<Mark, string>> = { healthy: '● ', suspected: '○ ', down: '✕ ', none: '' };

function markOf(text: NodeText): Mark {
  switch (text.look) {
    case 'down':
      return 'down';
    case 'suspected':
      return 'suspected';
    case 'waiting':
    case 'paused':
      return 'none';
    case 'plain':
    case 'leads':
    case 'electing':
      return text.trouble ? 'none' : 'healthy';
  }
}
