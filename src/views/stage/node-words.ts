/** What is written and said about a node at a moment. */
import type { NodePicture, Picture } from '../../analysis/picture.ts';
import { spokenSeconds, tenths } from '../../ui/format.ts';
import { words } from '../../words/index.ts';

/** How a node looks: its process and its cable, and for a running one its role's tone. */
export type Look = 'plain' | 'leads' | 'electing' | 'suspected' | 'down' | 'paused' | 'waiting' | 'removed';

export interface NodeText {
  readonly look: Look;
  /** The line under the name: its role, or what is wrong with it. */
  readonly role: string;
  /** The same in one word, for where there is no room. */
  readonly short: string;
  /** Whether that line is the role's own word or says that something is wrong. */
  readonly trouble: boolean;
  readonly facts: readonly string[];
}

function lookOf(node: NodePicture): Look {
  switch (node.status) {
    case 'waiting':
    case 'removed':
      return node.status;
    case 'down':
    case 'unplugged':
      return 'down';
    case 'paused':
      return 'paused';
    case 'running':
      return node.face.tone;
  }
}

/** The state of one of several: an isolated one is suspected, and one that there is no picture of has not started. */
export function healthOf(node: NodePicture | undefined): Look {
  if (node === undefined) return 'waiting';
  return node.isolated && node.status === 'running' ? 'suspected' : lookOf(node);
}

/** From what is not there, and well, to worst. */
const BY_WORTH: readonly Look[] = [
  'removed', 'waiting', 'leads', 'plain', 'electing', 'suspected', 'paused', 'down',
]; // prettier-ignore

export function worst(looks: readonly Look[]): Look {
  return BY_WORTH.findLast((look) => looks.includes(look)) ?? 'plain';
}

/** Whether something is wrong with the node, so that its words say what. */
export function hasTrouble({ status, isolated }: NodePicture): boolean {
  return status === 'running' ? isolated : status !== 'waiting' && status !== 'removed';
}

export function nodeText(node: NodePicture, now: Picture['time']): NodeText {
  const look = lookOf(node);
  const age = tenths(now - node.since);
  const facts = factsOf(node, now);
  if (node.isolated && node.status === 'running') {
    const role = parts([node.face.role, words.node.isolated]);
    return { look, role, short: words.node.isolated, trouble: true, facts };
  }
  const { status } = node;
  if (status === 'running') return { look, role: node.face.role, short: '', trouble: false, facts };
  return { look, ...statusWords(status, age), trouble: hasTrouble(node), facts };
}

/** At most two; the ring's number is the last, or what is wrong with a node that seems well. */
function factsOf(node: NodePicture, now: Picture['time']): readonly string[] {
  const { ring, face, conditions } = node;
  if (ring === undefined) {
    const [fault] = conditions.map((condition) => words.node.conditions[condition] ?? condition);
    return fault === undefined ? face.facts.slice(0, 2) : [...face.facts.slice(0, 1), fault];
  }
  const name = words.node.timers[ring.name] ?? ring.name;
  return [...face.facts.slice(0, 1), words.node.timer(name, tenths(Math.max(0, ring.firesAt - now)))];
}

function statusWords(
  status: Exclude<NodePicture['status'], 'running'>,
  age: string,
): { readonly role: string; readonly short: string } {
  const { node } = words;
  switch (status) {
    case 'waiting':
      return { role: node.waiting, short: '' };
    case 'removed':
      return { role: node.removedFor(age), short: node.removed };
    case 'down':
      return { role: node.downFor(age), short: node.down };
    case 'unplugged':
      return { role: node.unpluggedFor(age), short: node.unplugged };
    case 'paused':
      return { role: node.pausedFor(age), short: node.paused };
  }
}

/** The accessible name: "db-2, database, primary, healthy, LSN 1042, session expires in 7.4 seconds". */
export function nodeName(node: NodePicture, noun: string, now: Picture['time']): string {
  const age = spokenSeconds(now - node.since);
  switch (node.status) {
    case 'waiting':
      return [node.name, noun, words.node.waiting].join(', ');
    case 'removed':
      return [node.name, noun, words.node.saidRemoved(age)].join(', ');
    case 'down':
      return parts([node.name, noun, words.node.saidDown(age), spokenRing(node, now)]);
    case 'unplugged':
      return parts([node.name, noun, words.node.saidUnplugged(age), spokenRing(node, now)]);
    case 'paused':
      return parts([
        node.name,
        noun,
        node.face.role,
        words.node.saidPaused(age),
        isolation(node),
        spokenRing(node, now),
      ]);
    case 'running': {
      const health = node.face.tone === 'suspected' ? words.node.suspected : words.node.healthy;
      const wellbeing = node.isolated ? words.node.isolated : health;
      const { role, facts } = node.face;
      const told = node.ring === undefined ? facts : facts.slice(0, 1);
      return parts([node.name, noun, role, wellbeing, ...told, spokenRing(node, now)]);
    }
  }
}

/** What the ring shows, aloud: "session expires in 7.4 seconds". */
function spokenRing({ ring }: NodePicture, now: Picture['time']): string {
  if (ring === undefined) return '';
  const left = spokenSeconds(Math.max(0, ring.firesAt - now));
  switch (ring.name) {
    case 'session':
      return words.node.saidSession(left);
    case 'back':
      return words.node.saidBack(left);
    default:
      return words.node.saidTimer(words.node.timers[ring.name] ?? ring.name, left);
  }
}

function isolation(node: NodePicture): string {
  return node.isolated ? words.node.isolated : '';
}

function parts(all: readonly string[]): string {
  return all.filter((part) => part !== '').join(', ');
}
