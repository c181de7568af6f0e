import { failure, type Result, success } from './result.ts';

export type JsonFault = 'no-json' | 'too-deep';

/** Reads JSON of a stranger: whoever walks the value recursively needs no fear of its depth. */
export function readBoundedJson(text: string, maxDepth: number): Result<unknown, JsonFault> {
  if (depthOf(text) > maxDepth) return failure('too-deep');
  try {
    return success(JSON.parse(text));
  } catch {
    return failure('no-json');
  }
}

/** How deep its brackets nest, those in strings left out. One pass by hand: a pattern would backtrack through long strings. */
function depthOf(text: string): number {
  let [depth, deepest, quoted] = [0, 0, false];
  for (let i = 0; i < text.length; i++) {
    const letter = text[i];
    if (letter === '"') quoted = !quoted;
    else if (quoted && letter === '\\') i++;
    else if (quoted) continue;
    else if (letter === '[' || letter === '{') deepest = Math.max(deepest, ++depth);
    else if (letter === ']' || letter === '}') depth--;
  }
  return deepest;
}
