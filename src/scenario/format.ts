/** Short texts about parts of a scenario, for logs and screens. */
import { formatDuration, formatFactor, formatShare } from '../lib/quantities.ts';
import { joinWords } from './problem.ts';
import type { FaultAction, FaultTarget } from './scenario.ts';

/** Longer lists are cut: `api-1, api-2 and 48 more`. */
const NAMED_IN_FULL = 4;

/** What a fault does, as one reads it aloud: `crash db-1`, `cut api-1 and db-1`. Its times are not part of it. */
export function describeFault(fault: FaultAction): string {
  if ('target' in fault) {
    const target = describeTarget(fault.target);
    return fault.verb === 'slow'
      ? `slow ${target} by ${formatFactor(fault.by)}`
      : `${WORDS[fault.verb] ?? fault.verb} ${target}`;
  }
  switch (fault.verb) {
    case 'cut':
      return fault.oneWay
        ? `cut ${list(fault.from)} → ${list(fault.to)}`
        : `cut ${sides([fault.from, fault.to])}`;
    case 'partition':
      return `partition ${fault.sets.map(list).join(' | ')}`;
    case 'degrade': {
      const loss = fault.loss === 0 ? '' : `, ${formatShare(fault.loss)} lost`;
      return `degrade ${sides(fault.between)} (${formatDuration(fault.latency)}${loss})`;
    }
    case 'heal': {
      if (fault.ends === 'all') return 'heal all links';
      const [first = [], second = []] = fault.ends;
      if (fault.oneWay) return `heal ${list(first)} → ${list(second)}`;
      return fault.ends.length === 2
        ? `heal ${sides(fault.ends)}`
        : `heal ${fault.ends.map(list).join(' | ')}`;
    }
  }
}

/** `db-1`, `api-1 and api-2`, `the leader of zk`. */
function describeTarget(target: FaultTarget): string {
  if ('nodes' in target) return list(target.nodes);
  return 'leader' in target ? `the leader of ${target.leader}` : `the primary of ${target.primary}`;
}

/** Verbs of two words that read better with what they are about. */
const WORDS: Readonly<Record<string, string>> = {
  'slow-disk': 'slow the disk of',
  'restore-disk': 'restore the disk of',
  'fail-health': 'fail health checks of',
  'pass-health': 'pass health checks of',
  'fail-requests': 'fail requests to',
  'pass-requests': 'pass requests to',
};

/** Two ends; where one of them is several nodes, a comma within and a bar between. */
function sides(ends: readonly (readonly string[])[]): string {
  return ends.every((end) => end.length === 1) ? ends.map(list).join(' and ') : ends.map(list).join(' | ');
}

function list(names: readonly string[]): string {
  if (names.length <= NAMED_IN_FULL) return joinWords(names, 'and');
  const shown = names.slice(0, NAMED_IN_FULL - 2);
  return joinWords([...shown, `${names.length - shown.length} more`], 'and');
}
