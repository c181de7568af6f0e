/** What the address bar holds: everything by which a reload shows the same again. */
import { SECOND, type SimTime } from '../lib/units.ts';
import { isNamed } from './named-panel.ts';
import { isPage, type Page } from './place.ts';
import type { Panel } from './stores.ts';

/** Of another page than a scenario there is nothing more to say. */
export type Address = ScenarioAddress | { readonly page: Exclude<Page, 'scenario'> };

export interface ScenarioAddress {
  readonly page: 'scenario';
  /** The slug of a built-in scenario. */
  readonly scenario: string | undefined;
  /** The id of the draft that keeps what is open; what the scenario and its edits say, counts before it. */
  readonly draft: string | undefined;
  /** What somebody shared, as the letters of a link. */
  readonly share: string | undefined;
  /** Whether its text lies open beside the stage. */
  readonly editing: boolean;
  /** Edits in the words of the format, as they came: they are checked when they are read. */
  readonly edits: unknown;
  readonly time: SimTime | undefined;
  readonly node: string | undefined;
  readonly message: string | undefined;
  /** The milestone or event that it tells of goes by its id (`why:db-2#815`) or by words (`why:primary-elected:db-2@12s`). */
  readonly panel: Panel | undefined;
  readonly window: { readonly from: SimTime; readonly to: SimTime } | undefined;
}

/** `#scenario=who-is-the-primary&t=20.034&node=zk-3`; of the library, which is the first page, nothing. */
export function writeAddress(address: Address): string {
  if (address.page === 'library') return '';
  if (address.page !== 'scenario') return `#page=${address.page}`;
  const { window, panel, time } = address;
  const fields: Readonly<Record<string, string | undefined>> = {
    scenario: address.scenario,
    draft: address.draft,
    share: address.share,
    edit: address.editing ? '' : undefined,
    edits: address.edits === undefined ? undefined : JSON.stringify(address.edits),
    t: time === undefined ? undefined : seconds(time),
    node: address.node,
    message: address.message,
    panel: panel === undefined ? undefined : 'id' in panel ? `${panel.type}:${panel.id}` : panel.type,
    window: window === undefined ? undefined : `${seconds(window.from)}-${seconds(window.to)}`,
  };
  const parameters = new URLSearchParams();
  for (const [key, value] of Object.entries(fields)) if (value !== undefined) parameters.set(key, value);
  return `#${parameters.toString()}`;
}

/** Whatever the text: what makes no sense is left out. */
export function readAddress(hash: string): Address {
  const parameters = new URLSearchParams(hash.replace(/^#/u, ''));
  const text = (key: string) => parameters.get(key) ?? undefined;
  const page = readPage(parameters);
  if (page !== 'scenario') return { page };
  const [from, to] = (text('window') ?? '').split('-').map(microseconds);
  return {
    page,
    scenario: text('scenario'),
    draft: text('draft'),
    share: text('share'),
    editing: parameters.has('edit'),
    edits: json(text('edits')),
    time: microseconds(text('t')),
    node: text('node'),
    message: text('message'),
    panel: readPanel(text('panel')),
    window: from !== undefined && to !== undefined && from < to ? { from, to } : undefined,
  };
}

/** Whether two addresses differ in more than where one looks: going from one to the other is a step in the history. */
export function isStep(before: Address, after: Address): boolean {
  return placeOf(before) !== placeOf(asNamed(after, before));
}

/** An address as the one before says it, if that named in words the milestone that was found since. */
function asNamed(after: Address, before: Address): Address {
  if (after.page !== 'scenario' || before.page !== 'scenario') return after;
  return after.panel !== undefined && isNamed(before.panel) ? { ...after, panel: before.panel } : after;
}

function placeOf(address: Address): string {
  if (address.page !== 'scenario') return address.page;
  const { scenario, draft, share, editing, edits, node, message, panel } = address;
  // A draft that keeps a built-in scenario's edits is no other place than the scenario with its edits.
  const kept = scenario === undefined ? draft : undefined;
  return JSON.stringify([scenario, kept, share, editing, edits, node, message, panel]);
}

/** Each of these says what to open. */
const NAMES = ['scenario', 'draft', 'share'];

/** Whoever names a scenario means to see it. */
function readPage(parameters: URLSearchParams): Page {
  const page = parameters.get('page') ?? undefined;
  if (isPage(page)) return page;
  return NAMES.some((name) => parameters.has(name)) ? 'scenario' : 'library';
}

/** Edits nest a few levels; thousands would be beyond what can be written again. */
const DEEP = /(?:[[{]\s*){100}/u;

function readPanel(text: string | undefined): Panel | undefined {
  const [, type, id] = /^([a-z]+)(?::(.+))?$/u.exec(text ?? '') ?? [];
  if (type === 'requests') return { type };
  if ((type === 'why' || type === 'effects' || type === 'request') && id !== undefined) return { type, id };
  return undefined;
}

function seconds(time: SimTime): string {
  return String(time / SECOND);
}

function microseconds(text: string | undefined): SimTime | undefined {
  if (text === undefined || !/^\d+(\.\d+)?$/u.test(text)) return undefined;
  const time = Math.round(Number(text) * SECOND);
  return Number.isSafeInteger(time) ? time : undefined;
}

/** What is no JSON stays a text: whoever reads it as edits says that it is none. */
function json(text: string | undefined): unknown {
  try {
    return text === undefined || DEEP.test(text) ? text : JSON.parse(text);
  } catch {
    return text;
  }
}
