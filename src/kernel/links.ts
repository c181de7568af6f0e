import { defined } from '../lib/assert.ts';
import { RandomStream } from '../lib/prng.ts';
import type { LinkQuality, WorldNetwork } from './world.ts';

/** The words of a stream's state. */
const WORDS = 4;
/** The word that is 0 only before a stream begins: it counts. */
const COUNTER = 3;

/** What never changes of the links of a world: shared by all runs that were forked from each other. */
interface Roads {
  /** By both ends: the place of a link, in the order in which any of these runs first used it. */
  readonly places: Map<number, number>;
  readonly qualities: LinkQuality[];
}

/** All links at a checkpoint. */
export interface LinksImage {
  readonly roads: Roads;
  readonly streams: Int32Array;
}

/**
 * The links from node to node, each with a stream of random numbers of its own. Callers and callees in their hundreds have
 * tens of thousands of links: the states of their streams stand in one table, which a checkpoint copies at once.
 */
export class Links {
  private readonly roads: Roads;
  private streams: Int32Array;
  private readonly stream: RandomStream;

  constructor(
    private readonly seed: number,
    private readonly names: readonly string[],
    private readonly table: WorldNetwork,
    image?: LinksImage,
  ) {
    this.roads = image?.roads ?? { places: new Map<number, number>(), qualities: [] };
    this.streams = image?.streams.slice() ?? new Int32Array(64 * WORDS);
    this.stream = RandomStream.named(seed, 'links');
  }

  /** The place of the link from one node to another. */
  place(from: number, to: number): number {
    const key = from * this.names.length + to;
    const place = this.roads.places.get(key) ?? this.lay(key, from, to);
    // Another run may have been the first to use it.
    if ((this.streams[place * WORDS + COUNTER] ?? 0) === 0) this.begin(place, from, to);
    return place;
  }

  quality(place: number): LinkQuality {
    return defined(this.roads.qualities[place], 'a link');
  }

  /** The stream of a link. It is handed out until the next `draw`; `drawn` puts it back. */
  draw(place: number): RandomStream {
    this.stream.load(this.streams, place * WORDS);
    return this.stream;
  }

  drawn(place: number): void {
    this.stream.save(this.streams, place * WORDS);
  }

  image(): LinksImage {
    return { roads: this.roads, streams: this.streams.slice() };
  }

  private lay(key: number, from: number, to: number): number {
    const { places, qualities } = this.roads;
    const place = qualities.length;
    places.set(key, place);
    qualities.push(this.table.quality(this.names[from] ?? '', this.names[to] ?? ''));
    return place;
  }

  private begin(place: number, from: number, to: number): void {
    if ((place + 1) * WORDS > this.streams.length) {
      const streams = new Int32Array(2 * (place + 1) * WORDS);
      streams.set(this.streams);
      this.streams = streams;
    }
    const name = `link:${this.names[from] ?? ''}→${this.names[to] ?? ''}`;
    RandomStream.named(this.seed, name).save(this.streams, place * WORDS);
  }
}
