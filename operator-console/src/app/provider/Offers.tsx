import { SoundOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Switch } from 'antd';
import { useState } from 'react';
import { ProblemError } from '@/api';
import { useCommand } from '@/api/hooks';
import { useLive } from '@/live';
import { useNow } from '@/shared/clock';
import { clock, moment, orderNumber } from '@/shared/format';
import { type Key, useTexts } from '@/shared/i18n';
import { messageOf } from '@/shared/ui/Failed';
import { PriorityTag } from '@/shared/ui/StateTag';
import { isSoundOn, ringOffer, setSound } from './offer-sound';
import type { Offer, TaskView } from './own';
import { ReasonForm } from './ReasonForm';

const SOON_MS = 120_000;

/** What is offered to us now, live. */
export function Offers({ waiting }: { waiting: { view: TaskView; offer: Offer }[] }) {
  const t = useTexts('provider');
  const [sound, switchSound] = useState(isSoundOn);
  useLive('offer.made', () => ringOffer(waiting.some((w) => w.view.priority === 'EMERGENCY')));
  return (
    <section aria-labelledby="offers-title" className="offers">
      <div className="section-head">
        <h2 id="offers-title">
          {t('offers.title')} <span className="count">{waiting.length}</span>
        </h2>
        <span className="sound">
          <SoundOutlined aria-hidden />
          <span id="sound-label">{t('offers.sound')}</span>
          <Switch
            size="small"
            aria-labelledby="sound-label"
            checked={sound}
            onChange={(on) => {
              setSound(on);
              switchSound(on);
              if (on) ringOffer(false);
            }}
          />
        </span>
      </div>
      <output className="unseen">{t('offers.announce', { n: waiting.length })}</output>
      {waiting.length === 0 ? (
        <p className="nothing">{t('offers.none')}</p>
      ) : (
        <ul className="offer-list">
          {waiting.map(({ view, offer }) => (
            <li key={`${view.number}/${view.task.no}/${offer.no}`}>
              <OfferCard view={view} offer={offer} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function OfferCard({ view, offer }: { view: TaskView; offer: Offer }) {
  const t = useTexts('provider');
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [declining, setDeclining] = useState(false);
  const path = { number: view.number, task_no: view.task.no, offer_no: offer.no };
  const left = Date.parse(offer.expires_at) - useNow();
  const over = left <= 0;
  const accept = useCommand('post', '/orders/{number}/tasks/{task_no}/offers/{offer_no}/accept', {
    onSuccess: () => message.success(t('offers.accepted', { number: orderNumber(view.number) })),
    onError: (e) => {
      const gone = e instanceof ProblemError && (e.status === 404 || e.status === 409);
      message.error(gone ? t('offers.gone') : messageOf(e), 8);
      // it may be somebody else's by now
      void queries.invalidateQueries({ queryKey: ['/tasks'] });
    },
  });
  const decline = useCommand('post', '/orders/{number}/tasks/{task_no}/offers/{offer_no}/decline', {
    onSuccess: () => {
      setDeclining(false);
      message.info(t('offers.declined'));
    },
  });
  return (
    <article className={view.priority === 'EMERGENCY' ? 'offer emergency' : 'offer'}>
      <header>
        <strong>{view.task.item_name}</strong> <PriorityTag priority={view.priority} />
        <span className={left < SOON_MS ? 'left soon' : 'left'}>
          {over ? t('offers.over') : t('offers.left', { time: clock(left) })}
        </span>
      </header>
      <p className="summary">{view.summary}</p>
      <p className="facts">
        {view.area}
        {view.slot_starts_at && ` · ${t('offers.slot', { time: moment(view.slot_starts_at) })}`}
        {` · ${t(`mode.${offer.mode}` as Key<'provider'>)}`}
      </p>
      <div className="offer-buttons">
        <Button
          type="primary"
          size="large"
          disabled={over}
          loading={accept.isPending}
          onClick={() => accept.mutate({ params: { path }, body: {} })}
        >
          {t('offers.accept')}
        </Button>
        <Button size="large" disabled={over} onClick={() => setDeclining(true)}>
          {t('offers.decline')}
        </Button>
      </div>
      {declining && (
        <ReasonForm
          title={t('decline.title', { item: view.task.item_name })}
          hint={t('decline.hint')}
          common={[t('decline.busy'), t('decline.far'), t('decline.closed'), t('decline.skill')]}
          submit={t('offers.decline')}
          sending={decline.isPending}
          error={decline.error}
          onSubmit={(reason) => decline.mutate({ params: { path }, body: { reason } })}
          onClose={() => setDeclining(false)}
        />
      )}
    </article>
  );
}
