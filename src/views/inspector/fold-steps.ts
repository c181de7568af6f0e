import type { CauseLink } from '../../analysis/picture.ts';

/** One link, or several that are folded into a line. */
export interface ChainPart {
  readonly links: readonly CauseLink[];
  /** The place of its first link in the chain. */
  readonly at: number;
}

/** Joins runs of two and more steps that no milestone stands for; the effect and the root always stand alone. */
export function foldSteps(
  chain: readonly CauseLink[],
  isMilestone: (link: CauseLink) => boolean,
  all: boolean,
): readonly ChainPart[] {
  const parts: { links: CauseLink[]; at: number }[] = [];
  let folding = false;
  for (const [at, link] of chain.entries()) {
    const alone = all || at === 0 || at === chain.length - 1 || isMilestone(link);
    const last = parts.at(-1);
    if (!alone && folding && last !== undefined) last.links.push(link);
    else parts.push({ links: [link], at });
    folding = !alone;
  }
  return parts;
}
