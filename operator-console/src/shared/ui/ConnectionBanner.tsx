import { useEffect, useState } from 'react';
import { useConnection } from '@/live';
import { useTexts } from '@/shared/i18n';

// A page that is just opened, or a server that hands over to its fellow, needs no alarm.
const PATIENCE_MS = 1500;
const GOOD_NEWS_MS = 4000;

/** Says that the server is gone, and that it is back. Without antd, so that the light pages can have it too. */
export function ConnectionBanner() {
  const s = useTexts('shared');
  const { connection, hurry } = useConnection();
  const [shown, setShown] = useState<'nothing' | 'gone' | 'back'>('nothing');
  useEffect(() => {
    if (connection === 'gone') {
      const timer = setTimeout(() => setShown('gone'), PATIENCE_MS);
      return () => clearTimeout(timer);
    }
    if (connection === 'open') setShown((before) => (before === 'gone' ? 'back' : before));
    return undefined;
  }, [connection]);
  useEffect(() => {
    if (shown !== 'back') return undefined;
    const timer = setTimeout(() => setShown('nothing'), GOOD_NEWS_MS);
    return () => clearTimeout(timer);
  }, [shown]);
  return (
    <div role="status" aria-live="assertive" className={`connection connection-${shown}`}>
      {shown === 'gone' && (
        <>
          <span>{s('connection.gone')}</span>
          <button type="button" className="plain-button" onClick={hurry}>
            {s('connection.now')}
          </button>
        </>
      )}
      {shown === 'back' && <span>{s('connection.back')}</span>}
    </div>
  );
}
