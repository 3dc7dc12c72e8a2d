import { useEffect, useState } from 'react';
import { askForSession } from '@/api/fetch';
import { type Session, useSessionState } from '@/api/session';
import { LiveStream } from '@/live/stream';
import { useTexts } from '@/shared/i18n';
import { LanguageSwitch } from '@/shared/ui/LanguageSwitch';
import { Device, useKnown } from './device';
import { DoorOrder } from './door/DoorOrder';
import { Home } from './Home';
import { LogInForm } from './LogIn';
import { To, usePath } from './parts/route';
import { SyncState } from './parts/SyncState';
import { SentPage } from './SentPage';
import { VisitPage } from './VisitPage';
import './homevisit.css';

const EVERY_MS = 30_000;
const ROLES: readonly string[] = ['WORKER', 'VISITOR'];

/** Whoever was here last is here again at once, with or without network; who logs in is asked for beside it. */
function useDevice(): { device: Device | null; ready: boolean } {
  const state = useSessionState();
  const [device, setDevice] = useState<Device | null>(null);
  const [ready, setReady] = useState(false);
  const session = state.kind === 'here' ? state.session : null;
  useEffect(() => {
    let over = false;
    void (async () => {
      const last = await Device.openLast().catch(() => null);
      if (over) return;
      setDevice((now) => now ?? last);
      await askForSession().catch(() => undefined);
      if (!over) setReady(true);
    })();
    return () => {
      over = true;
    };
  }, []);
  useEffect(() => {
    if (!session || !ROLES.includes(session.role) || device?.isOf(session)) return;
    void device?.leave(true);
    void Device.openAs(session).then(setDevice);
  }, [session, device]);
  return { device, ready };
}

/** Sends and reads whenever there is reason to hope: network back, page looked at, something happened, every half minute. */
function useUpkeep(device: Device | null): void {
  const state = useSessionState();
  const here = state.kind === 'here';
  useEffect(() => {
    if (!device) return undefined;
    const upkeep = async () => {
      if (!here) {
        await askForSession().catch(() => device.reach('silence'));
        return;
      }
      await device.sync();
      await device.refresh();
    };
    const looked = () => document.visibilityState === 'visible' && void upkeep();
    const lost = () => device.reach('silence');
    void device.tidy().then(upkeep);
    addEventListener('online', upkeep);
    addEventListener('offline', lost);
    document.addEventListener('visibilitychange', looked);
    const timer = setInterval(upkeep, EVERY_MS);
    const stream = new LiveStream(() => void device.refresh());
    const stop = stream.listen(() => void device.refresh());
    if (here) stream.start();
    return () => {
      removeEventListener('online', upkeep);
      removeEventListener('offline', lost);
      document.removeEventListener('visibilitychange', looked);
      clearInterval(timer);
      stop();
      stream.stop();
    };
  }, [device, here]);
}

export function Start() {
  const t = useTexts('homevisit');
  const s = useTexts('shared');
  const state = useSessionState();
  const { device, ready } = useDevice();
  useUpkeep(device);
  if (device) return <App device={device} />;
  const session = state.kind === 'here' ? state.session : null;
  return (
    <main className="alone">
      <img src="/icon.svg" alt="" width="56" height="56" />
      <h1>
        {s('app.name')} · {t('title')}
      </h1>
      {!isSecureContext && <p role="alert">{t('insecure')}</p>}
      {session && !ROLES.includes(session.role) ? (
        <OtherRole session={session} />
      ) : ready ? (
        <LogInForm />
      ) : (
        <p role="status">{t('starting')}</p>
      )}
      <LanguageSwitch />
    </main>
  );
}

function OtherRole({ session }: { session: Session }) {
  const t = useTexts('homevisit');
  return (
    <p>
      {t('otherRole', { name: session.name })}{' '}
      <a href={session.role === 'RESIDENT' ? '/' : '/console'}>{t('otherRole.go')}</a>
    </p>
  );
}

function App({ device }: { device: Device }) {
  const t = useTexts('homevisit');
  const state = useSessionState();
  const { reach } = useKnown(device);
  const path = usePath();
  const [asking, setAsking] = useState(false);
  const out = (state.kind === 'expired' || state.kind === 'none') && reach !== 'gone';
  useEffect(() => {
    if (!out) setAsking(false);
  }, [out]);
  return (
    <div className="app">
      <header className="top">
        <To to="/visit" className="brand">
          {t('title')}
        </To>
        <SyncState device={device} />
        <LanguageSwitch />
      </header>
      {out && (
        <section className="notice" aria-label={t('expired.title')}>
          <p role="status">{t('expired.text')}</p>
          {asking ? (
            <LogInForm />
          ) : (
            <button type="button" className="button" onClick={() => setAsking(true)}>
              {t('expired.logIn')}
            </button>
          )}
        </section>
      )}
      <Page device={device} path={path} />
    </div>
  );
}

function Page({ device, path }: { device: Device; path: string }) {
  const [bare = '', query = ''] = path.split('?');
  const visit = /^\/visit\/task\/(\d+)\/(\d+)$/.exec(bare);
  if (visit) return <VisitPage key={bare} device={device} chain={`${visit[1]}/${visit[2]}`} />;
  if (bare === '/visit/sent') return <SentPage device={device} />;
  if (bare === '/visit/order') {
    const edit = new URLSearchParams(query).get('edit');
    return <DoorOrder key={path} device={device} edit={edit} />;
  }
  return <Home device={device} />;
}
