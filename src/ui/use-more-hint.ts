import { useCallback } from 'react';

/**
 * Says on an element that scrolls whether it goes on above or below, as `data-more`, for the eye alone. Hand it to its
 * `ref`.
 */
export function useMoreHint(): (element: HTMLElement | null) => (() => void) | undefined {
  return useCallback((element) => {
    if (element === null) return undefined;
    const say = () => {
      const { scrollTop, scrollHeight, clientHeight } = element;
      element.dataset.more = moreOf(scrollTop, scrollHeight - clientHeight);
    };
    const sizes = new ResizeObserver(say);
    const watch = () => {
      for (const child of element.children) sizes.observe(child);
      say();
    };
    const children = new MutationObserver(watch);
    element.addEventListener('scroll', say, { passive: true });
    children.observe(element, { childList: true });
    sizes.observe(element);
    watch();
    return () => {
      element.removeEventListener('scroll', say);
      children.disconnect();
      sizes.disconnect();
    };
  }, []);
}

/** Sizes are rounded: a pixel is nothing to scroll to. */
const SLACK = 2;

/** `top` of `most` that it can be scrolled by. */
export function moreOf(top: number, most: number): 'none' | 'above' | 'below' | 'both' {
  const above = top > SLACK;
  const below = top < most - SLACK;
  return above && below ? 'both' : above ? 'above' : below ? 'below' : 'none';
}
