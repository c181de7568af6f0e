import type { ComponentType } from 'react';

/** The tiers of the stage, from the users' side to the data's. */
export type Tier = 'source' | 'balancer' | 'service' | 'coordination' | 'store';

/** Paths in a box of 34 by 34 centred on the origin. */
export interface GlyphShape {
  /** Filled and stroked: it carries role and health. */
  readonly outline: string;
  /** Stroked only. */
  readonly details: readonly string[];
  /** Whether the node's number within its group stands in it. */
  readonly numbered: boolean;
}

export interface DetailProps {
  readonly name: string;
  /** The kind's own state; each view knows its own and tolerates any. */
  readonly state: unknown;
  /** The state just before what happened at the cursor's time; undefined where there is nothing to compare. */
  readonly before?: unknown;
  /** The state a moment earlier, where it was another: what is gone since stays struck through. */
  readonly lately?: unknown;
  readonly now: number;
  /** What is to be compared with its state of others of its group; each view knows its own. */
  readonly peers?: unknown;
  /** What the run tells of its past, which its state does not keep; undefined until that is known. */
  readonly past?: unknown;
  /** When something was noted lately, such as `znode-deleted` of a path; undefined if it was not. */
  readonly notedAt?: (type: string, about: string) => number | undefined;
}

export interface ChartState {
  readonly id: string;
  readonly label: string;
  /** The centre of its pill, in a drawing 280 wide. */
  readonly x: number;
  readonly y: number;
  /** It leads: filled while it is active. */
  readonly leads?: boolean;
}

export interface ChartTransition {
  readonly from: string;
  readonly to: string;
  readonly label: string;
  /** Its line, and where the middle of its label stands. */
  readonly path: string;
  readonly at: readonly [x: number, y: number];
  /** The milestones that stand for it, where the kind's roles do not tell. */
  readonly by?: readonly string[];
}

/** The states that a node of a kind can be in, and what leads from one to the other. */
export interface Statechart {
  readonly height: number;
  readonly states: readonly ChartState[];
  readonly transitions: readonly ChartTransition[];
  /** The state of a running node, by its role and its own state; undefined: the chart says nothing of it. */
  readonly of: (role: string, state: unknown) => string | undefined;
  /** Another word for the active state, where the node's own state has one. */
  readonly wordFor?: (state: unknown) => string | undefined;
  /** What it goes through within some of its states, one after the other. */
  readonly phases?: ChartPhases;
}

export interface ChartPhases {
  readonly name: string;
  readonly all: readonly { readonly id: string; readonly label: string }[];
  /** The one that it is in; undefined: in none of them. */
  readonly of: (state: unknown) => string | undefined;
}

/** A group of several at a moment, as far as its caption tells of it. */
export interface GroupFace {
  readonly up: number;
  readonly all: number;
  /** What its members say of it: "quorum 2 · epoch 2"; empty if none of them runs. */
  readonly told: string;
  /** Who leads it, and since when; without a name: since when nobody does. Times in µs. */
  readonly lead: { readonly name: string | undefined; readonly since: number } | undefined;
}

/** How a kind looks: all that the screen knows of it. One a kind, listed in kinds/views.ts. */
export interface KindView {
  readonly kind: string;
  /** As read aloud: "database". */
  readonly noun: string;
  /** The caption over several: "Databases". */
  readonly plural: string;
  readonly tier: Tier;
  readonly glyph: GlyphShape;
  /** The caption's second part, over several; undefined: how many are up, and who leads. */
  readonly caption?: (group: GroupFace) => string;
  /** Its state in the inspector: loaded when a node is first selected, for the first picture needs none. */
  readonly Detail: ComponentType<DetailProps>;
  readonly statechart?: Statechart;
  /** What its detail wants to know of its past. */
  readonly past?: 'balancing' | 'outcomes' | 'calls';
}
