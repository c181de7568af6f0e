import type { NodeChange } from '../kernel/recording.ts';
import type { SimTime } from '../lib/units.ts';
import type { Band, Lane } from './outline.ts';
import type { Run } from './run.ts';

export interface NodeStanding {
  readonly name: string;
  readonly group: string;
  readonly role: string;
  /** Neither down nor without power; a paused process is up. */
  readonly up: boolean;
  readonly status: NodeChange['status'];
  readonly isolated: boolean;
  /** Since when its status is what it is. */
  readonly since: SimTime;
}

/** The roles of those who have something for themselves: they look as leaders do. */
const LEADING: readonly string[] = ['leader', 'primary', 'holder', 'writer'];

/** What each node is at `time`, events at `time` included. */
export function rolesAt(run: Run, time: SimTime): readonly NodeStanding[] {
  const { simulation } = run;
  const latest = new Map<number, { change: NodeChange; since: SimTime }>();
  for (const change of simulation.recording.changes) {
    if (change.time > time) break;
    const before = latest.get(change.node);
    const same = before?.change.status === change.status && before.change.isolated === change.isolated;
    latest.set(change.node, { change, since: same ? before.since : change.time });
  }
  return simulation.nodes.map((node) => {
    const entry = latest.get(node.index);
    const status = entry?.change.status ?? 'waiting';
    return {
      name: node.name,
      group: node.spec.group,
      role: entry?.change.role ?? '',
      up: status === 'running' || status === 'paused',
      status,
      isolated: entry?.change.isolated ?? false,
      since: entry?.since ?? 0,
    };
  });
}

/** The lanes of the timeline: what each node was, from when to when. */
export function lanesOf(run: Run): readonly Lane[] {
  const { simulation, end } = run;
  const byNode = simulation.nodes.map((): NodeChange[] => []);
  for (const change of simulation.recording.changes) byNode[change.node]?.push(change);
  return simulation.nodes.map((node) => {
    const bands: Band[] = [];
    let from = 0;
    let band: Band['band'] = 'waiting';
    let role = '';
    const close = (to: SimTime): void => {
      if (to > from) bands.push({ from, to, band, role });
    };
    for (const change of byNode[node.index] ?? []) {
      const next = bandOf(change);
      if (next === band && change.role === role) continue;
      close(change.time);
      from = change.time;
      band = next;
      ({ role } = change);
    }
    close(end);
    return { node: node.name, bands };
  });
}

function bandOf({ status, isolated, role }: NodeChange): Band['band'] {
  if (status === 'waiting' || status === 'removed') return status;
  if (status === 'down' || status === 'unplugged') return 'down';
  if (status === 'paused') return 'paused';
  if (isolated) return 'isolated';
  if (LEADING.includes(role)) return 'leader';
  if (role === 'looking' || role === 'joining' || role === 'promoting') return 'electing';
  return role === '' ? 'serving' : 'follower';
}
