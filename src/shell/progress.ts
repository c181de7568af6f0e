/** How far one has come in the course, kept for the next visit. */
import { isRecord } from '../lib/plain-data.ts';
import { type BrowserStorage, keepData, keptData } from './kept.ts';
import type { Session } from './session.ts';
import { storyPlace, tellingOf } from './story-place.ts';
import type { Bookmark, ProgressState, Stores, StoryAnswer } from './stores.ts';

const KEY = 'ensemble-progress';
const ANSWERS: readonly unknown[] = [
  'answered',
  'skipped',
  'revealed',
] satisfies readonly StoryAnswer['state'][];

/** Follows the story of what is open. */
export function rememberProgress(stores: Stores, storage: BrowserStorage): void {
  stores.progress.setState(readProgress(keptData(storage, KEY)));
  const note = () => {
    const last = bookmarkOf(stores);
    const before = stores.progress.getState();
    if (last === undefined || isSame(last, before.last)) return;
    const finished = isFinished(stores, last) ? withSlug(before.finished, last.slug) : before.finished;
    stores.progress.setState({ last, finished });
    keepData(storage, KEY, { last, finished });
  };
  for (const store of [stores.run, stores.cursor, stores.story]) store.subscribe(note);
}

/** Opens a scenario where one left it. */
export async function resume(session: Session, { slug, step, time, answers }: Bookmark): Promise<void> {
  const { run, story } = session.stores;
  if (run.getState().slug === slug) {
    // What is open is as one left it, with all that was changed.
    session.goTo('scenario');
    return;
  }
  await session.openBuiltIn(slug);
  story.setState({ answers, chosen: step });
  session.comeTo(time);
}

/** Only of built-in scenarios as they are: an edited one may tell its story otherwise. */
function bookmarkOf(stores: Stores): Bookmark | undefined {
  const { run, cursor, story } = stores;
  const { slug, scenario, original, summary } = run.getState();
  if (slug === undefined || summary === undefined || scenario === undefined) return undefined;
  if (scenario !== original || scenario.story.length === 0) return undefined;
  const state = story.getState();
  const place = storyPlace(summary.story, cursor.getState().time, state, tellingOf(stores));
  const step = Math.max(0, place.step);
  const time = summary.story[step]?.time ?? 0;
  // Whoever came by a link has not read what comes before it.
  if (time > 0 && time <= state.passed) return undefined;
  return { slug, step, steps: scenario.story.length, time, answers: state.answers };
}

function isSame(one: Bookmark, other: Bookmark | undefined): boolean {
  return one.slug === other?.slug && one.step === other.step && one.answers === other.answers;
}

const UNEDITED = { dragging: false, edited: false };

/** At its last step, with nothing left to answer. */
function isFinished({ run, cursor, story }: Stores, { step, steps }: Bookmark): boolean {
  const told = run.getState().summary?.story ?? [];
  return step === steps - 1 && !storyPlace(told, cursor.getState().time, story.getState(), UNEDITED).open;
}

function withSlug(finished: readonly string[], slug: string): readonly string[] {
  return finished.includes(slug) ? finished : [...finished, slug];
}

function readProgress(found: unknown): ProgressState {
  if (!isRecord(found)) return { last: undefined, finished: [] };
  const finished = Array.isArray(found.finished) ? found.finished : [];
  return { last: readBookmark(found.last), finished: finished.filter((slug) => typeof slug === 'string') };
}

function readBookmark(found: unknown): Bookmark | undefined {
  if (!isRecord(found)) return undefined;
  const { slug, step, steps, time, answers } = found;
  const isIndex = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
  if (typeof slug !== 'string' || !isIndex(step) || !isIndex(steps) || !isIndex(time)) return undefined;
  const given = Object.entries(isRecord(answers) ? answers : {}).flatMap(([index, answer]) =>
    isAnswer(answer) ? [[Number(index), answer] as const] : [],
  );
  return { slug, step, steps, time, answers: Object.fromEntries(given) };
}

function isAnswer(found: unknown): found is StoryAnswer {
  if (!isRecord(found)) return false;
  const { state, choice, of } = found;
  return ANSWERS.includes(state) && typeof of === 'string' && ['string', 'undefined'].includes(typeof choice);
}
