import { useEffect, useState } from 'react';

/** The whole screen for the board. Where the browser refuses that, at least the whole window; Esc ends both. */
export function useWall(): { wall: boolean; begin: () => void; end: () => void } {
  const [wall, setWall] = useState(false);
  useEffect(() => {
    if (!wall) return;
    const left = () => {
      if (!document.fullscreenElement) setWall(false);
    };
    const pressed = (e: KeyboardEvent) => {
      if (e.key === 'Escape') setWall(false);
    };
    document.addEventListener('fullscreenchange', left);
    document.addEventListener('keydown', pressed);
    return () => {
      document.removeEventListener('fullscreenchange', left);
      document.removeEventListener('keydown', pressed);
      if (document.fullscreenElement) void document.exitFullscreen();
    };
  }, [wall]);
  return {
    wall,
    begin: () => {
      setWall(true);
      document.documentElement.requestFullscreen?.().catch(() => undefined);
    },
    end: () => setWall(false),
  };
}
