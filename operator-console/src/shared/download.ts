import { sessionFetch } from '@/api/fetch';
import { refusal } from '@/api/problem';

/** Fetches a file and hands it to the browser to keep. What is refused is thrown, and not saved as a file. */
export async function download(path: string, query: Record<string, string>, name: string): Promise<void> {
  const address = `${location.origin}/api/v1${path}?${new URLSearchParams(query)}`;
  const response = await sessionFetch(new Request(address));
  if (!response.ok) throw await refusal(response);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await response.blob());
  link.download = name;
  link.click();
  // the browser reads it after the click
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
