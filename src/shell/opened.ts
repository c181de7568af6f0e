import type { RunSummary } from '../analysis/outline.ts';
import type { SimTime } from '../lib/units.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { NOBODY, type RunState, type Stores, type Writing } from './stores.ts';

/** Where a scenario comes from. */
export type Source = Pick<RunState, 'slug' | 'file' | 'draft'>;

/** What is known of a scenario when its first picture is shown. */
export interface Opened extends Source {
  readonly original: Scenario;
  readonly scenario: Scenario;
  /** Its text, where that is not what the source says. */
  readonly writing: Writing | undefined;
  readonly summary: RunSummary;
  readonly computed: SimTime | undefined;
}

/** Puts it in the place of whatever was open, of which nothing stays. */
export function putOpened({ selection, layout, story, cursor, run, place }: Stores, opened: Opened): void {
  const { original, scenario, writing } = opened;
  const leftTab = original.story.length > 0 ? 'story' : 'milestones';
  selection.setState({ node: undefined, several: NOBODY, message: undefined, panel: undefined });
  layout.setState({
    armed: false,
    window: undefined,
    leftTab,
    sheet: leftTab,
    filter: '',
    fleetZoom: undefined,
  });
  story.setState({ answers: {}, chosen: undefined, beyond: undefined, passed: 0 });
  cursor.setState({ time: 0, said: '' });
  run.setState({
    ...opened,
    dragged: undefined,
    removal: undefined,
    saved: false,
    typed: writing !== undefined,
    problems: [],
    warnings: [],
    undo: scenario === original ? [] : [{ scenario: original, writing: undefined, typed: false }],
    redo: [],
    opening: undefined,
    failure: undefined,
  });
  place.setState({ page: 'scenario' });
}
