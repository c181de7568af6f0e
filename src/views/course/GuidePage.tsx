import type { Exhibit } from '../../shell/course/exhibit.ts';
import { NEEDED, NOT_NEEDED } from '../../shell/course/guide.ts';
import { Icon } from '../../ui/Icon.tsx';
import { course } from '../../words/course.ts';
import { CoursePage } from './CoursePage.tsx';
import { CourseText, termsOfPage } from './CourseText.tsx';
import { ExhibitLink } from './ExhibitLink.tsx';

const { guide } = course;

const TERMS = termsOfPage(
  [guide.needed, guide.notNeeded].flatMap(({ points }) =>
    Object.values(points).map(({ because }) => because),
  ),
);

/** When ZooKeeper is needed and when it is not, each with the run that proves it. */
export function GuidePage() {
  return (
    <CoursePage page="guide" says={guide}>
      <Answers title={guide.needed.title} needed points={guide.needed.points} exhibits={NEEDED} />
      <Answers
        title={guide.notNeeded.title}
        needed={false}
        points={guide.notNeeded.points}
        exhibits={NOT_NEEDED}
      />
    </CoursePage>
  );
}

interface AnswersProps {
  readonly title: string;
  readonly needed: boolean;
  readonly points: Readonly<Record<string, { readonly point: string; readonly because: string }>>;
  readonly exhibits: Readonly<Record<string, Exhibit>>;
}

function Answers({ title, needed, points, exhibits }: AnswersProps) {
  return (
    <section className="answers">
      <h2>{title}</h2>
      <ul>
        {Object.entries(points).flatMap(([id, { point, because }]) => {
          const exhibit = exhibits[id];
          if (exhibit === undefined) return [];
          return [
            <li key={id}>
              <h3>
                <span className={needed ? 'fits' : 'poor'}>
                  <Icon name={needed ? 'check' : 'minus'} />
                </span>
                {point}
              </h3>
              <p className="course-because">
                <CourseText text={because} terms={TERMS} />
              </p>
              <ExhibitLink exhibit={exhibit} />
            </li>,
          ];
        })}
      </ul>
    </section>
  );
}
