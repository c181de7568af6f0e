/** Which texts of a space-time diagram find room, and where. Greedy: what matters most chooses first. */
import { words } from '../../words/index.ts';
import { rankOf } from '../milestone-rank.ts';
import type { Drawing, DrawnMessage, Mark } from './diagram.ts';
import { messageLabel } from './message-words.ts';

export interface Label {
  readonly text: string;
  readonly x: number;
  /** The baseline. */
  readonly y: number;
}

export interface Labels {
  /** By the ids of messages. */
  readonly messages: ReadonlyMap<string, Label>;
  /** By the ids of milestones. */
  readonly marks: ReadonlyMap<string, Label>;
  /** Of the disk syncs that found room. */
  readonly syncs: readonly Label[];
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A letter of the labels, at 12 px: monospaced for messages, about so for milestones. */
const LETTER = 7.3;
const MARK_LETTER = 6.7;
const LINE = 15;
const GAP = 7;
/** More are not read, and the lines between them not seen. */
const MAX_LABELS = 48;
/** Two texts that say the same are no closer than this. */
const NEAR = { x: 120, y: 60 };
/** Half of a band, and a little air. */
const BAND = 6;

/** `cursor`: where a line stands through all lanes that texts keep clear of, in pixels. */
export function labelsOf(drawing: Drawing, selected: string | undefined, cursor?: number): Labels {
  const { width } = drawing.frame;
  const taken: Box[] = drawing.lanes.map(({ y }) => ({ x: 0, y: y - BAND, width, height: 2 * BAND }));
  if (cursor !== undefined) taken.push({ x: cursor - 1, y: 0, width: 3, height: drawing.height });
  const marks = placeMarks(drawing, taken);
  const messages = new Map<string, Label>();
  const wanted = drawing.messages.filter(({ message }) => !message.routine || message.id === selected);
  const importance = ({ message }: DrawnMessage): number => {
    if (message.id === selected) return 0;
    if (message.critical) return 1;
    if (message.fate !== 'received' || message.family === 'failed') return 2;
    return message.family === 'watch-event' ? 3 : message.family === 'protocol' ? 4 : 5;
  };
  const ordered = [...wanted].sort((a, b) => importance(a) - importance(b));
  for (const drawn of ordered) {
    if (messages.size >= MAX_LABELS) break;
    const text = messageLabel(drawn.message);
    const most = drawn.message.id === selected ? Infinity : drawn.message.critical ? 3 : 1;
    const label = bestPlace(besideLine(drawn, text, drawing), drawing, taken, most);
    if (label === undefined || (most === 1 && isSaid(label, messages))) continue;
    taken.push(boxOf(label, LETTER));
    messages.set(drawn.message.id, label);
  }
  return { messages, marks, syncs: placeSyncs(drawing, taken) };
}

function placeMarks(drawing: Drawing, taken: Box[]): ReadonlyMap<string, Label> {
  const labels = new Map<string, Label>();
  const ordered = [...drawing.marks].sort((a, b) => rankOf(a.milestone) - rankOf(b.milestone));
  for (const { x, y } of drawing.marks) taken.push({ x: x - 6, y: y - 14, width: 12, height: 20 });
  for (const mark of ordered) {
    const label = bestPlace(aroundMark(mark), drawing, taken, Infinity, MARK_LETTER);
    if (label === undefined) continue;
    taken.push(boxOf(label, MARK_LETTER));
    labels.set(mark.milestone.id, label);
  }
  return labels;
}

/** Above its block, of those that mattered. */
function placeSyncs(drawing: Drawing, taken: Box[]): readonly Label[] {
  const labels: Label[] = [];
  for (const { sync, x, y, width } of drawing.syncs) {
    const text = words.spaceTime.sync(sync.name);
    const start = x + width / 2 - (text.length * LETTER) / 2;
    const label = bestPlace([{ text, x: start, y: y - 10 }], drawing, taken, 1);
    if (!sync.critical || label === undefined) continue;
    taken.push(boxOf(label, LETTER));
    labels.push(label);
  }
  return labels;
}

/** Below its mark at the right, below at the left, above at the right, above at the left; beside what is near it. */
function aroundMark({ milestone, x, y }: Mark): readonly Label[] {
  const { text } = milestone;
  const left = x - text.length * MARK_LETTER;
  return [0, 12, 28].flatMap((off) => [
    { text, x: x + 8 + off, y: y + 19 },
    { text, x: left - 8 - off, y: y + 19 },
    { text, x: x + 10 + off, y: y - 10 },
    { text, x: left - 10 - off, y: y - 10 },
  ]);
}

/** Whether the same is said already right above, below or beside it. */
function isSaid({ text, x, y }: Label, labels: ReadonlyMap<string, Label>): boolean {
  return [...labels.values()].some(
    (other) => other.text === text && Math.abs(other.x - x) < NEAR.x && Math.abs(other.y - y) < NEAR.y,
  );
}

/** In the middle between each two lanes that it crosses, right of the line and left of it. */
function besideLine(drawn: DrawnMessage, text: string, drawing: Drawing): readonly Label[] {
  const { x1, y1, x2, y2 } = drawn;
  if (drawn.message.fate === 'held') return [{ text: words.spaceTime.held(text), x: x2 + GAP, y: y2 + 4 }];
  const places: Label[] = [];
  const [top, bottom] = [Math.min(y1, y2), Math.max(y1, y2)];
  for (const [index, lane] of drawing.lanes.entries()) {
    const next = drawing.lanes[index + 1];
    if (next === undefined || lane.y < top || next.y > bottom) continue;
    const y = (lane.y + next.y) / 2;
    const x = x1 + ((x2 - x1) * (y - y1)) / (y2 - y1);
    const width = text.length * LETTER;
    places.push({ text, x: x + GAP, y: y + 4 }, { text, x: x - GAP - width, y: y + 4 });
  }
  return places;
}

/** The free place that the fewest lines cross, if that are few enough. */
function bestPlace(
  places: readonly Label[],
  drawing: Drawing,
  taken: readonly Box[],
  most: number,
  letter = LETTER,
): Label | undefined {
  let best: Label | undefined;
  let fewest = most + 1;
  for (const place of places) {
    const box = boxOf(place, letter);
    if (!isFree(box, taken, drawing)) continue;
    const crossings = drawing.messages.filter((drawn) => crosses(drawn, box)).length;
    if (crossings < fewest) [best, fewest] = [place, crossings];
  }
  return best;
}

function boxOf({ text, x, y }: Label, letter: number): Box {
  return { x, y: y - 11, width: text.length * letter, height: LINE };
}

function isFree(box: Box, taken: readonly Box[], { frame, height }: Drawing): boolean {
  if (box.x < 0 || box.x + box.width > frame.width || box.y < 0 || box.y + box.height > height) return false;
  return !taken.some(
    (other) =>
      box.x < other.x + other.width + 2 &&
      other.x < box.x + box.width + 2 &&
      box.y < other.y + other.height &&
      other.y < box.y + box.height,
  );
}

/** Whether a line passes through a box, told by where it is at the box's height. */
function crosses({ x1, y1, x2, y2 }: DrawnMessage, box: Box): boolean {
  const [top, bottom] = [Math.max(box.y, Math.min(y1, y2)), Math.min(box.y + box.height, Math.max(y1, y2))];
  if (top >= bottom) return false;
  const at = (y: number): number => x1 + ((x2 - x1) * (y - y1)) / (y2 - y1);
  const [a, b] = [at(top), at(bottom)];
  return Math.max(a, b) > box.x && Math.min(a, b) < box.x + box.width;
}
