const LOW_HZ = 220;
const SECONDS = 0.35;
const VOLUME = 0.2;

/** Something was not taken: low and short, so that a cashier who looks at the goods hears it. */
export function buzz(): void {
  try {
    const audio = new AudioContext();
    const tone = new OscillatorNode(audio, { type: 'square', frequency: LOW_HZ });
    tone.connect(new GainNode(audio, { gain: VOLUME })).connect(audio.destination);
    tone.onended = () => void audio.close();
    tone.start();
    tone.stop(audio.currentTime + SECONDS);
  } catch {
    // A device without sound still shows it.
  }
}
