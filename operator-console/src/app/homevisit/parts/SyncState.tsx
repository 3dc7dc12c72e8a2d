import { useTexts } from '@/shared/i18n';
import { type Device, useKnown } from '../device';
import { summary } from '../sync/queue';
import { To } from './route';

/** Always in sight: whether what was done has arrived. A sign and a word, never colour alone. */
export function SyncState({ device }: { device: Device }) {
  const t = useTexts('homevisit');
  const { entries, sending, reach } = useKnown(device);
  const { waiting, look } = summary(entries);
  const kind = look > 0 ? 'look' : waiting > 0 ? 'waiting' : 'sent';
  const sign = { look: '!', waiting: '↑', sent: '✓' }[kind];
  return (
    <div className="sync" role="status">
      <To to="/visit/sent" className={`sync-${kind}`}>
        <span aria-hidden="true" className="sign">
          {sign}
        </span>{' '}
        {kind === 'look' && t('sync.look', { n: look })}
        {kind === 'waiting' &&
          (sending ? t('sync.sending', { n: waiting }) : t('sync.waiting', { n: waiting }))}
        {kind === 'sent' && t('sync.sent')}
      </To>
      {reach === 'gone' && <span className="reach">{t('sync.offline')}</span>}
    </div>
  );
}
