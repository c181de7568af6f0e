/** What can be done to a node or a link right now: of each pair of faults the one that its state allows. */
import type { LinkFaultPicture, NodePicture } from '../../analysis/picture.ts';
import type { FaultAction } from '../../kernel/fault.ts';
import { words } from '../../words/index.ts';

export interface FaultChoice {
  readonly text: string;
  readonly action: FaultAction;
}

type Ending = 'restore-disk' | 'pass-health' | 'unhang' | 'pass-requests';
type NodeFault = Extract<FaultAction, { readonly target: unknown }>;

const { faults } = words;

/** The kinds whose processes serve requests, keep data on disk, or answer health checks. */
const SERVES: readonly string[] = ['api-server'];
const HANGS: readonly string[] = ['api-server', 'database'];
const STORES: readonly string[] = ['zookeeper', 'database'];

/** How much slower, and how bad a line, a click makes it. */
const SLOWER = 10;
const BAD_LINE = { latency: 200_000, jitter: 0, loss: 0.05 };

export function nodeFaults(node: NodePicture, kind: string): readonly FaultChoice[] {
  const { name, status } = node;
  const target = { nodes: [name] };
  const runs = status === 'running' || status === 'paused';
  const choices: FaultChoice[] = [];
  if (status === 'waiting' || status === 'removed') return choices;
  const add = (action: NodeFault) => choices.push({ text: faults.node[action.verb](name), action });
  const either = (fault: 'slow-disk' | 'fail-health' | 'hang' | 'fail-requests', end: Ending) =>
    add({ verb: node.conditions.includes(fault) ? end : fault, target });
  if (runs) add({ verb: 'crash', target });
  if (status === 'down') add({ verb: 'restart', target });
  if (runs || status === 'down') add({ verb: 'unplug', target });
  if (status === 'unplugged') add({ verb: 'plug', target });
  if (runs) add({ verb: status === 'paused' ? 'resume' : 'pause', target });
  add({ verb: node.isolated ? 'rejoin' : 'isolate', target });
  if (STORES.includes(kind)) either('slow-disk', 'restore-disk');
  if (HANGS.includes(kind)) either('hang', 'unhang');
  if (SERVES.includes(kind)) {
    if (node.conditions.includes('slow')) add({ verb: 'restore', target });
    else add({ verb: 'slow', target, by: SLOWER });
    either('fail-health', 'pass-health');
    either('fail-requests', 'pass-requests');
  }
  return choices;
}

/** The kinds whose groups autoscaling leaves alone: their members know each other from their configuration. */
const FIXED: readonly string[] = ['zookeeper', 'database'];

/** One instance more, or one less. */
export function groupFaults(group: string, kind: string): readonly FaultChoice[] {
  if (FIXED.includes(kind)) return [];
  return [
    { text: faults.group.add(group), action: { verb: 'add', group, count: 1 } },
    { text: faults.group.remove(group), action: { verb: 'remove', group, count: 1, abrupt: false } },
  ];
}

/** Heals what lies on the link, if anything does; else cuts or degrades it. */
export function linkFaults(
  from: string,
  to: string,
  standing: readonly LinkFaultPicture[],
): readonly FaultChoice[] {
  const { link } = faults;
  const on = standing.filter((fault) => affects(fault, from, to));
  const heals = on.map(({ kind, sets, oneWay }): FaultChoice => ({
    text: kind === 'cut' ? link.heal(from, to) : link.restore(from, to),
    action: { verb: 'heal', ends: sets, oneWay },
  }));
  const cut = on.some(({ kind }) => kind === 'cut');
  const worse = on.some(({ kind }) => kind === 'degrade');
  const cuts: readonly FaultChoice[] = [
    { text: link.cut(from, to), action: { verb: 'cut', from: [from], to: [to], oneWay: false } },
    { text: link.cutOneWay(from, to), action: { verb: 'cut', from: [from], to: [to], oneWay: true } },
    { text: link.cutOneWay(to, from), action: { verb: 'cut', from: [to], to: [from], oneWay: true } },
  ];
  const degrade: FaultChoice = {
    text: link.degrade(from, to),
    action: { verb: 'degrade', between: [[from], [to]], ...BAD_LINE },
  };
  return [...heals, ...(cut ? [] : cuts), ...(worse ? [] : [degrade])];
}

function affects({ sets }: LinkFaultPicture, from: string, to: string): boolean {
  const start = sets.findIndex((set) => set.includes(from));
  const end = sets.findIndex((set) => set.includes(to));
  return start >= 0 && end >= 0 && start !== end;
}
