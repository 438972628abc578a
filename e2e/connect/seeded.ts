/** Numbers in [0, 1) that repeat for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Numbers in [0, 1) that fill it evenly: of any hundred, five are below 0.05, give or take one (the
 * fractions of multiples of the golden ratio).
 */
export function evenly(): () => number {
  const step = (Math.sqrt(5) - 1) / 2;
  let state = 0;
  return () => {
    state = (state + step) % 1;
    return state;
  };
}
