import { Alert, Button, Modal } from 'antd';
import { useSessionState } from '@/api/session';
import { useTexts } from '@/shared/i18n';
import { LogInForm } from './LogIn';

/** What lies over a page whose session has ended: the page stays, with all that was typed. */
export function SessionGuard() {
  const t = useTexts('staff');
  const state = useSessionState();
  return (
    <>
      <Modal
        open={state.kind === 'expired'}
        title={t('expired.title')}
        closable={false}
        keyboard={false}
        mask={{ closable: false }}
        footer={null}
        destroyOnHidden
      >
        <p>{t('expired.text')}</p>
        <LogInForm
          again
          extra={
            <Button type="link" onClick={() => location.reload()}>
              {t('expired.leave')}
            </Button>
          }
        />
      </Modal>
      {state.kind === 'other' && (
        <Alert
          banner
          type="warning"
          title={t('other.title')}
          description={t('other.text', { name: state.session.name })}
          action={<Button onClick={() => location.reload()}>{t('other.reload')}</Button>}
        />
      )}
    </>
  );
}
