import type { UA } from 'jssip';
import type { RTCSession } from 'jssip/lib/RTCSession';
import { useSyncExternalStore } from 'react';

export type PhoneState = {
  line: 'off' | 'connecting' | 'ready' | 'lost';
  call: 'none' | 'ringing' | 'talking' | 'held';
  muted: boolean;
  failure?: string;
};
export type Registration = { websocket: string; extension: string; secret: string };
/** Another secret of the same telephone, where the one of before is over. */
export type Renew = () => Promise<Registration>;

const OFF: PhoneState = { line: 'off', call: 'none', muted: false };
const REGISTER_SECONDS = 120;
const TRY_AGAIN_MILLIS = 5_000;

/** This page as a telephone: SIP over WebSocket, sound by WebRTC. One for the page, whatever is on screen. */
class BrowserPhone {
  private agent: UA | null = null;
  private session: RTCSession | null = null;
  private readonly sound = new Audio();
  private readonly watchers = new Set<() => void>();
  state: PhoneState = OFF;

  watch(watcher: () => void): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  private become(change: Partial<PhoneState>): void {
    this.state = { ...this.state, ...change };
    for (const watcher of this.watchers) watcher();
  }

  /** Asks for the microphone first: without it nothing else makes sense. */
  async start({ websocket, extension, secret }: Registration, renew: Renew): Promise<void> {
    if (this.agent) return;
    this.become({ line: 'connecting', failure: undefined });
    const microphone = await navigator.mediaDevices.getUserMedia({ audio: true });
    for (const track of microphone.getTracks()) track.stop();
    const { default: JsSIP } = await import('jssip');
    const host = new URL(websocket.replace(/^ws/, 'http')).hostname;
    const agent = new JsSIP.UA({
      sockets: [new JsSIP.WebSocketInterface(websocket)],
      uri: `sip:${extension}@${host}`,
      password: secret,
      register_expires: REGISTER_SECONDS,
      session_timers: false,
      user_agent: 'Siduan',
    });
    this.agent = agent;
    agent.on('registered', () => this.become({ line: 'ready', failure: undefined }));
    agent.on('unregistered', () => this.become({ line: 'connecting' }));
    agent.on('registrationFailed', (e) => {
      this.become({ line: 'lost', failure: e.cause });
      setTimeout(() => void this.registerAgain(agent, extension, renew), TRY_AGAIN_MILLIS);
    });
    agent.on('disconnected', () => this.become({ line: 'lost' }));
    agent.on('newRTCSession', ({ session, originator }: { session: RTCSession; originator: string }) => {
      if (originator === 'remote') this.take(session);
    });
    agent.start();
  }

  /** A conversation goes on meanwhile: only the password is another. */
  private async registerAgain(agent: UA, extension: string, renew: Renew): Promise<void> {
    if (this.agent !== agent || !agent.isConnected()) return;
    const fresh = await renew().catch(() => null);
    if (this.agent !== agent) return;
    if (fresh && fresh.extension !== extension) this.stop();
    else {
      if (fresh) agent.set('password', fresh.secret);
      agent.register();
    }
  }

  private take(session: RTCSession): void {
    if (this.session) {
      session.terminate({ status_code: 486 });
      return;
    }
    this.session = session;
    this.become({ call: 'ringing', muted: false });
    const over = () => {
      this.session = null;
      this.sound.srcObject = null;
      this.become({ call: 'none', muted: false });
    };
    session.on('accepted', () => this.become({ call: 'talking' }));
    session.on('ended', over);
    session.on('failed', over);
    session.on('hold', () => this.become({ call: 'held' }));
    session.on('unhold', () => this.become({ call: 'talking' }));
    session.on('peerconnection', ({ peerconnection }: { peerconnection: RTCPeerConnection }) =>
      this.listen(peerconnection),
    );
    if (session.connection) this.listen(session.connection);
  }

  private listen(connection: RTCPeerConnection): void {
    connection.addEventListener('track', (event) => {
      this.sound.srcObject = event.streams[0] ?? new MediaStream([event.track]);
      void this.sound.play();
    });
  }

  answer(): void {
    if (this.state.call === 'ringing') {
      this.session?.answer({ mediaConstraints: { audio: true, video: false }, pcConfig: { iceServers: [] } });
    }
  }

  hangUp(): void {
    this.session?.terminate();
  }

  hold(): void {
    if (this.state.call === 'held') this.session?.unhold();
    else this.session?.hold();
  }

  mute(): void {
    if (this.state.muted) this.session?.unmute({ audio: true });
    else this.session?.mute({ audio: true });
    this.become({ muted: !this.state.muted });
  }

  stop(): void {
    this.agent?.stop();
    this.agent = null;
    this.session = null;
    this.become(OFF);
  }
}

export const phone = new BrowserPhone();

export function usePhone(): PhoneState {
  return useSyncExternalStore(
    (watcher) => phone.watch(watcher),
    () => phone.state,
  );
}
