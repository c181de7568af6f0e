import { Button } from '../../ui/Button.tsx';
import { FilterField } from '../../ui/FilterField.tsx';
import { count } from '../../ui/format.ts';
import { words } from '../../words/index.ts';
import { useLayout, useSession } from '../session.ts';

interface MilestoneFilterProps {
  readonly found: number;
  readonly all: number;
}

/** What is typed narrows the list, and what the keys for milestones go to. */
export function MilestoneFilter({ found, all }: MilestoneFilterProps) {
  const session = useSession();
  const filter = useLayout((state) => state.filter);
  return (
    <div className="milestone-filter" role="search">
      <FilterField
        id="milestone-filter"
        label={words.milestones.filterName}
        placeholder={words.milestones.filter}
        value={filter}
        onChange={(value) => session.setFilter(value)}
      />
      {filter === '' ? undefined : (
        <Button icon="close" label={words.milestones.clear} bare onClick={() => session.setFilter('')} />
      )}
      <p className="milestone-found" role="status">
        {filter === '' ? '' : words.milestones.found(count(found), count(all))}
      </p>
    </div>
  );
}
