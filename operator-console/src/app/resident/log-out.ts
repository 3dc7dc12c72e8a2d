import { answer, api } from '@/api';
import { forgetDraft } from './draft';
import { go } from './route';

/** Leaves, and nothing of the one who was here stays on the page. */
export async function logOut(): Promise<void> {
  try {
    await answer(api.POST('/logout', {}));
  } finally {
    forgetDraft();
    go('/', true);
    location.reload();
  }
}
