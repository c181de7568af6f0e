import { useCallback } from 'react';

type Ref = (element: HTMLElement | null) => (() => void) | undefined;

/** One `ref` that hands its element to two. */
export function useBoth(one: Ref, other: Ref): (element: HTMLElement | null) => () => void {
  return useCallback(
    (element) => {
      const ends = [one(element), other(element)];
      return () => ends.forEach((end) => end?.());
    },
    [one, other],
  );
}
