import { builtInScenario } from '../../shell/built-in-scenarios.ts';
import { glossaryWords } from '../../words/glossary.ts';
import './glossary.css';

interface ScenarioLinkProps {
  readonly slug: string;
  /** Opens it in the session around it; a page without one follows the link. */
  readonly onOpen?: (slug: string) => void;
}

/** Leads to the scenario that shows a term. */
export function ScenarioLink({ slug, onOpen }: ScenarioLinkProps) {
  const title = builtInScenario(slug)?.title;
  if (title === undefined) return undefined;
  return (
    <a
      className="term-scenario"
      href={`#scenario=${slug}`}
      onClick={(event) => {
        if (onOpen === undefined || event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        onOpen(slug);
      }}
    >
      {glossaryWords.seeItIn(title)}
    </a>
  );
}
