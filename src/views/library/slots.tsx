/** Places for parts of the first page that other parts of the app bring. */

/** Links to the pages of the course that are no scenarios. */
export function Pages() {
  return undefined;
}

/** The scenarios that one wrote or changed. */
export function Drafts() {
  return undefined;
}
