/** Sharing what is open, and opening what was shared. It is loaded when somebody does either. */
import { failure, type Result, success } from '../../lib/result.ts';
import type { SimTime } from '../../lib/units.ts';
import type { Problem } from '../../scenario/problem.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { builtInScenario } from '../built-in-scenarios.ts';
import { readEdited, readScenario, writeEdits } from '../scenario-reader.ts';
import type { Source } from '../opened.ts';
import type { Damage } from './damage.ts';
import { readShared, writeShared } from './link.ts';
import { saysTheSame } from './same-scenario.ts';
import type { SharedEdits, SharedRun, SharedSource } from './shared-run.ts';

export { compareShared, type Difference } from './compare-shared.ts';
export type { Damage } from './damage.ts';
export type { SharedRun } from './shared-run.ts';

/** What is open, as far as a link can carry it. */
export interface Shareable {
  /** The slug of the built-in scenario that is open; undefined where it is a file or a draft. */
  readonly slug: string | undefined;
  /** The name and the present text of the file. Of a built-in scenario they are needed only if edits cannot say it. */
  readonly file: { readonly name: string; readonly text: string } | undefined;
  /** As it was opened: what `file.text`, or the built-in scenario's file, says. */
  readonly original: Scenario;
  /** As it is now. */
  readonly scenario: Scenario;
  readonly time: SimTime;
  readonly node: string | undefined;
  /** Of the whole run of `scenario`. */
  readonly digest: string | undefined;
  readonly model: string;
}

/** `no-text`: nothing that a link carries makes this scenario of what was opened. */
export type Unshareable = 'too-long' | 'no-text';

/** The letters behind `#share=` that show on another page what is open here. */
export async function shareCode(open: Shareable): Promise<Result<string, Unshareable>> {
  const said = (await builtInSource(open)) ?? (await fileSource(open));
  if (said === undefined) return failure('no-text');
  const { time, node, digest, model } = open;
  return writeShared({ ...said, time, node, digest, model });
}

type Said = Pick<SharedRun, 'source' | 'edits'>;

async function builtInSource({ slug, original, scenario }: Shareable): Promise<Said | undefined> {
  const found = builtInScenario(slug);
  if (found === undefined) return undefined;
  const edits = await editsOf(await found.text(), original, scenario);
  return edits === undefined
    ? undefined
    : { source: { type: 'built-in', slug: found.slug, hash: found.hash }, edits: edits.made };
}

async function fileSource({ file, original, scenario }: Shareable): Promise<Said | undefined> {
  if (file === undefined) return undefined;
  const edits = await editsOf(file.text, original, scenario);
  return edits === undefined ? undefined : { source: { type: 'text', ...file }, edits: edits.made };
}

/** The edits that make a scenario of a text, if there are any that do. */
async function editsOf(
  text: string,
  original: Scenario,
  scenario: Scenario,
): Promise<{ readonly made: SharedEdits | undefined } | undefined> {
  const edits = (await writeEdits(original, scenario)) as SharedEdits | undefined;
  for (const made of edits === undefined ? [undefined] : [undefined, edits]) {
    const read = made === undefined ? await readScenario(text, '') : await readEdited(text, made, '');
    if (read.ok && saysTheSame(read.value.scenario, scenario)) return { made };
  }
  return undefined;
}

/** What a link says, read and ready to be opened. */
export interface OpenedShare {
  readonly shared: SharedRun;
  readonly source: Source;
  readonly original: Scenario;
  readonly scenario: Scenario;
  /** Of the built-in scenario's file here, for `compareShared`. */
  readonly hash: string | undefined;
}

export type ShareFailure =
  | { readonly type: 'damaged'; readonly damage: Damage }
  /** There is no such built-in scenario here. */
  | { readonly type: 'unknown'; readonly slug: string }
  /** What it says is no scenario. */
  | { readonly type: 'problems'; readonly name: string; readonly problems: readonly Problem[] };

/** Reads a link and the scenario that it names or carries. Nothing is opened: what is open stays as it is. */
export async function openShared(code: string): Promise<Result<OpenedShare, ShareFailure>> {
  const read = readShared(code);
  if (!read.ok) return failure({ type: 'damaged', damage: read.error });
  const shared = read.value;
  const ground = await groundOf(shared.source);
  if (ground === undefined) return failure({ type: 'unknown', slug: nameOf(shared.source) });
  const { text, source, hash } = ground;
  const name = nameOf(shared.source);
  const original = await readScenario(text, name);
  if (!original.ok) return failure({ type: 'problems', name, problems: original.error });
  const edited = shared.edits === undefined ? original : await readEdited(text, shared.edits, name);
  if (!edited.ok) return failure({ type: 'problems', name, problems: edited.error });
  return success({
    shared,
    source,
    original: original.value.scenario,
    scenario: edited.value.scenario,
    hash,
  });
}

async function groundOf(
  shared: SharedSource,
): Promise<
  { readonly text: string; readonly source: Source; readonly hash: string | undefined } | undefined
> {
  if (shared.type === 'text') {
    const { name, text } = shared;
    return { text, source: { slug: undefined, file: { name, text }, draft: undefined }, hash: undefined };
  }
  const found = builtInScenario(shared.slug);
  return found === undefined
    ? undefined
    : {
        text: await found.text(),
        source: { slug: found.slug, file: undefined, draft: undefined },
        hash: found.hash,
      };
}

function nameOf(source: SharedSource): string {
  return source.type === 'built-in' ? source.slug : source.name;
}
