import { Tabs } from 'antd';
import { useSearchParams } from 'react-router';
import { useTexts } from '@/shared/i18n';
import { usePageTitle } from '@/shared/ui/page-title';
import { Head } from '../common/ListPage';
import '../admin.css';
import { SentMessages } from './SentMessages';
import { Templates } from './Templates';

/** What people were told, what was not delivered, and the texts it was made of. */
export function MessagesPage() {
  const t = useTexts('admin');
  usePageTitle(t('messages.title'));
  const [address, setAddress] = useSearchParams();
  const tab = address.get('tab') === 'texts' ? 'texts' : 'sent';
  return (
    <>
      <Head title={t('messages.title')} />
      <Tabs
        activeKey={tab}
        onChange={(chosen) => setAddress(chosen === 'texts' ? { tab: 'texts' } : {}, { replace: true })}
        items={[
          { key: 'sent', label: t('messages.sent'), children: <SentMessages /> },
          { key: 'texts', label: t('messages.texts'), children: <Templates /> },
        ]}
      />
    </>
  );
}
