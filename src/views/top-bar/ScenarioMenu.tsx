import { useState } from 'react';
import { builtInScenarios, titleIn } from '../../shell/built-in-scenarios.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { words } from '../../words/index.ts';
import { useRun, useSession } from '../session.ts';

/** The title of what is open, and the built-in scenarios to open instead. */
export function ScenarioMenu() {
  const session = useSession();
  const title = useRun((state) => state.scenario?.title) ?? words.scenario.loading;
  const slug = useRun((state) => state.slug);
  const [titles, setTitles] = useState<ReadonlyMap<string, string>>(new Map());

  function loadTitles() {
    if (titles.size > 0) return;
    void Promise.all(
      builtInScenarios().map(async (scenario) => [scenario.slug, titleIn(await scenario.load())] as const),
    ).then((all) => setTitles(new Map(all.map(([name, found]) => [name, found ?? name]))));
  }

  return (
    <h1 className="scenario">
      <Menu
        label={words.scenario.menu(title)}
        buttonClass="scenario-button"
        button={
          <>
            <span className="scenario-title">{title}</span>
            <Icon name="chevron-down" />
          </>
        }
        onOpen={loadTitles}
        items={builtInScenarios().map((scenario) => ({
          id: scenario.slug,
          text: titles.get(scenario.slug) ?? titleFromSlug(scenario.slug),
          checked: scenario.slug === slug,
          onSelect: () => void session.openBuiltIn(scenario.slug),
        }))}
      />
    </h1>
  );
}

/** Until the file is there. */
function titleFromSlug(slug: string): string {
  const spaced = slug.replaceAll('-', ' ');
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
