const STORED = 'siduan.offer-sound';

// Browsers play nothing before the page was touched; the context is made then and kept.
let context: AudioContext | null = null;

export function isSoundOn(): boolean {
  try {
    return localStorage.getItem(STORED) !== 'off';
  } catch {
    return true; // storage can be forbidden
  }
}

export function setSound(on: boolean): void {
  try {
    localStorage.setItem(STORED, on ? 'on' : 'off');
  } catch {
    // then it lasts as long as the page
  }
}

/** Two rising notes; an emergency has six. Silent where the browser does not allow it. */
export function ringOffer(emergency: boolean): void {
  if (!isSoundOn() || typeof AudioContext === 'undefined') return;
  context ??= new AudioContext();
  const begin = context.currentTime;
  const notes = emergency ? [880, 1175, 880, 1175, 880, 1175] : [660, 880];
  notes.forEach((pitch, i) => {
    if (context) play(context, pitch, begin + i * 0.18);
  });
}

function play(audio: AudioContext, pitch: number, at: number): void {
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  tone.frequency.value = pitch;
  volume.gain.setValueAtTime(0.0001, at);
  volume.gain.exponentialRampToValueAtTime(0.25, at + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.0001, at + 0.16);
  tone.connect(volume).connect(audio.destination);
  tone.start(at);
  tone.stop(at + 0.17);
}
