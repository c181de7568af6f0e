/** The place for a shelf of what one wrote or changed. */
export function Drafts() {
  return undefined;
}
