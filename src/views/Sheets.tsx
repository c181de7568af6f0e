import type { KeyboardEvent } from 'react';
import type { Sheet } from '../shell/stores.ts';
import { words } from '../words/index.ts';
import { Inspector } from './inspector/Inspector.tsx';
import { MilestonePanel } from './milestones/MilestonePanel.tsx';
import { useLayout, useSelection, useSession } from './session.ts';

const SHEETS: readonly Sheet[] = ['milestones', 'inspect'];
/** The landmarks that the tabs show; they are named themselves, so that no tab panel stands around them. */
const REGIONS: Readonly<Record<Sheet, string>> = { milestones: 'milestones', inspect: 'inspector' };

/** Where there is no room for both panels: one of them, under tabs. */
export function Sheets() {
  const session = useSession();
  const sheet = useLayout((state) => state.sheet);
  const asking = useSelection((state) => state.panel !== undefined);
  const titles: Readonly<Record<Sheet, string>> = {
    milestones: words.sheets.milestones,
    inspect: asking ? words.sheets.why : words.sheets.inspect,
  };

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    const other = sheet === 'milestones' ? 'inspect' : 'milestones';
    session.showSheet(other);
    event.currentTarget.querySelector<HTMLElement>(`#tab-${other}`)?.focus();
  }

  return (
    <div className="sheets">
      <section aria-label={words.sheets.name}>
        <div className="tabs" role="tablist" aria-label={words.sheets.name} onKeyDown={onKeyDown}>
          {SHEETS.map((name) => (
            <button
              key={name}
              id={`tab-${name}`}
              type="button"
              role="tab"
              className="tab"
              aria-selected={sheet === name}
              aria-controls={sheet === name ? REGIONS[name] : undefined}
              tabIndex={sheet === name ? 0 : -1}
              onClick={() => session.showSheet(name)}
            >
              {titles[name]}
            </button>
          ))}
        </div>
      </section>
      <div className="sheet">{sheet === 'milestones' ? <MilestonePanel /> : <Inspector />}</div>
    </div>
  );
}
