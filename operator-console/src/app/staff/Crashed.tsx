import { Button, Result } from 'antd';
import { useRouteError } from 'react-router';
import { useTexts } from '@/shared/i18n';

/** In place of a page whose code has failed; the others go on. */
export function Crashed() {
  const t = useTexts('staff');
  const error = useRouteError();
  return (
    <Result
      status="error"
      title={t('crash.title')}
      subTitle={t('crash.text')}
      extra={
        <Button type="primary" onClick={() => location.reload()}>
          {t('crash.reload')}
        </Button>
      }
    >
      <code>{error instanceof Error ? error.message : String(error)}</code>
    </Result>
  );
}
