/** Where each line of a long list stands: measured where it has been drawn, estimated elsewhere. */

/** A line on the screen, and how far its top is from the top of the view. */
export type Held = { key: string; offset: number };
/** What must not move: the start, the end, or the lines one looks at. */
export type Anchor = "start" | "end" | Held[];

/** Of the first lines seen, one may stay at the top, one change its day, one lose its head: the rest agree. */
const HELD = 8;

export class Measures {
  readonly #heights = new Map<string, number>();
  #keys: string[] = [];
  #index = new Map<string, number>();
  #tops: number[] = [0];

  /** Lays these lines out. */
  lay(keys: string[], estimate: (index: number) => number): void {
    this.#keys = keys;
    this.#index = new Map(keys.map((key, index) => [key, index]));
    const tops = [0];
    keys.forEach((key, index) => tops.push((tops[index] ?? 0) + (this.#heights.get(key) ?? estimate(index))));
    this.#tops = tops;
  }

  /** True if this line is not as high as was thought. */
  measured(key: string, height: number): boolean {
    const same = Math.abs((this.#heights.get(key) ?? -1) - height) < 0.5;
    if (!same) this.#heights.set(key, height);
    return !same;
  }

  forget(): void {
    this.#heights.clear();
  }

  get total(): number {
    return this.top(this.#keys.length);
  }

  top(index: number): number {
    return this.#tops[index] ?? 0;
  }

  indexOf(key: string): number {
    return this.#index.get(key) ?? -1;
  }

  /** The line that covers this height. */
  at(y: number): number {
    let low = 0;
    let high = Math.max(0, this.#keys.length - 1);
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.top(middle) <= y) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The first lines seen when scrolled to `y`: a few, as one may go or move. */
  hold(y: number): Held[] {
    const first = this.at(y);
    return this.#keys.slice(first, first + HELD).map((key, nth) => ({ key, offset: this.top(first + nth) - y }));
  }

  /** Where to scroll for the anchor to stay where it was, or null if all of it is gone. */
  scrollFor(anchor: Anchor, view: number): number | null {
    const end = Math.max(0, this.total - view);
    if (anchor === "start") return 0;
    if (anchor === "end") return end;
    const wanted = anchor
      .filter(({ key }) => this.#index.has(key))
      .map(({ key, offset }) => this.top(this.indexOf(key)) - offset);
    // A line that moved alone (a conversation that rises to the top) does not take the view with it.
    const agreed = wanted.find((y, nth) => wanted.some((other, i) => i !== nth && Math.abs(other - y) < 1));
    const y = agreed ?? wanted[0];
    return y === undefined ? null : Math.min(Math.max(0, y), end);
  }
}
