import { defined } from '../lib/assert.ts';
import type { Result } from '../lib/result.ts';
import { withBoth } from '../lib/text-change.ts';
import type { ParsedScenario } from '../scenario/parse.ts';
import type { Problem } from '../scenario/problem.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { builtInScenario } from './built-in-scenarios.ts';
import type { ScenarioLanguage } from './scenario-reader.ts';
import type { RunState, Stores, Writing } from './stores.ts';

/**
 * The text of what is open. A change made on the stage leaves the text behind; it is brought up to date when somebody
 * asks for it, from the newest version whose text is known.
 */
export class ScenarioText {
  private reading = 0;

  constructor(
    private readonly stores: Stores,
    private readonly language: ScenarioLanguage,
  ) {}

  /** The text of the present version, which the run state then holds, too. */
  async current(): Promise<string> {
    for (;;) {
      const state = this.stores.run.getState();
      if (state.writing !== undefined) return state.writing.text;
      const writing = await this.of(state);
      // Whatever came in between has a text of its own.
      if (this.stores.run.getState().scenario === state.scenario) this.stores.run.setState({ writing });
    }
  }

  /** The text of what was open at some time. */
  async of({ scenario, writing, undo, slug, file }: RunState): Promise<Writing> {
    if (writing !== undefined) return writing;
    const known = undo.findLast((version) => version.writing !== undefined)?.writing;
    return this.written(known ?? (await opened({ slug, file })), defined(scenario, 'an open scenario'));
  }

  /**
   * What a text means, unless a newer one is read meanwhile: then undefined. Its problems are shown beside it, and those
   * of the one before taken away.
   */
  async read(text: string): Promise<Result<ParsedScenario, readonly Problem[]> | undefined> {
    const mine = ++this.reading;
    const result = await this.language.read(text, this.name());
    if (mine !== this.reading) return undefined;
    this.stores.run.setState(
      result.ok
        ? { problems: [], warnings: result.value.warnings }
        : { problems: result.error, warnings: [] },
    );
    return result;
  }

  /** Reads the present text again, for its warnings. */
  async check(): Promise<void> {
    await this.read(await this.current());
  }

  /** The name that its file has, or would have. */
  name(): string {
    const { slug, file } = this.stores.run.getState();
    return file?.name ?? `${slug ?? 'scenario'}.yaml`;
  }

  /** A text that says something else now. What is being typed, and makes no sense yet, stays in it as it is. */
  private async written({ text, sound }: Writing, present: Scenario): Promise<Writing> {
    const rewritten = await this.language.rewrite(sound, present);
    return { text: withBoth(sound, text, rewritten) ?? text, sound: rewritten };
  }
}

async function opened({ slug, file }: Pick<RunState, 'slug' | 'file'>): Promise<Writing> {
  const text = file?.text ?? (await builtInScenario(slug)?.text()) ?? '';
  return { text, sound: text };
}
