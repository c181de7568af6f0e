import { type Cell, COMPARISON, type Fit, type Task } from '../../shell/course/comparison.ts';
import { Icon } from '../../ui/Icon.tsx';
import type { IconName } from '../../ui/icons.ts';
import { course } from '../../words/course.ts';
import { CoursePage } from './CoursePage.tsx';
import { CourseText, termsOfPage } from './CourseText.tsx';
import { ExhibitLink } from './ExhibitLink.tsx';

const { comparison } = course;
const TASKS = Object.keys(COMPARISON) as readonly Task[];

const TERMS = termsOfPage(
  TASKS.flatMap((task) => {
    const { loadBalancer, zookeeper } = comparison.rows[task];
    return [loadBalancer.because, zookeeper.because];
  }),
);

const FIT_ICONS: Readonly<Record<Fit, IconName>> = { fits: 'check', poor: 'minus', cannot: 'close' };

/** What a load balancer can do and what ZooKeeper can, task by task. */
export function ComparisonPage() {
  return (
    <CoursePage page="comparison" says={comparison}>
      <table className="comparison">
        <thead>
          <tr>
            <th scope="col">{comparison.task}</th>
            <th scope="col">{comparison.loadBalancer}</th>
            <th scope="col">{comparison.zookeeper}</th>
          </tr>
        </thead>
        <tbody>
          {TASKS.map((task) => (
            <tr key={task}>
              <th scope="row">{comparison.rows[task].task}</th>
              <ComparisonCell task={task} column="loadBalancer" cell={COMPARISON[task].loadBalancer} />
              <ComparisonCell task={task} column="zookeeper" cell={COMPARISON[task].zookeeper} />
            </tr>
          ))}
        </tbody>
      </table>
    </CoursePage>
  );
}

interface ComparisonCellProps {
  readonly task: Task;
  readonly column: 'loadBalancer' | 'zookeeper';
  readonly cell: Cell;
}

function ComparisonCell({ task, column, cell }: ComparisonCellProps) {
  const { verdict, because } = comparison.rows[task][column];
  return (
    <td>
      <p className="comparison-column">{comparison[column]}</p>
      <p className={`comparison-verdict ${cell.fit}`}>
        <Icon name={FIT_ICONS[cell.fit]} />
        {verdict}
      </p>
      <p className="course-because">
        <CourseText text={because} terms={TERMS} />
      </p>
      <ExhibitLink exhibit={cell} />
    </td>
  );
}
