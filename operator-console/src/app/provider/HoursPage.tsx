import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, InputNumber, Rate, Spin } from 'antd';
import { useState } from 'react';
import { answer, api, type Schemas } from '@/api';
import { useGet } from '@/api/hooks';
import { hoursOf, hoursText, WEEK } from '@/features/opening/opening';
import { type Key, useTexts } from '@/shared/i18n';
import { Failed, messageOf } from '@/shared/ui/Failed';
import { usePageTitle } from '@/shared/ui/page-title';
import { useProviderId } from './own';
import './provider.css';

type Provider = Schemas['Provider'];

/** When we are open, how much we take at once, and how we are rated. */
export function HoursPage() {
  const t = useTexts('provider');
  usePageTitle(t('hours.title'));
  const id = useProviderId();
  const provider = useGet('/providers/{id}', { params: { path: { id } } });
  if (provider.error) return <Failed error={provider.error} retry={() => void provider.refetch()} />;
  if (!provider.data) return <Spin className="page-spin" />;
  return <Hours key={provider.data.version} provider={provider.data} />;
}

function Hours({ provider }: { provider: Provider }) {
  const t = useTexts('provider');
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [typed, setTyped] = useState<Record<string, string>>(() =>
    Object.fromEntries(WEEK.map((d) => [d, hoursText(provider.opening[d])])),
  );
  const [capacity, setCapacity] = useState(provider.capacity);
  const [failure, setFailure] = useState('');
  const [sending, setSending] = useState(false);
  const read = WEEK.map((d) => ({ d, hours: hoursOf(typed[d] ?? '') }));
  const wrong = read.filter((r) => r.hours === null).map((r) => r.d);
  async function save() {
    setSending(true);
    setFailure('');
    try {
      const opening = Object.fromEntries(
        read.filter((r) => r.hours && r.hours.length > 0).map((r) => [r.d, r.hours]),
      );
      await answer(
        api.PUT('/providers/{id}/hours', {
          params: { path: { id: provider.id }, header: { 'If-Match': `"${provider.version}"` } },
          body: { opening, capacity },
        }),
      );
      message.success(t('task.saved'));
      await queries.invalidateQueries({ queryKey: ['/providers/{id}'] });
    } catch (e) {
      setFailure(messageOf(e as Error));
    } finally {
      setSending(false);
    }
  }
  return (
    <>
      <h1 className="page-title">{provider.name}</h1>
      <div className="task-page">
        <section className="panel" aria-labelledby="hours-title">
          <h2 id="hours-title">{t('hours.title')}</h2>
          <p>{t('hours.hint')}</p>
          {WEEK.map((d) => (
            <div className="field day" key={d}>
              <label htmlFor={`day-${d}`}>{t(`day.${d}` as Key<'provider'>)}</label>
              <Input
                id={`day-${d}`}
                value={typed[d]}
                placeholder={t('hours.closed')}
                status={wrong.includes(d) ? 'error' : ''}
                aria-invalid={wrong.includes(d)}
                aria-describedby={wrong.includes(d) ? `day-${d}-wrong` : undefined}
                onChange={(e) => setTyped({ ...typed, [d]: e.target.value })}
              />
              {wrong.includes(d) && (
                <small id={`day-${d}-wrong`} className="form-failure">
                  {t('hours.wrong')}
                </small>
              )}
            </div>
          ))}
          <div className="field day">
            <label htmlFor="capacity">{t('hours.capacity')}</label>
            <InputNumber
              id="capacity"
              min={0}
              max={100_000}
              value={capacity}
              onChange={(n) => setCapacity(n ?? 0)}
            />
          </div>
          <p role="alert" className="form-failure">
            {failure}
          </p>
          <Button type="primary" disabled={wrong.length > 0} loading={sending} onClick={() => void save()}>
            {t('save')}
          </Button>
        </section>
        <section className="panel" aria-labelledby="rating-title">
          <h2 id="rating-title">{t('rating.title')}</h2>
          <div>
            <Rate disabled allowHalf value={provider.star_rating} aria-label={t('rating.title')} />{' '}
            <strong>{t('rating.stars', { n: provider.star_rating })}</strong>
          </div>
          <p>{t('rating.hint')}</p>
          {provider.certificates.length > 0 && (
            <>
              <h3>{t('rating.certificates')}</h3>
              <ul>
                {provider.certificates.map((c) => (
                  <li key={c.skill}>
                    {c.skill}
                    {c.expires_on && ` · ${t('rating.until', { date: c.expires_on })}`}
                  </li>
                ))}
              </ul>
            </>
          )}
        </section>
      </div>
    </>
  );
}
