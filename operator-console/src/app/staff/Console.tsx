import { useQueryClient } from '@tanstack/react-query';
import { Spin } from 'antd';
import { useEffect, useState } from 'react';
import { createBrowserRouter, Navigate, type RouteObject, RouterProvider } from 'react-router';
import { askForSession } from '@/api/fetch';
import { type Session, useSessionState } from '@/api/session';
import { LiveProvider } from '@/live';
import { suggestLanguage, useTexts } from '@/shared/i18n';
import { Failed } from '@/shared/ui/Failed';
import { AREAS, type Area } from './areas';
import { ChangePassword } from './ChangePassword';
import { Crashed } from './Crashed';
import { LogIn } from './LogIn';
import { Missing, NoScreens } from './Missing';
import { SessionGuard } from './SessionGuard';
import { Shell } from './Shell';

/** The staff's pages: who is it, and then what is theirs. */
export function Console() {
  const state = useSessionState();
  const [failure, setFailure] = useState<Error | null>(null);
  const ask = () => {
    setFailure(null);
    askForSession().catch(setFailure);
  };
  useEffect(ask, []);
  if (state.kind === 'unknown') {
    return failure ? <Failed error={failure} retry={ask} /> : <Opening />;
  }
  if (state.kind === 'none') return <LogIn />;
  if (state.session.must_change_password) return <ChangePassword forced />;
  return (
    <LiveProvider key={state.session.id}>
      <SessionGuard />
      <Areas session={state.session} />
    </LiveProvider>
  );
}

export type LoadedArea = Area & { path: string };

function Areas({ session }: { session: Session }) {
  const [router, setRouter] = useState<ReturnType<typeof createBrowserRouter> | null>(null);
  const [failure, setFailure] = useState<Error | null>(null);
  const queries = useQueryClient();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the session's renewal changes neither role nor person
  useEffect(() => {
    suggestLanguage(session.language);
    const mine = AREAS.filter((a) => a.roles.includes(session.role));
    Promise.all(mine.map(async (a) => ({ ...(await a.load()).area, path: a.path })))
      .then((areas) => setRouter(createBrowserRouter(routesOf(areas, session), { basename: '/console' })))
      .catch(setFailure);
    return () => queries.clear();
  }, [session.id, session.role]);
  if (failure) return <Failed error={failure} retry={() => location.reload()} />;
  return router ? <RouterProvider router={router} /> : <Opening />;
}

function routesOf(areas: LoadedArea[], session: Session): RouteObject[] {
  const home = areas[0];
  if (session.role === 'WORKER' || session.role === 'VISITOR') {
    location.replace('/visit');
  }
  const start = home ? `/${home.path}/${home.nav[0]?.path ?? ''}` : null;
  return [
    {
      element: <Shell areas={areas} session={session} />,
      errorElement: <Crashed />,
      children: [
        { index: true, element: start ? <Navigate to={start} replace /> : <NoScreens /> },
        ...areas.map((a) => ({
          path: a.path,
          children: [
            { index: true, element: <Navigate to={`/${a.path}/${a.nav[0]?.path ?? ''}`} replace /> },
            ...a.routes,
          ],
          errorElement: <Crashed />,
        })),
        { path: '*', element: <Missing /> },
      ],
    },
  ];
}

function Opening() {
  const t = useTexts('staff');
  return (
    <main className="centred">
      <output>
        <Spin /> <span>{t('loading')}</span>
      </output>
    </main>
  );
}
