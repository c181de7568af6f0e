import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistance, nearest } from './nearest.ts';

describe('nearest', () => {
  it('prefers the nearest number of the same family', () => {
    expect(nearest('api-9', ['lb-1', 'api-1', 'api-2', 'api-3'])).toBe('api-3');
    expect(nearest('api-12', ['api-1', 'api-2', 'api-3'])).toBe('api-3');
  });

  it('finds a slip of the keyboard', () => {
    expect(nearest('targt', ['kind', 'targets', 'target'])).toBe('target');
    expect(nearest('esat', ['west', 'east'])).toBe('east');
    expect(nearest('Zookeeper', ['client', 'zookeeper'])).toBe('zookeeper');
  });

  it('is silent when nothing is near', () => {
    expect(nearest('giraffe', ['lb-1', 'api-1'])).toBeUndefined();
    expect(nearest('s', ['m', 'h'])).toBeUndefined();
    expect(nearest('x', [])).toBeUndefined();
    expect(nearest('a'.repeat(5000), ['a'.repeat(4999)])).toBeUndefined();
  });

  it('gives one of the candidates or nothing, whatever the words', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string()), (word, candidates) => {
        const found = nearest(word, candidates);
        return found === undefined || candidates.includes(found);
      }),
    );
  });
});

describe('editDistance', () => {
  it('counts insertions, deletions, substitutions and swaps', () => {
    expect(editDistance('crash', 'crash')).toBe(0);
    expect(editDistance('crsh', 'crash')).toBe(1);
    expect(editDistance('crahs', 'crash')).toBe(1);
    expect(editDistance('', 'heal')).toBe(4);
  });

  it('is symmetric', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (a, b) => editDistance(a, b) === editDistance(b, a)));
  });
});
