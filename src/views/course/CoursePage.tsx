import { type ReactNode, useEffect } from 'react';
import { COURSE_PAGES, type CoursePage as Page } from '../../shell/place.ts';
import { course } from '../../words/course.ts';
import { words } from '../../words/index.ts';
import { NoticeLine } from '../NoticeLine.tsx';
import { Brand } from '../top-bar/Brand.tsx';
import { ThemeToggle } from '../top-bar/ThemeToggle.tsx';
import './course.css';

interface CoursePageProps {
  readonly page: Page;
  /** Its title, and what it is about. */
  readonly says: { readonly title: string; readonly summary: string };
  readonly children: ReactNode;
}

/** What the pages of the course have in common: the bar with the way to the others, title and summary. */
export function CoursePage({ page, says: { title, summary }, children }: CoursePageProps) {
  useEffect(() => {
    document.title = words.scenario.page(title);
  }, [title]);
  return (
    <div className="course">
      <header className="course-bar">
        <Brand />
        <nav aria-label={course.bar.name}>
          {COURSE_PAGES.map((other) => (
            <a key={other} href={`#page=${other}`} aria-current={other === page ? 'page' : undefined}>
              {course.bar[other]}
            </a>
          ))}
        </nav>
        <ThemeToggle />
      </header>
      <NoticeLine />
      <main className="course-main" aria-labelledby="course-title">
        <h1 id="course-title">{title}</h1>
        <p className="course-summary">{summary}</p>
        {children}
      </main>
    </div>
  );
}
