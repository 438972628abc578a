import { wokenContext } from "./loudspeaker.js";

export interface Meter {
  /** What the browser calls the device. */
  readonly label: string;
  /** Until there has been sound for a moment, or the time is over. Gives the microphone back. */
  listen(millis: number, soundPercent: number): Promise<Listened>;
}

export interface Listened {
  readonly wasHeard: boolean;
  /** Of full scale. */
  readonly peakPercent: number;
}

const READ_EVERY_MILLIS = 50;
/** A word, not a click of the switch. */
const LOUD_READINGS = 6;

/** Measures the microphone in this page; nothing is kept and nothing leaves it. */
export async function startMeter(level: (percent: number) => void): Promise<Meter> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const release = () => {
    for (const track of stream.getTracks()) track.stop();
  };
  const context = await wokenContext().catch((error: unknown) => {
    release();
    throw error;
  });
  const analyser = new AnalyserNode(context, { fftSize: 2048 });
  new MediaStreamAudioSourceNode(context, { mediaStream: stream }).connect(analyser);
  const wave = new Float32Array(analyser.fftSize);
  const stop = () => {
    release();
    void context.close();
  };
  return {
    label: stream.getAudioTracks()[0]?.label || "the microphone",
    listen: (millis, soundPercent) =>
      new Promise((resolve) => {
        let peakPercent = 0;
        let loud = 0;
        const endsAt = performance.now() + millis;
        const timer = setInterval(() => {
          analyser.getFloatTimeDomainData(wave);
          const percent = 100 * wave.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
          peakPercent = Math.max(peakPercent, percent);
          if (percent >= soundPercent) loud += 1;
          level(percent);
          const wasHeard = loud >= LOUD_READINGS;
          if (!wasHeard && performance.now() < endsAt) return;
          clearInterval(timer);
          stop();
          resolve({ wasHeard, peakPercent });
        }, READ_EVERY_MILLIS);
      }),
  };
}
