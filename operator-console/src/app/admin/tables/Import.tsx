import { Button } from 'antd';
import { useRef, useState } from 'react';
import type { Schemas } from '@/api';
import { newKey, sessionFetch } from '@/api/fetch';
import { ProblemError, refusal } from '@/api/problem';
import { download } from '@/shared/download';
import { useTexts } from '@/shared/i18n';
import { messageOf } from '@/shared/ui/Failed';
import { FileChoice } from '../common/FileChoice';
import { ImportReport } from './ImportReport';
import type { Registry } from './registries';

type Report = Schemas['ImportReport'];
const MOST_BYTES = 64 * 1024 * 1024;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** First what would happen, row by row; then, when nothing is wrong, it happens. */
export function Import({ registry }: { registry: Registry }) {
  const t = useTexts('admin');
  const [file, setFile] = useState<File | null>(null);
  const [report, setReport] = useState<Report | null>(null);
  const [failure, setFailure] = useState('');
  const [sending, setSending] = useState<'' | 'trial' | 'real'>('');
  // one key for one file: sent again after the network failed, it is the same import
  const key = useRef(newKey());

  function choose(chosen: File | undefined): void {
    key.current = newKey();
    setReport(null);
    setFailure(chosen && chosen.size > MOST_BYTES ? t('tables.tooLarge') : '');
    setFile(chosen && chosen.size <= MOST_BYTES ? chosen : null);
  }

  async function send(dryRun: boolean): Promise<void> {
    if (!file) return;
    setSending(dryRun ? 'trial' : 'real');
    setFailure('');
    try {
      setReport(await importFile(registry, file, dryRun, dryRun ? newKey() : key.current));
      if (!dryRun) key.current = newKey();
    } catch (e) {
      setFailure(messageOf(e as Error));
      if (e instanceof ProblemError) key.current = newKey();
    } finally {
      setSending('');
    }
  }

  const fine = report !== null && report.error_count === 0 && report.dry_run;
  const template = (format: 'xlsx' | 'csv') =>
    download(`/imports/${registry}/template`, { format }, `${registry}.${format}`).catch((e) =>
      setFailure(messageOf(e as Error)),
    );
  return (
    <div className="import">
      <ol className="steps">
        <li>
          <h2>{t('tables.step1')}</h2>
          <p className="hint">{t('tables.step1Hint')}</p>
          <span className="step-buttons">
            <Button onClick={() => void template('xlsx')}>{t('tables.template', { format: 'XLSX' })}</Button>
            <Button onClick={() => void template('csv')}>{t('tables.template', { format: 'CSV' })}</Button>
          </span>
        </li>
        <li>
          <h2>{t('tables.step2')}</h2>
          <FileChoice label={t('tables.file')} accept=".csv,.xlsx,text/csv" file={file} choose={choose} />
          <p className="hint">{t('tables.fileHint')}</p>
        </li>
        <li>
          <h2>{t('tables.step3')}</h2>
          <p className="hint">{t('tables.step3Hint')}</p>
          <span className="step-buttons">
            <Button
              type={fine ? 'default' : 'primary'}
              disabled={!file}
              loading={sending === 'trial'}
              onClick={() => void send(true)}
            >
              {t('tables.trial')}
            </Button>
            <Button
              type="primary"
              disabled={!fine}
              loading={sending === 'real'}
              onClick={() => void send(false)}
            >
              {t('tables.real')}
            </Button>
          </span>
        </li>
      </ol>
      <p role="alert" className="form-failure">
        {failure}
      </p>
      {sending !== '' && <p role="status">{t('tables.working')}</p>}
      {report && <ImportReport report={report} />}
    </div>
  );
}

async function importFile(registry: Registry, file: File, dryRun: boolean, key: string): Promise<Report> {
  const address = `${location.origin}/api/v1/imports/${registry}?dry_run=${dryRun}`;
  const response = await sessionFetch(
    new Request(address, {
      method: 'POST',
      body: await file.arrayBuffer(),
      headers: {
        'Content-Type': file.name.toLowerCase().endsWith('.xlsx') ? XLSX : 'text/csv',
        'Idempotency-Key': key,
      },
    }),
  );
  if (!response.ok) throw await refusal(response);
  return (await response.json()) as Report;
}
