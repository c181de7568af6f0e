import type { SpaceTimeMessage } from '../../analysis/space-time.ts';
import { clock } from '../../ui/format.ts';
import { words } from '../../words/index.ts';

type Named = Pick<SpaceTimeMessage, 'label' | 'subject'>;

/** What a message is called: "watch event", "getChildren", "200". */
export function messageLabel({ label, subject }: Named): string {
  const { labels, subjects, bySubject } = words.spaceTime;
  if (bySubject.includes(label) && subject !== '') return subjects[subject] ?? subject.replaceAll('-', ' ');
  return labels[label] ?? label.replaceAll('-', ' ');
}

/** "received 20.004", "lost", "held back". */
function fateText({ fate, arrivesAt }: SpaceTimeMessage): string {
  return fate === 'received' && arrivesAt !== undefined
    ? words.spaceTime.received(clock(arrivesAt))
    : words.spaceTime.fates[fate];
}

/** "watch event from zk-2 to db-2, sent 20.003, received 20.004". */
export function messageName(message: SpaceTimeMessage): string {
  const { from, to, sentAt } = message;
  return words.spaceTime.message(messageLabel(message), from, to, clock(sentAt), fateText(message));
}
