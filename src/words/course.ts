import { enCourse } from './en-course.ts';
import type { Catalogue } from './index.ts';

/** What every language has to say on the pages of the course. */
export type Course = Catalogue<typeof enCourse>;

export const course: Course = enCourse;
