/** A chain of causes as it is told: stations that matter, and between them the steps that led from one to the next. */
import type { CauseLink } from '../../analysis/answer.ts';

export interface Station {
  /** 1 is the root; the effect has the highest. */
  readonly number: number;
  /** What it is called after. */
  readonly link: CauseLink;
  /** What else was noted in the same event, latest first. */
  readonly beside: readonly CauseLink[];
  /** The events from its own back to its cause, that one excluded, latest first. */
  readonly steps: readonly CauseLink[];
  /** From its cause to it, in µs. */
  readonly delta: number;
  readonly made: Making;
  readonly root: boolean;
}

/** What the time from the cause to a station consists of. */
export interface Making {
  readonly messages: number;
  readonly syncs: number;
  /** The names of the timers. */
  readonly timers: readonly string[];
  /** The node of which nothing was heard. */
  readonly silentNode: string | undefined;
  /** The server that would have told of it. */
  readonly silentThrough: string | undefined;
  /** Its cause did not begin it: it came by itself and found things so. */
  readonly found: boolean;
}

/** The stations of a chain, effect first. The chain is given effect first, as `why` answers it. */
export function stationsOf(chain: readonly CauseLink[]): readonly Station[] {
  const groups = groupByEvent(chain);
  const marked = groups.map(
    (links, index) => index === 0 || index === groups.length - 1 || links.some(isMarked),
  );
  const count = marked.filter(Boolean).length;
  const stations: Station[] = [];
  for (const [index, links] of groups.entries()) {
    if (marked[index] !== true) continue;
    const next = marked.indexOf(true, index + 1);
    const cause = next < 0 ? undefined : groups[next]?.[0];
    const between = next < 0 ? [] : groups.slice(index + 1, next).flat();
    const own = links.filter(({ kind }) => kind === 'event');
    const link = titleOf(links, index === 0);
    if (link === undefined) continue;
    stations.push({
      number: count - stations.length,
      link,
      beside: links.filter((one) => one !== link && one.kind === 'milestone'),
      steps: [...own, ...between],
      delta: cause === undefined ? 0 : link.time - cause.time,
      made: makingOf([...own, ...between], cause?.condition === true),
      root: cause === undefined,
    });
  }
  return stations;
}

function isMarked({ kind, silentNode, condition }: CauseLink): boolean {
  return kind === 'milestone' || silentNode !== undefined || condition;
}

/** Of the effect the asked link, which comes first; of other events the milestone that was noted first. */
function titleOf(links: readonly CauseLink[], effect: boolean): CauseLink | undefined {
  return effect ? links[0] : (links.findLast(({ kind }) => kind === 'milestone') ?? links[0]);
}

function groupByEvent(chain: readonly CauseLink[]): readonly (readonly CauseLink[])[] {
  const groups: CauseLink[][] = [];
  for (const link of chain) {
    const last = groups.at(-1);
    if (last?.[0]?.event === link.event) last.push(link);
    else groups.push([link]);
  }
  return groups;
}

function makingOf(links: readonly CauseLink[], found: boolean): Making {
  const timers = links.filter(({ how, silentNode }) => how === 'timer' && silentNode === undefined);
  const silence = links.find(({ silentNode }) => silentNode !== undefined);
  return {
    messages: links.filter(({ how }) => how === 'message').length,
    syncs: links.filter(({ how }) => how === 'written').length,
    timers: [...new Set(timers.map(({ name }) => name))],
    silentNode: silence?.silentNode,
    silentThrough: silence?.silentThrough,
    found,
  };
}

/** Up to this many stations are told one by one. */
const STATIONS_MAX = 7;
const ENDS = 3;

/** The stations with the middle of a long chain folded into one part. */
export function foldMiddle(
  stations: readonly Station[],
): readonly { readonly folded: boolean; readonly stations: readonly Station[] }[] {
  const alone = (list: readonly Station[]) => list.map((one) => ({ folded: false, stations: [one] }));
  if (stations.length <= STATIONS_MAX) return alone(stations);
  return [
    ...alone(stations.slice(0, ENDS)),
    { folded: true, stations: stations.slice(ENDS, -ENDS) },
    ...alone(stations.slice(-ENDS)),
  ];
}
