import { DownOutlined, MenuOutlined } from '@ant-design/icons';
import { Button, Drawer, Dropdown, Modal } from 'antd';
import { useEffect, useState } from 'react';
import { NavLink, Outlet, useLocation } from 'react-router';
import type { Session } from '@/api/session';
import { type Key, useTexts } from '@/shared/i18n';
import { ConnectionBanner } from '@/shared/ui/ConnectionBanner';
import { LanguageSwitch } from '@/shared/ui/LanguageSwitch';
import { LookUp } from '@/shared/ui/LookUp';
import { ChangePassword } from './ChangePassword';
import type { LoadedArea } from './Console';
import { logOut } from './log-out';

export function Shell({ areas, session }: { areas: LoadedArea[]; session: Session }) {
  const t = useTexts('staff');
  const s = useTexts('shared');
  const [drawer, setDrawer] = useState(false);
  const place = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page closes it
  useEffect(() => setDrawer(false), [place.pathname]);
  const nav = <Nav areas={areas} session={session} />;
  return (
    <div className="shell">
      <a className="skip" href="#content">
        {t('nav.skip')}
      </a>
      <header className="shell-head">
        <Button
          className="shell-burger"
          type="text"
          icon={<MenuOutlined />}
          aria-label={t('nav.open')}
          onClick={() => setDrawer(true)}
        />
        <NavLink to="/" className="shell-brand" aria-label={s('app.name')}>
          <img src="/icon.svg" alt="" width="26" height="26" />
          <span>{s('app.name')}</span>
        </NavLink>
        <div className="shell-nav">{nav}</div>
        <LanguageSwitch />
        <AccountMenu session={session} />
      </header>
      <ConnectionBanner />
      <main id="content" tabIndex={-1}>
        <Outlet />
      </main>
      <Drawer
        open={drawer}
        onClose={() => setDrawer(false)}
        placement="left"
        title={s('app.name')}
        size={280}
      >
        {nav}
      </Drawer>
    </div>
  );
}

function Nav({ areas, session }: { areas: LoadedArea[]; session: Session }) {
  const t = useTexts('staff');
  return (
    <nav aria-label={t('nav.label')}>
      <ul>
        {areas.flatMap((area) =>
          area.nav
            .filter((entry) => !entry.roles || entry.roles.includes(session.role))
            .map((entry) => (
              <li key={`${area.path}/${entry.path}`}>
                <NavLink to={`/${area.path}/${entry.path}`}>
                  <LookUp text={entry.label} />
                </NavLink>
              </li>
            )),
        )}
      </ul>
    </nav>
  );
}

function AccountMenu({ session }: { session: Session }) {
  const t = useTexts('staff');
  const [changing, setChanging] = useState(false);
  const role = t(`role.${session.role}` as Key<'staff'>);
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'role', label: role, disabled: true },
            { key: 'password', label: t('password.change'), onClick: () => setChanging(true) },
            { key: 'out', label: t('menu.logOut'), onClick: () => void logOut() },
          ],
        }}
      >
        <Button type="text" className="shell-account" aria-label={t('menu.account', { name: session.name })}>
          {session.name} <DownOutlined />
        </Button>
      </Dropdown>
      <Modal
        open={changing}
        title={t('password.change')}
        footer={null}
        onCancel={() => setChanging(false)}
        destroyOnHidden
      >
        <ChangePassword onDone={() => setChanging(false)} />
      </Modal>
    </>
  );
}
