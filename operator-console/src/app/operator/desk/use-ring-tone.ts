import { useEffect } from 'react';

/** A short sound each time a call comes to this desk, for those who look away. */
export function useRingTone(ringing: boolean): void {
  useEffect(() => {
    if (!ringing) return undefined;
    const audio = new AudioContext();
    const beep = () => {
      const tone = audio.createOscillator();
      const volume = audio.createGain();
      volume.gain.value = 0.08;
      tone.frequency.value = 880;
      tone.connect(volume).connect(audio.destination);
      tone.start();
      tone.stop(audio.currentTime + 0.25);
    };
    beep();
    const timer = setInterval(beep, 2000);
    return () => {
      clearInterval(timer);
      void audio.close();
    };
  }, [ringing]);
}
