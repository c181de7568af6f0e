/**
 * One line about a milestone at a node. `value` gives the text of one of the milestone's data, empty where it has
 * none; `reason` is the milestone's own, as the model gave it.
 */
export type Sentence = (node: string, value: (name: string) => string, reason: string) => string;
