/** What of the stage the pointer means. */
export interface Subject {
  readonly node: string | undefined;
  readonly link: string | undefined;
}

const NOTHING: Subject = { node: undefined, link: undefined };

/**
 * What a node or a line under a point stands for; a message on its way does not hide the line that it is on. Around a
 * glyph and its words a node takes the pointer, too, but a line that passes there is nearer.
 */
export function subjectAt(target: Element, x: number, y: number): Subject {
  const own = subjectOf(target);
  if (own.link !== undefined || (own.node !== undefined && !isAround(target))) return own;
  const link = document
    .elementsFromPoint(x, y)
    .map((element) => subjectOf(element).link)
    .find((found) => found !== undefined);
  return link === undefined ? own : { node: undefined, link };
}

/** What an element of the stage stands for. */
export function subjectOf(element: EventTarget): Subject {
  if (!(element instanceof Element)) return NOTHING;
  const found = element.closest<SVGElement>('[data-node], [data-link]');
  return found === null ? NOTHING : { node: found.dataset.node, link: found.dataset.link };
}

/** Whether it is the room around a node, and not what is drawn of it; what asks for a reason is as large as it looks. */
function isAround(element: Element): boolean {
  return element.classList.contains('stage-hit') && element.closest('.stage-why') === null;
}
