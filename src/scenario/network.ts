/** The sections `zones` and `network`. */
import { MICROSECOND } from '../lib/units.ts';
import { LONGEST, MOST } from './limits.ts';
import { isValidName, meaningOf, type Names } from './names.ts';
import type { Located, LocatedEntry, LocatedRecord } from './positions.ts';
import { editDistance } from '../lib/nearest.ts';
import { reject, warn, type Report } from './problem.ts';
import { readDuration, readList, readMapping, readRecord, readText, requireEntry } from './reading.ts';
import { readEnds, readNodes, type Context } from './references.ts';
import type { LinkQuality, ScenarioLink, ScenarioNetwork, ScenarioZone } from './scenario.ts';

const DEFAULT_LINK: LinkQuality = { latency: 500 * MICROSECOND, jitter: 100 * MICROSECOND };

/** Reads `zones:` and the `zone:` of nodes into the namespace; members stand in the order of the nodes. */
export function declareZones(context: Context, section: Located | undefined): void {
  const { report, names } = context;
  const zoneOf = new Map<string, string>();
  const listed: string[] = [];
  const zones = section === undefined ? undefined : readMapping(report, section, 'zones');
  if (zones !== undefined && zones.entries.size > MOST.zones) {
    reject(report, zones, `zones holds ${zones.entries.size} items; there may be at most ${MOST.zones}`);
    return;
  }
  for (const entry of zones?.entries.values() ?? []) {
    if (!isFreeName(report, names, entry)) continue;
    listed.push(entry.key);
    if (entry.value.type === 'list' && entry.value.items.length === 0) continue;
    const members = readNodes(context, entry.value, { what: `zone ${entry.key}` }) ?? [];
    for (const member of members) assign(context, zoneOf, member, entry.key, entry.value);
  }
  for (const zone of listed) names.zones.set(zone, []);
  for (const { record, members } of names.declarations) {
    const entry = record.entries.get('zone');
    const zone = entry === undefined ? undefined : readText(report, entry.value, 'zone', LONGEST.option);
    if (entry === undefined || zone === undefined || !isZoneName(context, entry.value, zone, listed))
      continue;
    for (const member of members) assign(context, zoneOf, member, zone, entry.value);
    if (!names.zones.has(zone)) names.zones.set(zone, []);
  }
  const nodeNames = names.declarations.flatMap((declaration) => declaration.members);
  for (const zone of names.zones.keys()) {
    const members = nodeNames.filter((name) => zoneOf.get(name) === zone);
    names.zones.set(zone, members);
  }
}

export function zonesOf({ names }: Context): readonly ScenarioZone[] {
  return [...names.zones].map(([name, members]) => ({ name, members }));
}

export function readNetwork(context: Context, section: Located | undefined): ScenarioNetwork {
  const { report } = context;
  const record =
    section === undefined ? undefined : readRecord(report, section, 'network', ['default', 'links']);
  const defaultEntry = record?.entries.get('default');
  const quality =
    defaultEntry === undefined
      ? undefined
      : readRecord(report, defaultEntry.value, 'network default', ['latency', 'jitter']);
  const standard = readQuality(report, quality, DEFAULT_LINK);
  const linksEntry = record?.entries.get('links');
  const items =
    linksEntry === undefined ? [] : (readList(report, linksEntry.value, 'links', MOST.links)?.items ?? []);
  const links = items.flatMap((item) => readLink(context, item, standard) ?? []);
  return { default: standard, links };
}

function readLink(context: Context, item: Located, standard: LinkQuality): ScenarioLink | undefined {
  const { report } = context;
  const record = readRecord(report, item, 'a link', ['between', 'latency', 'jitter']);
  if (record === undefined) return undefined;
  const entry = requireEntry(report, record, 'between', 'a link');
  const between = entry === undefined ? undefined : readEnds(context, entry.value, 'between');
  const quality = readQuality(report, record, standard);
  return between === undefined ? undefined : { between, ...quality };
}

function readQuality(report: Report, record: LocatedRecord | undefined, standard: LinkQuality): LinkQuality {
  const latency = record?.entries.get('latency');
  const jitter = record?.entries.get('jitter');
  return {
    latency: (latency && readDuration(report, latency.value, 'latency')) ?? standard.latency,
    jitter: (jitter && readDuration(report, jitter.value, 'jitter')) ?? standard.jitter,
  };
}

function isFreeName(report: Report, names: Names, entry: LocatedEntry): boolean {
  if (!isValidName(report, entry.at, entry.key)) return false;
  const meaning = meaningOf(names, entry.key);
  if (meaning === undefined) return true;
  reject(report, entry.at, `${entry.key} is a name twice: it is already ${meaning}`);
  return false;
}

/** A zone need not be listed, but one that is nearly the name of a listed one is probably a slip. */
function isZoneName(context: Context, at: Located, zone: string, listed: readonly string[]): boolean {
  const { report, names } = context;
  if (!isValidName(report, at, zone)) return false;
  const meaning = names.byName.has(zone) ? meaningOf(names, zone) : undefined;
  if (meaning !== undefined) {
    reject(report, at, `${zone} is a name twice: it is already ${meaning}`);
    return false;
  }
  const near = names.zones.has(zone) ? undefined : listed.find((other) => isSlip(zone, other));
  if (near !== undefined)
    warn(report, at, `zone ${zone} is not listed under zones; did you mean ${near}?`, near);
  return true;
}

/** One slip apart, and not one of a series such as zone-a, zone-b. */
function isSlip(zone: string, other: string): boolean {
  return editDistance(zone, other) === 1 && zone.at(-1) === other.at(-1);
}

function assign(
  context: Context,
  zoneOf: Map<string, string>,
  member: string,
  zone: string,
  at: Located,
): void {
  const other = zoneOf.get(member);
  if (other === undefined || other === zone) zoneOf.set(member, zone);
  else reject(context.report, at, `${member} is in two zones, ${other} and ${zone}`);
}
