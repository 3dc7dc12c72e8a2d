import { API, askForSession } from '@/api/fetch';
import { LIVE_NAMES, type LiveEvents, type LiveName } from './events';

export type Connection = 'starting' | 'open' | 'gone';
type Listener = (event: { name: LiveName; data: LiveEvents[LiveName] }) => void;

const FIRST_RETRY_MS = 1000;
const LAST_RETRY_MS = 15_000;

/**
 * One stream of live events, for as long as the page lives. It resumes behind the last event it saw, whether the
 * browser comes back by itself or has given up (which it does when a server that stands in answers 503).
 */
export class LiveStream {
  private source: EventSource | null = null;
  private position = '';
  private retry = FIRST_RETRY_MS;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private stopped = false;
  private readonly listeners = new Set<Listener>();
  private readonly watchers = new Set<() => void>();
  private readonly onReset: () => void;
  connection: Connection = 'starting';

  constructor(onReset: () => void) {
    this.onReset = onReset;
  }

  start(): void {
    this.stopped = false;
    if (!this.source) this.open();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    this.source?.close();
    this.source = null;
  }

  /** Comes back at once, for whoever pressed a button or whose network is there again. */
  hurry(): void {
    if (this.stopped || this.connection === 'open') return;
    this.retry = FIRST_RETRY_MS;
    this.reopen();
  }

  listen(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  watch(watcher: () => void): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  private open(): void {
    const from = this.position === '' ? '' : `?last_event_id=${this.position}`;
    const source = new EventSource(`${API}/live${from}`);
    this.source = source;
    source.onopen = () => {
      this.retry = FIRST_RETRY_MS;
      this.become('open');
    };
    source.onerror = () => this.failed(source);
    source.addEventListener('hello', (e) => this.seen(e as MessageEvent<string>));
    source.addEventListener('reset', (e) => {
      this.seen(e as MessageEvent<string>);
      this.onReset();
    });
    for (const name of LIVE_NAMES) {
      source.addEventListener(name, (e) => this.tell(name, e as MessageEvent<string>));
    }
  }

  private seen(event: MessageEvent<string>): void {
    if (event.lastEventId !== '') this.position = event.lastEventId;
  }

  private tell(name: LiveName, event: MessageEvent<string>): void {
    this.seen(event);
    const data = JSON.parse(event.data) as LiveEvents[LiveName];
    for (const listener of this.listeners) listener({ name, data });
  }

  private failed(source: EventSource): void {
    if (source !== this.source || this.stopped) return;
    this.become('gone');
    if (source.readyState !== EventSource.CLOSED) return; // the browser tries again by itself
    this.source = null;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.comeBack(), this.retry);
    this.retry = Math.min(this.retry * 2, LAST_RETRY_MS);
  }

  private reopen(): void {
    clearTimeout(this.timer);
    this.source?.close();
    this.source = null;
    this.open();
  }

  /** It may be that nobody is logged in any more; a stream cannot tell, so the session is asked for. */
  private comeBack(): void {
    if (this.stopped) return;
    askForSession().then(
      () => this.stopped || this.source || this.open(),
      () => this.stopped || this.source || this.open(),
    );
  }

  private become(connection: Connection): void {
    if (connection === this.connection) return;
    this.connection = connection;
    for (const watcher of this.watchers) watcher();
  }
}
