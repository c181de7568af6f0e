/**
 * Bugs that tests plant in servers, to see that what judges runs can fail. Each is one line of the model. No option of a
 * scenario sets one.
 */
export const PLANTED_BUGS = {
  'votes-without-zxid': 'in elections its history does not count',
  'elects-anybody': 'the same, and no leader minds that a learner knows more',
  'reuses-epochs': 'a new leader takes the highest epoch that was accepted instead of a higher one',
  'serves-without-quorum': 'a leader serves before a quorum has its history',
  'forgets-outstanding': 'a learner that joins is not sent the proposals under way',
  'acknowledges-before-sync': 'a follower acknowledges what its disk has not synced',
  'commits-by-any-ack': 'a leader commits what any one server acknowledged',
  'applies-before-commit': 'a follower applies what it has logged',
  'never-resigns': 'a leader goes on without a quorum of followers',
  'keeps-ephemerals': 'the end of a session leaves its ephemerals behind',
  'revives-sessions': 'a client comes back with a session that is gone',
  'expires-after-election': 'a new leader gives sessions no time to be heard of',
  'replies-before-events': 'a reply goes out before the watch events of its transaction',
  'overtakes-writes': 'a read is answered before the writes that its session made earlier',
  'validates-against-applied': 'requests are judged without the proposals under way',
} as const;

export type PlantedBug = keyof typeof PLANTED_BUGS;

export function hasBug(
  { config }: { readonly config: { readonly bug?: PlantedBug } },
  bug: PlantedBug,
): boolean {
  return config.bug === bug;
}
