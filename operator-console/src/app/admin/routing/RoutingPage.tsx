import { Link } from 'react-router';
import type { Schemas } from '@/api';
import { useGet } from '@/api/hooks';
import { useTexts } from '@/shared/i18n';
import { usePageTitle } from '@/shared/ui/page-title';
import { Head, Rows } from '../common/ListPage';
import { useNameOf } from '../common/use-registries';
import '../admin.css';
import { useStepWords } from './step-words';

type Policy = Schemas['RoutingPolicy'];

/** How tasks find their providers. */
export function RoutingPage() {
  const t = useTexts('admin');
  usePageTitle(t('routing.title'));
  const nameOf = useNameOf();
  const words = useStepWords();
  const policies = useGet('/routing/policies', {});
  return (
    <>
      <Head title={t('routing.title')} hint={t('routing.hint')} />
      <Rows<Policy>
        label={t('routing.title')}
        list={{
          items: policies.data?.items ?? [],
          error: policies.error,
          isPending: policies.isPending,
          retry: () => void policies.refetch(),
        }}
        none={t('routing.none')}
        rowKey={(p) => p.code}
        columns={[
          {
            title: t('name'),
            width: 220,
            render: (_, p) => (
              <>
                <Link to={`/admin/routing/${p.code}`}>{nameOf(p)}</Link> <small>{p.code}</small>
              </>
            ),
          },
          { title: t('routing.version'), width: 90, dataIndex: 'version' },
          { title: t('routing.ladder'), render: (_, p) => p.ladder.map((s) => words(s)).join(' → ') },
        ]}
      />
    </>
  );
}
