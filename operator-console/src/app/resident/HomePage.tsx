import { useGet } from '@/api/hooks';
import { useSessionState } from '@/api/session';
import { moment } from '@/shared/format';
import { useTexts } from '@/shared/i18n';
import { logOut } from './log-out';
import { To } from './route';

const OPEN = ['RECEIVED', 'IN_PROGRESS', 'REOPENED', 'FOLLOW_UP'];

/** Three choices: the same as last time, something else, what became of it. */
export function HomePage() {
  const t = useTexts('resident');
  const state = useSessionState();
  const orders = useGet('/orders', { params: { query: { limit: 20 } } });
  const last = orders.data?.items[0];
  const open = orders.data?.items.filter((o) => OPEN.includes(o.state)).length ?? 0;
  const name = 'session' in state ? state.session.name : '';
  const shared = 'session' in state && (state.session.residents?.length ?? 0) > 1;
  return (
    <main className="sheet">
      <h1>{name ? t('home.hello', { name }) : t('home.title')}</h1>
      {last && (
        <To to={`/order/${last.item_id}?like=${last.number}`} className="choice">
          <strong>{t('home.same')}</strong>
          <span>{t('home.sameWhat', { item: last.item_name, when: moment(last.received_at) })}</span>
        </To>
      )}
      <To to="/order" className="choice">
        <strong>{t('home.order')}</strong>
        <span>{t('home.orderWhat')}</span>
      </To>
      <To to="/orders" className="choice">
        <strong>{t('home.orders')}</strong>
        <span>{open > 0 ? t('home.open', { n: open }) : t('home.noneOpen')}</span>
      </To>
      {shared && (
        <To to="/who" className="quiet-button">
          {t('home.other', { name })}
        </To>
      )}
      <button type="button" className="quiet-button" onClick={() => void logOut()}>
        {t('home.logOut')}
      </button>
    </main>
  );
}
