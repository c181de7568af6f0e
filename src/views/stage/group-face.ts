import type { Band, Lane } from '../../analysis/outline.ts';
import type { NodePicture } from '../../analysis/picture.ts';
import type { SimTime } from '../../lib/units.ts';
import type { GroupFace } from '../../ui/kind-view.ts';

/** What the caption over a group tells at a moment: `members` are its nodes, `lanes` theirs over the whole run. */
export function groupFace(members: readonly NodePicture[], lanes: readonly Lane[], now: SimTime): GroupFace {
  const running = members.filter((node) => node.status === 'running');
  const speaker = running.find((node) => node.face.tone === 'leads') ?? running[0];
  return {
    up: members.filter((node) => node.status === 'running' || node.status === 'paused').length,
    all: members.length,
    told: speaker?.face.group ?? '',
    lead: leadAt(lanes, now),
  };
}

/** The latest to lead at `now`, or else since when nobody does; undefined before anybody ever led. */
function leadAt(lanes: readonly Lane[], now: SimTime): GroupFace['lead'] {
  let lead: { name: string; since: number } | undefined;
  let ended: number | undefined;
  for (const { node, bands } of lanes) {
    let since: number | undefined;
    for (const band of bands) {
      if (band.from > now) break;
      if (!leads(band)) since = undefined;
      else since ??= band.from;
      if (leads(band) && band.to <= now) ended = Math.max(ended ?? 0, band.to);
    }
    if (since !== undefined && lastAt(bands, now) && (lead === undefined || since > lead.since))
      lead = { name: node, since };
  }
  if (lead !== undefined) return lead;
  return ended === undefined ? undefined : { name: undefined, since: ended };
}

/** Whether the band at `now`, or at the end of the run, leads. */
function lastAt(bands: readonly Band[], now: SimTime): boolean {
  const band = bands.findLast(({ from }) => from <= now);
  return band !== undefined && leads(band);
}

function leads({ band, role }: Band): boolean {
  const held = band === 'isolated' || band === 'paused';
  return band === 'leader' || (held && (role === 'leader' || role === 'primary'));
}
