/** What a card of the library shows of a scenario, worked out when the app is built. */
export interface ScenarioCard {
  /** Whole minutes that its story takes; see `minutesOf`. */
  readonly minutes: number;
  /** How often its story asks for a prediction. */
  readonly questions: number;
  /** What its text speaks of, besides its title and summary: words in small letters, each once, with spaces between. */
  readonly terms: string;
  readonly picture: CardPicture;
}

/** The system in small, at the first fault of its run. */
export interface CardPicture {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly CardNode[];
  /** Those of which there are too many for glyphs: by look a path with a point for each. */
  readonly dots: Readonly<Record<string, string>>;
  /** By plane the path of its lines. */
  readonly lines: Readonly<Record<string, string>>;
  /** The path of lines over which nothing passes. */
  readonly cut: string;
}

export interface CardNode {
  readonly kind: string;
  readonly x: number;
  readonly y: number;
  readonly look: string;
  /** Its number within its group, where it has one. */
  readonly number?: number;
}
