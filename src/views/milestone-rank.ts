/** Which milestones tell the story, the most telling first; the others fill in its details. */
const RANKS: ReadonlyMap<string, number> = new Map(
  [
    'invariant-violated',
    'limit-reached',
    'write-lost',
    'fencing-rejected',
    'quorum-lost',
    'quorum-regained',
    'primary-promoted',
    'session-expired',
    'leader-elected',
    'first-write-accepted',
    'lock-acquired',
    'primary-demoted',
    'lock-released',
    'leader-stepped-down',
    'marked-down',
    'marked-up',
    'node-crashed',
    'node-unplugged',
    'node-paused',
    'node-isolated',
    'link-cut',
    'instance-removed',
    'instance-added',
    'node-restarted',
    'node-plugged',
    'node-resumed',
    'node-rejoined',
    'link-healed',
    'service-degraded',
    'service-recovered',
    'primary-elected',
  ].map((type, rank) => [type, rank]),
);

export function isMajor(milestone: { readonly type: string }): boolean {
  return RANKS.has(milestone.type);
}

/** The lower, the more it says. */
export function rankOf(milestone: { readonly type: string }): number {
  return RANKS.get(milestone.type) ?? RANKS.size;
}
