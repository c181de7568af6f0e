import { SECOND } from '../../lib/units.ts';
import { type Exhibit, exhibitAddress, exhibitTitle } from '../../shell/course/exhibit.ts';
import { seconds } from '../../ui/format.ts';
import { Icon } from '../../ui/Icon.tsx';
import { course } from '../../words/course.ts';

interface ExhibitLinkProps {
  readonly exhibit: Exhibit;
}

/** Opens the scenario that proves what stands beside it, at the moment that tells. */
export function ExhibitLink({ exhibit }: ExhibitLinkProps) {
  const title = exhibitTitle(exhibit);
  const time = seconds(exhibit.at * SECOND, 1);
  return (
    <a className="exhibit" href={exhibitAddress(exhibit)} aria-label={course.open(title, time)}>
      <Icon name="play" />
      <span className="exhibit-title">{title}</span>
      <span className="mono">{time}</span>
    </a>
  );
}
