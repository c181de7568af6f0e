import { createContext, useContext, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import type { RunQuestions } from '../analysis/run-service.ts';
import { defined } from '../lib/assert.ts';
import type { Session } from '../shell/session.ts';
import type { PlaceState } from '../shell/place.ts';
import type {
  CursorState,
  FileState,
  LayoutState,
  PointedState,
  RunState,
  SelectionState,
} from '../shell/stores.ts';

export const SessionContext = createContext<Session | undefined>(undefined);

export function useSession(): Session {
  return defined(useContext(SessionContext), 'the session around the screen');
}

export function usePlace<T>(select: (state: PlaceState) => T): T {
  return useStore(useSession().stores.place, select);
}

export function useRun<T>(select: (state: RunState) => T): T {
  return useStore(useSession().stores.run, select);
}

export function useCursor<T>(select: (state: CursorState) => T): T {
  return useStore(useSession().stores.cursor, select);
}

export function useSelection<T>(select: (state: SelectionState) => T): T {
  return useStore(useSession().stores.selection, select);
}

export function usePointed<T>(select: (state: PointedState) => T): T {
  return useStore(useSession().stores.pointed, select);
}

export function useLayout<T>(select: (state: LayoutState) => T): T {
  return useStore(useSession().stores.layout, select);
}

export function useFile<T>(select: (state: FileState) => T): T {
  return useStore(useSession().stores.file, select);
}

/** The answer to a question about the run that is shown; undefined until it is there. */
export function useAnswer<Q extends keyof RunQuestions>(
  question: Q,
  ...args: Parameters<RunQuestions[Q]>
): ReturnType<RunQuestions[Q]> | undefined {
  const { answers } = useSession();
  return useSyncExternalStore(answers.subscribe, () => answers.get(question, ...args));
}
