import { ProblemError, Unreachable } from '@/api/problem';
import { textsOf, useTexts } from '@/shared/i18n';

/** What went wrong, in the reader's words. */
export function messageOf(error: Error): string {
  const s = textsOf('shared');
  if (error instanceof ProblemError) {
    const fields = error.problem.errors ?? [];
    return fields.length > 0 ? fields.map((f) => f.message).join(' ') : error.message;
  }
  return error instanceof Unreachable ? s('unreachable') : s('failed', { reason: error.message });
}

/** In place of what could not be read. Without antd, so that the light pages can have it too. */
export function Failed({ error, retry }: { error: Error; retry?: () => void }) {
  const s = useTexts('shared');
  return (
    <div className="failed" role="alert">
      <p>{messageOf(error)}</p>
      {retry && (
        <button type="button" className="plain-button" onClick={retry}>
          {s('retry')}
        </button>
      )}
    </div>
  );
}
