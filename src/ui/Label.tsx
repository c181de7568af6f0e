import { createContext, useContext, type ReactNode } from 'react';

/** How labels are shown: as they are, unless what is around them knows more of their words. */
export const LabelContext = createContext<(text: string) => ReactNode>((text) => text);

/** The name of a fact or of a part of a panel. */
export function Label({ text }: { readonly text: string }) {
  return useContext(LabelContext)(text);
}
