import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Unreachable } from '@/api';
import { askForSession } from '@/api/fetch';
import { useGet } from '@/api/hooks';
import { useSessionState } from '@/api/session';
import { LiveProvider } from '@/live';
import { phone } from '@/shared/format';
import { type Key, useTexts } from '@/shared/i18n';
import { makeQueries } from '@/shared/queries';
import { ConnectionBanner } from '@/shared/ui/ConnectionBanner';
import { Failed } from '@/shared/ui/Failed';
import { LanguageSwitch } from '@/shared/ui/LanguageSwitch';
import { ChooseItem } from './ChooseItem';
import { HomePage } from './HomePage';
import { LogInPage, WhoAreYou } from './LogInPage';
import { MyOrder } from './MyOrder';
import { MyOrders } from './MyOrders';
import { Placed } from './Placed';
import { PlaceOrder } from './PlaceOrder';
import { To, usePath } from './route';
import { TrackPage } from './TrackPage';
import './resident.css';

const queries = makeQueries();
const SIZES = ['big', 'bigger', 'biggest'] as const;
type Size = (typeof SIZES)[number];
const AGAIN_MS = 5000;
const STORED = 'siduan.type-size';

function storedSize(): Size {
  try {
    return SIZES.find((s) => s === localStorage.getItem(STORED)) ?? 'big';
  } catch {
    return 'big'; // storage can be forbidden
  }
}

/** The residents' pages: large type, few choices, plain words. */
export function Start() {
  const s = useTexts('shared');
  return (
    <QueryClientProvider client={queries}>
      <div className="page">
        <header className="top">
          <To to="/" className="brand">
            {s('app.name')}
          </To>
          <TypeSize />
          <LanguageSwitch />
        </header>
        <Body />
        <Hotline />
      </div>
    </QueryClientProvider>
  );
}

function Body() {
  const path = usePath();
  const token = /^\/track\/([\w-]+)/.exec(path)?.[1];
  return token ? <TrackPage token={token} /> : <OwnPages path={path} />;
}

function OwnPages({ path }: { path: string }) {
  const t = useTexts('resident');
  const state = useSessionState();
  const [failure, setFailure] = useState<Error | null>(null);
  const ask = () => {
    setFailure(null);
    askForSession().catch(setFailure);
  };
  useEffect(ask, []);
  useEffect(() => {
    if (!(failure instanceof Unreachable)) return undefined;
    const timer = setTimeout(ask, AGAIN_MS);
    return () => clearTimeout(timer);
  });
  if (state.kind === 'unknown') {
    return failure ? <Failed error={failure} retry={ask} /> : <p className="wait">{t('wait')}</p>;
  }
  // whoever's log-in has run out logs in over the page, and what was typed stays
  if (state.kind === 'none') return <LogInPage />;
  if (state.session.role !== 'RESIDENT') return <NotAResident />;
  if (state.session.id === 0 && (state.session.residents?.length ?? 0) > 0) return <WhoAreYou />;
  return (
    <LiveProvider key={state.session.id}>
      <ConnectionBanner />
      {state.kind === 'expired' && <LogInPage over />}
      <div hidden={state.kind === 'expired'}>
        <Page path={path} />
      </div>
    </LiveProvider>
  );
}

function NotAResident() {
  const t = useTexts('resident');
  return (
    <main className="sheet">
      <h1>{t('staff.title')}</h1>
      <a className="big-button" href="/console">
        {t('staff.console')}
      </a>
    </main>
  );
}

function Page({ path }: { path: string }) {
  const [bare = '/', query = ''] = path.split('?');
  const given = new URLSearchParams(query);
  const placed = /^\/placed\/(\d+)$/.exec(bare)?.[1];
  const item = /^\/order\/(\d+)$/.exec(bare)?.[1];
  const number = /^\/orders\/(\d+)$/.exec(bare)?.[1];
  if (item) return <PlaceOrder key={path} itemId={Number(item)} like={given.get('like')} />;
  if (placed) return <Placed number={placed} />;
  if (number) return <MyOrder key={number} number={number} />;
  if (bare === '/order') return <ChooseItem key={path} kind={Number(given.get('kind')) || null} />;
  if (bare === '/orders') return <MyOrders />;
  if (bare === '/who') return <WhoAreYou />;
  return <HomePage />;
}

function TypeSize() {
  const t = useTexts('resident');
  const [size, setSize] = useState(storedSize);
  useEffect(() => {
    document.documentElement.dataset.size = size;
    try {
      localStorage.setItem(STORED, size);
    } catch {
      // then it lasts as long as the page
    }
  }, [size]);
  return (
    <fieldset className="sizes">
      <legend className="visually-hidden">{t('size.label')}</legend>
      {SIZES.map((s) => (
        <button
          key={s}
          type="button"
          className={`size-${s}`}
          aria-pressed={s === size}
          onClick={() => setSize(s)}
        >
          {t(`size.${s}` as Key<'resident'>)}
        </button>
      ))}
    </fieldset>
  );
}

/** Always there: whoever is lost calls. */
function Hotline() {
  const t = useTexts('resident');
  const hotline = useGet('/hotline', {});
  const number = hotline.data?.number;
  return (
    <footer className="hotline">
      <a href={number ? `tel:${number}` : undefined}>
        {number ? t('hotline', { number: phone(number) }) : t('hotline.wait')}
      </a>
    </footer>
  );
}
