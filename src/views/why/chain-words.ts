/** What is said of a chain of causes. */
import type { CauseLink } from '../../analysis/answer.ts';
import { clock, delta } from '../../ui/format.ts';
import { words } from '../../words/index.ts';
import type { Making, Station } from './stations.ts';

/** A station in one line. */
export function stationTitle({ link }: Station): string {
  return link.kind === 'event' && link.silentNode !== undefined
    ? words.why.silent(link.node, link.silentNode, link.silentThrough)
    : link.text;
}

/** What else is known of a station: what was noted with it. */
export function stationDetails({ beside }: Station): readonly string[] {
  return beside.map(({ text }) => text);
}

/** What the time from its cause consists of, such as "2 messages, one disk sync". */
export function makingText({ messages, syncs, timers, silentNode, silentThrough, found }: Making): string {
  const parts: string[] = [];
  if (silentNode !== undefined) parts.push(words.why.silenceOf(silentNode, silentThrough));
  if (found) parts.push(words.why.found);
  else for (const timer of timers) parts.push(words.why.timer(timer));
  if (messages > 0) parts.push(messages === 1 ? words.why.hop : words.why.messages(messages));
  if (syncs > 0) parts.push(words.why.syncs(syncs));
  return words.why.made(parts);
}

/** The whole chain as it is copied: one line a link, effect first. */
export function chainText(chain: readonly CauseLink[]): string {
  return chain
    .map((link, index) => {
      const after = index === chain.length - 1 ? '' : delta(link.delta);
      return words.why.line(chain.length - index, clock(link.time), link.text, after);
    })
    .join('\n');
}
