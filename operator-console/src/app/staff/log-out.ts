import { answer, api } from '@/api';
import { loggedOut } from '@/api/session';

/** Leaves nothing of the person behind, even if the server cannot be told. */
export async function logOut(): Promise<void> {
  try {
    await answer(api.POST('/logout', {}));
  } catch {
    // the session then ends by its own time
  }
  loggedOut();
  location.assign('/console');
}
