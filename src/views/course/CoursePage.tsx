import { type ReactNode, useEffect } from 'react';
import type { Page } from '../../shell/place.ts';
import { course } from '../../words/course.ts';
import { words } from '../../words/index.ts';
import { Brand } from '../top-bar/Brand.tsx';
import { ThemeToggle } from '../top-bar/ThemeToggle.tsx';
import './course.css';

const PAGES = ['comparison', 'guide', 'drill'] as const satisfies readonly Page[];

interface CoursePageProps {
  readonly page: (typeof PAGES)[number];
  readonly children: ReactNode;
}

/** What the pages of the course have in common: the bar with the way to the others, title and summary. */
export function CoursePage({ page, children }: CoursePageProps) {
  const { title, summary } = course[page];
  useEffect(() => {
    document.title = words.scenario.page(title);
  }, [title]);
  return (
    <div className="course">
      <header className="course-bar">
        <Brand />
        <nav aria-label={course.bar.name}>
          {PAGES.map((other) => (
            <a key={other} href={`#page=${other}`} aria-current={other === page ? 'page' : undefined}>
              {course.bar[other]}
            </a>
          ))}
        </nav>
        <ThemeToggle />
      </header>
      <main className="course-main" aria-labelledby="course-title">
        <h1 id="course-title">{title}</h1>
        <p className="course-summary">{summary}</p>
        {children}
      </main>
    </div>
  );
}
