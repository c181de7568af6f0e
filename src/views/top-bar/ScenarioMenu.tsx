import { builtInScenarios } from '../../shell/built-in-scenarios.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { words } from '../../words/index.ts';
import { useRun, useSession } from '../session.ts';

/** The title of what is open, and the built-in scenarios to open instead. */
export function ScenarioMenu() {
  const session = useSession();
  const title = useRun((state) => state.scenario?.title) ?? words.scenario.loading;
  const opening = useRun((state) => state.opening);
  const slug = useRun((state) => state.slug);
  return (
    <h1 className="scenario">
      <Menu
        label={words.scenario.menu(title)}
        buttonClass="scenario-button"
        button={
          <>
            <span className="scenario-title">
              {opening === undefined ? title : words.scenario.opening(opening)}
            </span>
            <Icon name="chevron-down" />
          </>
        }
        items={builtInScenarios().map((scenario) => ({
          id: scenario.slug,
          text: scenario.title,
          section: words.scenario.chapter(scenario.chapter),
          checked: scenario.slug === slug,
          onSelect: () => void session.openBuiltIn(scenario.slug),
        }))}
      />
    </h1>
  );
}
