import { Modal } from 'antd';
import { useState } from 'react';
import { Link, Outlet, useLocation, useNavigate } from 'react-router';
import { useGet } from '@/api/hooks';
import { useTexts } from '@/shared/i18n';
import { KeyCap, useAllShortcuts, useShortcuts } from '@/shared/keys';
import { useRingTone } from './desk/use-ring-tone';
import './operator.css';

/** Around all pages of the operators: the keys that work everywhere, and what keys there are. */
export function OperatorFrame() {
  const t = useTexts('operator');
  const go = useNavigate();
  const [help, setHelp] = useState(false);
  useShortcuts([
    { keys: '?', label: t('keys.help'), run: () => setHelp(!help) },
    { keys: 'F1', label: t('keys.help'), run: () => setHelp(!help) },
    { keys: 'Alt+D', label: t('nav.desk'), run: () => go('/operator/desk') },
    { keys: 'Alt+Q', label: t('nav.queues'), run: () => go('/operator/queues') },
    { keys: 'Alt+O', label: t('nav.orders'), run: () => go('/operator/orders') },
  ]);
  return (
    <>
      <RingingElsewhere />
      <Outlet />
      <footer className="keys-foot">
        <button type="button" className="language-switch" onClick={() => setHelp(true)}>
          {t('keys.help')} <KeyCap keys="?" />
        </button>
      </footer>
      <Modal
        open={help}
        title={t('keys.title')}
        footer={null}
        onCancel={() => setHelp(false)}
        destroyOnHidden
      >
        <Keys />
      </Modal>
    </>
  );
}

/** A call comes while the operator looks at another page. */
function RingingElsewhere() {
  const t = useTexts('operator');
  const ringing = useGet('/presence', {}).data?.state === 'RESERVED';
  const away = !useLocation().pathname.endsWith('/desk');
  useRingTone(ringing);
  return (
    <div role="alert">
      {ringing && away && (
        <Link className="ringing-elsewhere" to="/operator/desk">
          {t('call.elsewhere')} <KeyCap keys="Alt+D" />
        </Link>
      )}
    </div>
  );
}

function Keys() {
  return (
    <dl className="keys">
      {useAllShortcuts().map((s) => (
        <div key={s.keys}>
          <dt>
            <KeyCap keys={s.keys} />
          </dt>
          <dd>{s.label}</dd>
        </div>
      ))}
    </dl>
  );
}
