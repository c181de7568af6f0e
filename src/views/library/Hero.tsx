import { FIRST_SCENARIO, nextInCourse } from '../../shell/built-in-scenarios.ts';
import type { LibraryScenario } from '../../shell/library-scenarios.ts';
import { resume } from '../../shell/progress.ts';
import type { Session } from '../../shell/session.ts';
import type { ProgressState } from '../../shell/stores.ts';
import { Icon } from '../../ui/Icon.tsx';
import { library } from '../../words/library.ts';
import { useSession } from '../session.ts';
import { HeroPicture } from './HeroPicture.tsx';

/** The id of the one filled button, so that Enter can press it. */
export const PLAY = 'library-play';

interface HeroProps {
  readonly scenarios: readonly LibraryScenario[];
  readonly progress: ProgressState;
  readonly newPlayer: () => Session;
}

/** What this is, the one thing to do, and how that looks. */
export function Hero({ scenarios, progress, newPlayer }: HeroProps) {
  const shown = scenarios.find(({ slug }) => slug === FIRST_SCENARIO);
  return (
    <section className="hero">
      <div className="hero-text">
        <h1>{library.headline}</h1>
        <p className="hero-about">{library.about}</p>
        <PlayButton scenarios={scenarios} progress={progress} />
      </div>
      {shown === undefined ? undefined : <HeroPicture scenario={shown} newPlayer={newPlayer} />}
    </section>
  );
}

/** Goes on where one left; else plays what comes next. */
function PlayButton({ scenarios, progress }: Omit<HeroProps, 'newPlayer'>) {
  const session = useSession();
  const { last, finished } = progress;
  const left = scenarios.find(({ slug }) => slug === last?.slug);
  const going = last !== undefined && left !== undefined && last.step > 0 && !finished.includes(last.slug);
  const next = going ? left : nextOf(scenarios, progress);
  if (next === undefined) return undefined;
  const { slug, title, card } = next;
  const start = async () => {
    await session.openBuiltIn(slug);
    session.playback.play();
  };
  const label = going ? library.resume(last.step + 1, last.steps) : library.play(title);
  return (
    <p className="hero-play">
      <button
        id={PLAY}
        type="button"
        className="button button-filled hero-button"
        onClick={() => void (going ? resume(session, last) : start())}
      >
        <Icon name="play" />
        {label}
      </button>
      <span className="hero-effort">{going ? title : library.effort(card.minutes, card.questions)}</span>
    </p>
  );
}

/** After what was finished last the next of the course that is not finished; at first the first scenario. */
function nextOf(
  scenarios: readonly LibraryScenario[],
  { last, finished }: ProgressState,
): LibraryScenario | undefined {
  const first = scenarios.find(({ slug }) => slug === FIRST_SCENARIO);
  if (first !== undefined && !finished.includes(first.slug)) return first;
  return nextInCourse(scenarios, last?.slug, finished) ?? first;
}
