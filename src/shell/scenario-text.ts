import { defined } from '../lib/assert.ts';
import type { Result } from '../lib/result.ts';
import type { ParsedScenario } from '../scenario/parse.ts';
import type { Problem } from '../scenario/problem.ts';
import { builtInScenarios } from './built-in-scenarios.ts';
import type { ScenarioLanguage } from './scenario-reader.ts';
import type { Stores, Version } from './stores.ts';

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
      const { scenario, text, undo } = this.stores.run.getState();
      if (text !== undefined) return text;
      const present = defined(scenario, 'an open scenario');
      const known = undo.findLast((version) => version.text !== undefined);
      const base = known ?? (await this.opened());
      const written = await this.language.rewrite(base.text ?? '', base.scenario, present);
      // Whatever came in between has a text of its own.
      if (this.stores.run.getState().scenario === present) this.stores.run.setState({ text: written });
    }
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

  private async opened(): Promise<Version> {
    const { slug, file, original } = this.stores.run.getState();
    const builtIn = builtInScenarios().find((scenario) => scenario.slug === slug);
    const text = file?.text ?? (await builtIn?.text()) ?? '';
    return { scenario: defined(original, 'an open scenario'), text };
  }

  private name(): string {
    const { slug, file } = this.stores.run.getState();
    return file?.name ?? `${slug ?? 'scenario'}.yaml`;
  }
}
