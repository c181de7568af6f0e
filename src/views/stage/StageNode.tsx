import { memo, useState, type KeyboardEvent } from 'react';
import type { NodePicture } from '../../analysis/picture.ts';
import type { SimTime } from '../../lib/units.ts';
import { words } from '../../words/index.ts';
import { Crown, NodeGlyph } from './NodeGlyph.tsx';
import { nodeName, nodeText, type NodeText } from './node-words.ts';
import type { Density, Place } from './place.ts';

interface StageNodeProps {
  readonly place: Place;
  readonly node: NodePicture;
  readonly now: SimTime;
  readonly selected: boolean;
  /** The line of the text that is looked at speaks of it. */
  readonly spoken: boolean;
  readonly onSelect: (name: string) => void;
  readonly onWhy: (name: string) => void;
}

/** The width of a letter of a fact. */
const LETTER = 7.2;
const ROLE_LETTER = 6.4;
/** How far above a glyph's middle its crown stands: without a ring, and over one. */
const CROWN = { bare: -28, ring: -31 };

/** A node: glyph, name, and as many of its words as there is room for. Unhealthy and leading ones keep theirs. */
export function StageNode({ node, now, ...rest }: StageNodeProps) {
  const { facts, ...text } = nodeText(node, now);
  const name = nodeName(node, rest.place.view.noun, now);
  return (
    <DrawnNode {...rest} {...text} facts={facts.join(SEPARATOR)} name={name} ring={node.ring !== undefined} />
  );
}

const SEPARATOR = '\n';

interface DrawnNodeProps
  extends
    Omit<NodeText, 'facts'>,
    Pick<StageNodeProps, 'place' | 'selected' | 'spoken' | 'onSelect' | 'onWhy'> {
  readonly facts: string;
  /** As it is called. */
  readonly name: string;
  readonly ring: boolean;
}

/** Drawn again only when what is written or said of it changes: what moves each frame is its ring. */
const DrawnNode = memo(function DrawnNode(props: DrawnNodeProps) {
  const { place, selected, spoken, onSelect, onWhy, facts, name, ring, look, role, short, trouble } = props;
  const [hovered, setHovered] = useState(false);
  const text = { look, role, short, trouble, facts: facts === '' ? [] : facts.split(SEPARATOR) };
  const important = selected || trouble || look === 'leads';
  const density = important && place.density === 'bare' ? 'names' : place.density;
  const crown = ring ? CROWN.ring : CROWN.bare;

  function onKeyDown(event: KeyboardEvent<SVGGElement>) {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    event.stopPropagation();
    onSelect(place.name);
  }

  return (
    <>
      <g
        className={`stage-node stage-node-${look}`}
        role="button"
        tabIndex={0}
        aria-label={name}
        aria-pressed={selected}
        data-node={place.name}
        transform={`translate(${place.x} ${place.y})`}
        onClick={() => onSelect(place.name)}
        onKeyDown={onKeyDown}
        onPointerEnter={() => setHovered(true)}
        onPointerLeave={() => setHovered(false)}
      >
        {hovered ? <title>{name}</title> : undefined}
        <rect className="stage-hit" {...boxOf(place, density, text, 0)} />
        <rect className="stage-focus" rx="6" {...boxOf(place, density, text, 4)} />
        {spoken ? <rect className="stage-spoken" rx="6" {...boxOf(place, density, text, 4)} /> : undefined}
        {selected ? <Brackets {...boxOf(place, density, text, 6)} /> : undefined}
        <NodeGlyph shape={place.view.glyph} look={look} ordinal={place.numbered ? place.index : undefined} />
        {look === 'leads' ? <Crown y={crown} /> : undefined}
        <NodeWords place={place} text={text} density={density} />
      </g>
      {look === 'leads' ? (
        <WhyRole place={place} text={text} density={density} crown={crown} onWhy={onWhy} />
      ) : undefined}
    </>
  );
});

interface WhyRoleProps extends NodeWordsProps {
  readonly crown: number;
  readonly onWhy: (name: string) => void;
}

/** Over a crown and the word for it: asks why. Keys find it in the node's menu. */
function WhyRole({ place, text, density, crown, onWhy }: WhyRoleProps) {
  const [word] = wordsOf(place, text, density);
  const width = (word?.text.length ?? 0) * 6.8;
  const beside = place.label === 'right';
  const label = words.stage.whyRole(place.name, text.role);
  return (
    <g
      className="stage-why"
      role="button"
      tabIndex={-1}
      aria-label={label}
      data-node={place.name}
      transform={`translate(${place.x} ${place.y})`}
      onClick={() => onWhy(place.name)}
    >
      <title>{label}</title>
      <rect className="stage-hit" x="-14" y={crown - 10} width="28" height={-17 - crown + 10} />
      {word?.role === true ? (
        <rect
          className="stage-hit"
          x={beside ? 33 : -width / 2}
          y={(beside ? secondLine(place, wordsOf(place, text, density).length) : 58) - 12}
          width={width}
          height="16"
        />
      ) : undefined}
    </g>
  );
}

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

/** Where words beside a glyph begin, by how many lines follow the name. */
function firstLine({ tier }: Place, lines: number): number {
  if (lines === 0) return 4;
  if (tier === 'source') return -7;
  return lines === 1 ? -3 : -10;
}

/** A line leaves the right side of users: their words stand above and below it. */
function secondLine(place: Place, lines: number): number {
  return firstLine(place, lines) + (place.tier === 'source' ? 25 : 16);
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
  const top = beside ? firstLine(place, lines.length) : 42;
  const second = beside ? secondLine(place, lines.length) : 58;
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
  // Its ring says what a length of time is of.
  const rest = fact.slice(fact.indexOf(' ') + 1);
  if (!fact.includes(' · ') && rest.length <= letters) return rest;
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
    case 'removed':
    case 'paused':
      return 'none';
    case 'plain':
    case 'leads':
    case 'electing':
      return text.trouble ? 'none' : 'healthy';
  }
}
