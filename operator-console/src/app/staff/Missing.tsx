import { Button, Result } from 'antd';
import { Link } from 'react-router';
import { useTexts } from '@/shared/i18n';

export function Missing() {
  const t = useTexts('staff');
  return (
    <Result
      status="404"
      title={t('missing.title')}
      extra={
        <Link to="/">
          <Button type="primary">{t('missing.home')}</Button>
        </Link>
      }
    />
  );
}

export function NoScreens() {
  const t = useTexts('staff');
  return <Result status="info" title={t('none.title')} subTitle={t('none.text')} />;
}
