import { formatDuration, formatFactor, formatShare } from '../lib/quantities.ts';
import type { SetValue } from '../kernel/fault.ts';
import type { FaultAction, FaultTarget } from '../scenario/scenario.ts';
import { telling } from '../words/index.ts';
import { listed, namedSets, sidesOf, type Lister, type Naming } from './node-list.ts';

/**
 * What a fault does, as one reads it aloud: `crash db-1`, `cut api-1 and db-1`, `partition east | west`. Its times are
 * not part of it.
 */
export function faultText(fault: FaultAction, naming: Naming): string {
  const { faults } = telling;
  const named = namedSets(naming);
  const list = (names: readonly string[]): string => listed(names, named);
  const way = (from: readonly string[], to: readonly string[]): string => `${list(from)} → ${list(to)}`;
  const sides = (ends: readonly (readonly string[])[]): string => sidesOf(ends, list);
  if ('target' in fault) {
    const target = targetText(fault.target, list);
    return fault.verb === 'slow' ? faults.slow(target, formatFactor(fault.by)) : faults[fault.verb](target);
  }
  switch (fault.verb) {
    case 'cut':
      return faults.cut(fault.oneWay ? way(fault.from, fault.to) : sides([fault.from, fault.to]));
    case 'partition':
      return faults.partition(fault.sets.map(list).join(' | '));
    case 'degrade': {
      const latency = formatDuration(fault.latency);
      return fault.loss === 0
        ? faults.degrade(sides(fault.between), latency)
        : faults.degradeLossy(sides(fault.between), latency, formatShare(fault.loss));
    }
    case 'add':
      return faults.add(fault.group, fault.count);
    case 'remove':
      return fault.abrupt ? faults.cutOff(fault.group, fault.count) : faults.remove(fault.group, fault.count);
    case 'set':
      return faults.set(list(fault.nodes), settingsText(fault.written));
    case 'zookeeper': {
      const { op, path, data } = fault.order;
      return faults.znode[op](path, data);
    }
    case 'heal': {
      if (fault.ends === 'all') return faults.healAll;
      const [first = [], second = []] = fault.ends;
      if (fault.oneWay) return faults.heal(way(first, second));
      return faults.heal(fault.ends.length === 2 ? sides(fault.ends) : fault.ends.map(list).join(' | '));
    }
  }
}

/** `rate 500/s and writes 20%`. */
function settingsText(written: Readonly<Record<string, SetValue>>): string {
  const texts = Object.entries(written).map(([key, value]) =>
    typeof value === 'object' ? key : `${key} ${String(value)}`,
  );
  return telling.list(texts);
}

/** `db-1`, `api-1 and api-2`, `the leader of zk`. */
function targetText(target: FaultTarget, list: Lister): string {
  if ('nodes' in target) return list(target.nodes);
  return 'leader' in target
    ? telling.faults.leaderOf(target.leader)
    : telling.faults.primaryOf(target.primary);
}
