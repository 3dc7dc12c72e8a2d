import { Select, Tabs } from 'antd';
import { useSearchParams } from 'react-router';
import { type Key, useTexts } from '@/shared/i18n';
import { usePageTitle } from '@/shared/ui/page-title';
import { Head } from '../common/ListPage';
import '../admin.css';
import { Export } from './Export';
import { Import } from './Import';
import { isRegistry, REGISTRIES, type Registry } from './registries';

/** Registries as spreadsheets, in and out. */
export function TablesPage() {
  const t = useTexts('admin');
  usePageTitle(t('tables.title'));
  const [address, setAddress] = useSearchParams();
  const asked = address.get('registry');
  const registry: Registry = isRegistry(asked) ? asked : 'residents';
  const way = address.get('way') === 'out' ? 'out' : 'in';
  const go = (next: { registry?: Registry; way?: string }) =>
    setAddress({ registry, way, ...next }, { replace: true });
  return (
    <>
      <Head title={t('tables.title')} hint={t('tables.hint')} />
      <div className="admin-filters">
        <label htmlFor="registry">{t('tables.registry')}</label>
        <Select<Registry>
          id="registry"
          value={registry}
          onChange={(chosen) => go({ registry: chosen })}
          options={REGISTRIES.map((r) => ({ value: r, label: t(`tables.of.${r}` as Key<'admin'>) }))}
        />
      </div>
      <Tabs
        activeKey={way}
        onChange={(chosen) => go({ way: chosen })}
        items={[
          { key: 'in', label: t('tables.in'), children: <Import key={registry} registry={registry} /> },
          { key: 'out', label: t('tables.out'), children: <Export key={registry} registry={registry} /> },
        ]}
      />
    </>
  );
}
