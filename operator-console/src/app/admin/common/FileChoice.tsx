import { useTexts } from '@/shared/i18n';

type Props = {
  label: string;
  accept: string;
  file: File | null;
  choose: (file: File | undefined) => void;
};

/** The browser's own button speaks the browser's language, not the reader's. */
export function FileChoice({ label, accept, file, choose }: Props) {
  const t = useTexts('admin');
  return (
    <p className="file-choice">
      <label className="plain-button">
        {label}
        <input
          type="file"
          accept={accept}
          onChange={(e) => {
            choose(e.target.files?.[0]);
            // the same file, mended, can be chosen again
            e.target.value = '';
          }}
        />
      </label>
      <output>{file ? file.name : t('noFile')}</output>
    </p>
  );
}
