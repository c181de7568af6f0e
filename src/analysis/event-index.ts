import { QUERY_PORT } from '../kinds/database/protocol.ts';
import type { EventView, Recording } from '../kernel/recording.ts';
import { NO_CAUSE } from '../kernel/occurrence.ts';

/** What questions about requests look up again and again in a run; made in one pass over its events. */
export interface EventIndex {
  /** The events that each event scheduled, in order. */
  readonly followers: ReadonlyMap<number, readonly number[]>;
  /** Of each node, in order, when it was left without a connection that requests need. */
  readonly losses: ReadonlyMap<number, readonly number[]>;
}

const indices = new WeakMap<Recording, { readonly events: number; readonly index: EventIndex }>();

export function eventIndex(recording: Recording): EventIndex {
  const known = indices.get(recording);
  if (known?.events === recording.events) return known.index;
  const followers = new Map<number, number[]>();
  const losses = new Map<number, number[]>();
  for (let number = 0; number < recording.events; number++) {
    const view = recording.event(number);
    const { cause } = view.occurrence;
    if (cause !== NO_CAUSE) add(followers, cause, number);
    if (isLoss(view)) add(losses, view.node, number);
  }
  const index = { followers, losses };
  indices.set(recording, { events: recording.events, index });
  return index;
}

function add(lists: Map<number, number[]>, key: number, number: number): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [number]);
  else list.push(number);
}

/** A database's connection that broke, or that was given up because nothing came over it. */
function isLoss({ occurrence: { type, name } }: EventView): boolean {
  return (type === 'closed' && name === QUERY_PORT) || (type === 'timer' && name === 'database-timeout');
}
