import { type PointerEvent, useEffect, useId, useRef, useState } from 'react';
import { useTexts } from '@/shared/i18n';
import { blobOf } from './photo';

const WIDTH = 640;
const HEIGHT = 240;

/** Signed with the finger on the glass; or, for whoever cannot, a name typed as agreed by word of mouth. */
export function Signature({ onSigned }: { onSigned: (bytes: ArrayBuffer) => Promise<void> }) {
  const t = useTexts('homevisit');
  const canvas = useRef<HTMLCanvasElement>(null);
  const [drawn, setDrawn] = useState(false);
  const [name, setName] = useState('');
  const [busy, setBusy] = useState(false);
  const nameId = useId();

  const clear = () => {
    const pen = canvas.current?.getContext('2d');
    if (!pen) return;
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, WIDTH, HEIGHT);
    setDrawn(false);
  };
  useEffect(clear, []);

  const at = (e: PointerEvent<HTMLCanvasElement>): [number, number] => {
    const box = e.currentTarget.getBoundingClientRect();
    return [((e.clientX - box.left) / box.width) * WIDTH, ((e.clientY - box.top) / box.height) * HEIGHT];
  };
  const down = (e: PointerEvent<HTMLCanvasElement>) => {
    e.currentTarget.setPointerCapture(e.pointerId);
    const pen = e.currentTarget.getContext('2d');
    pen?.beginPath();
    pen?.moveTo(...at(e));
  };
  const move = (e: PointerEvent<HTMLCanvasElement>) => {
    if (!e.currentTarget.hasPointerCapture(e.pointerId)) return;
    const pen = e.currentTarget.getContext('2d');
    if (!pen) return;
    pen.lineWidth = 4;
    pen.lineCap = 'round';
    pen.lineJoin = 'round';
    pen.strokeStyle = '#10203a';
    pen.lineTo(...at(e));
    pen.stroke();
    setDrawn(true);
  };

  const keep = async () => {
    if (!canvas.current || busy) return;
    setBusy(true);
    if (!drawn) write(canvas.current, t('sign.oral', { name: name.trim() }));
    try {
      await onSigned(await (await blobOf(canvas.current, 'image/png')).arrayBuffer());
    } finally {
      setBusy(false);
    }
  };

  return (
    <div className="signature">
      <canvas
        ref={canvas}
        width={WIDTH}
        height={HEIGHT}
        role="img"
        aria-label={t('sign.area')}
        onPointerDown={down}
        onPointerMove={move}
      />
      <div className="row">
        <button type="button" className="button" disabled={!drawn} onClick={clear}>
          {t('sign.clear')}
        </button>
        <button
          type="button"
          className="button strong"
          disabled={busy || (!drawn && name.trim() === '')}
          onClick={keep}
        >
          {t('sign.keep')}
        </button>
      </div>
      <label htmlFor={nameId}>{t('sign.name')}</label>
      <input
        id={nameId}
        value={name}
        maxLength={60}
        autoComplete="off"
        onChange={(e) => setName(e.target.value)}
      />
    </div>
  );
}

function write(canvas: HTMLCanvasElement, text: string): void {
  const pen = canvas.getContext('2d');
  if (!pen) return;
  pen.fillStyle = '#10203a';
  pen.font = '32px sans-serif';
  pen.fillText(text, 24, HEIGHT / 2, WIDTH - 48);
}
