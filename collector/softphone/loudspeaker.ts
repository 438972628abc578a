/** The browser finds no device to play to. */
export class NoLoudspeaker extends Error {
  override readonly name = "NoLoudspeaker";

  constructor() {
    super("the loudspeaker cannot be used");
  }
}

/** A headset on Bluetooth takes some seconds to wake. */
const MOST_WAKING_MILLIS = 5_000;

/**
 * A context that plays and measures. Without a loudspeaker Firefox leaves it asleep, also for one that would only
 * listen, and never answers whether it woke.
 */
export async function wokenContext(): Promise<AudioContext> {
  const context = new AudioContext();
  const woken = context.resume().then(
    () => true,
    () => false,
  );
  const late = new Promise<false>((resolve) => setTimeout(resolve, MOST_WAKING_MILLIS, false));
  if (await Promise.race([woken, late])) return context;
  void context.close();
  throw new NoLoudspeaker();
}
