/**
 * A voice nobody has: a pulse train through three resonators, in syllables, words and pauses. It has
 * the level changes and the spectrum of speech, so codec, echo canceller and level meters behave as on
 * a call, and it says nothing.
 */

export interface Voice {
  /** Fundamental frequency, Hz. */
  readonly pitch: number;
  /** Formants are scaled by the length of the vocal tract: 1 for an average man. */
  readonly tract: number;
}

export const AGENT_VOICE: Voice = { pitch: 190, tract: 1.15 };
export const CUSTOMER_VOICE: Voice = { pitch: 118, tract: 1 };

/** First three formants of American English vowels, Hz. Source: Peterson and Barney, 1952. */
const VOWELS = [
  [730, 1090, 2440],
  [530, 1840, 2480],
  [270, 2290, 3010],
  [570, 840, 2410],
  [300, 870, 2240],
] as const;

/** Width of a resonance, Hz. */
const BANDWIDTH = 90;
const SYLLABLE_SECONDS = 0.19;
/** Vowel of each syllable in turn, −1 for a pause. */
const PHRASE = [
  0, 1, 2, 3, 1, -1, 4, 0, 2, 1, 3, 0, -1, 4, 2, 0, 3, 1, 2, -1, 1, 0, 4, 3, 2, 1, -1, -1,
];
const PEAK = 0.35;

/** Speaks until the context is closed or the track stopped. */
export function speak(context: AudioContext, voice: Voice): MediaStreamTrack {
  const destination = context.createMediaStreamDestination();
  const player = context.createBufferSource();
  player.buffer = phrase(context, voice);
  player.loop = true;
  player.connect(destination);
  player.start();
  const [track] = destination.stream.getAudioTracks();
  if (!track) throw new Error("this browser gives no track for generated audio");
  return track;
}

function phrase(context: AudioContext, voice: Voice): AudioBuffer {
  const rate = context.sampleRate;
  const length = Math.round(SYLLABLE_SECONDS * rate);
  const buffer = context.createBuffer(1, PHRASE.length * length, rate);
  const samples = buffer.getChannelData(0);
  PHRASE.forEach((vowel, index) => {
    const formants = VOWELS[vowel];
    if (!formants) return;
    const pitch = voice.pitch * (1.12 - 0.24 * (index / PHRASE.length));
    const resonators = formants.map((hz) => resonator(hz * voice.tract, rate));
    for (let i = 0; i < length; i++) {
      const pulse = i % Math.round(rate / pitch) === 0 ? 1 : 0;
      const envelope = Math.sin((Math.PI * i) / length) ** 0.7;
      samples[index * length + i] =
        envelope * resonators.reduce((sum, resonate, n) => sum + resonate(pulse) / (n + 1), 0);
    }
  });
  const loudest = samples.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
  for (let i = 0; i < samples.length; i++) samples[i] = ((samples[i] ?? 0) / loudest) * PEAK;
  return buffer;
}

/** A two-pole resonance at the given frequency. */
function resonator(hz: number, rate: number): (input: number) => number {
  const radius = Math.exp((-Math.PI * BANDWIDTH) / rate);
  const feedback = 2 * radius * Math.cos((2 * Math.PI * hz) / rate);
  let last = 0;
  let beforeLast = 0;
  return (input) => {
    const output = input + feedback * last - radius * radius * beforeLast;
    beforeLast = last;
    last = output;
    return output;
  };
}
