import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';

/** Which groups a narrow stage draws one by one; the focus goes along when one opens or closes. */
export function useOpenGroups(svg: RefObject<SVGSVGElement | null>): {
  readonly open: ReadonlySet<string>;
  readonly toggle: (group: string) => void;
} {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const toggled = useRef<string>(undefined);

  const toggle = useCallback((group: string) => {
    toggled.current = group;
    setOpen((before) => {
      const after = new Set(before);
      if (!after.delete(group)) after.add(group);
      return after;
    });
  }, []);

  useEffect(() => {
    const group = toggled.current;
    toggled.current = undefined;
    if (group === undefined) return;
    const stacks = [...(svg.current?.querySelectorAll<SVGGElement>('[data-stack]') ?? [])];
    stacks.find(({ dataset }) => dataset.stack === group)?.focus();
  }, [svg, open]);

  return { open, toggle };
}
