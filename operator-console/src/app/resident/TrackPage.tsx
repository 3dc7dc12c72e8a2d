import type { ReactNode } from 'react';
import type { Schemas } from '@/api';
import { useGet } from '@/api/hooks';
import { moment, orderNumber } from '@/shared/format';
import { useTexts } from '@/shared/i18n';
import { Failed } from '@/shared/ui/Failed';
import { To } from './route';

/** What became of an order for whoever has its link; nothing of who ordered it. */
export function TrackPage({ token }: { token: string }) {
  const t = useTexts('resident');
  const tracking = useGet('/track/{token}', { params: { path: { token } } }, { refetchInterval: 30_000 });
  if (tracking.error) return <Failed error={tracking.error} retry={() => void tracking.refetch()} />;
  if (!tracking.data) return <p className="wait">{t('wait')}</p>;
  return (
    <main className="sheet">
      <h1>{tracking.data.item_name ?? t('track.title')}</h1>
      <p className="number small">{t('track.number', { number: orderNumber(tracking.data.number) })}</p>
      <State tracking={tracking.data} />
      <To to="/" className="quiet-button">
        {t('track.logIn')}
      </To>
    </main>
  );
}

/** The state in words, the next step, and when. */
export function State({ tracking, children }: { tracking: Schemas['Tracking']; children?: ReactNode }) {
  const t = useTexts('resident');
  return (
    <section className="state" aria-live="polite">
      <p className="state-text">{tracking.state_text}</p>
      <p>{tracking.next_step}</p>
      {tracking.provider_name && <p>{t('track.provider', { name: tracking.provider_name })}</p>}
      {tracking.scheduled_for && <p>{t('track.scheduled', { time: moment(tracking.scheduled_for) })}</p>}
      {children}
      <p className="updated">{t('track.updated', { time: moment(tracking.updated_at) })}</p>
    </section>
  );
}
