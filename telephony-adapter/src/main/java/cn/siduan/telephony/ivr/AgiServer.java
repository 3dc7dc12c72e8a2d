package cn.siduan.telephony.ivr;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.asteriskjava.fastagi.AgiScript;
import org.asteriskjava.fastagi.DefaultAgiServer;
import org.asteriskjava.fastagi.MappingStrategy;
import org.asteriskjava.util.ServerSocketFacade;
import org.asteriskjava.util.internal.ServerSocketFacadeImpl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The FastAGI port, on a loopback or private address: the protocol knows no authentication.
 *
 * <p>The library's pool is bounded by platform threads and refuses calls beyond them; a virtual
 * thread a call is cheap enough for any storm. Its backlog is too short for one, too.
 */
public final class AgiServer implements AutoCloseable {

  private static final int MOST_AT_ONCE = 10_000;
  private static final int BACKLOG = 2_000;
  private static final int READ_TIMEOUT_MILLIS = 60_000;
  private static final Duration TRY_AGAIN = Duration.ofMillis(500);
  private static final Logger LOG = LoggerFactory.getLogger(AgiServer.class);

  private final Server server;
  private final Thread acceptor;
  private volatile boolean closed;

  public AgiServer(String host, int port, AgiScript script) {
    server = new Server(host, port, (_, _) -> script);
    acceptor = Thread.ofPlatform().daemon().name("agi-acceptor").start(this::run);
  }

  /** The port may still be held by the adapter before this one. */
  private void run() {
    while (!closed) {
      try {
        server.startup();
        return;
      } catch (IOException e) {
        LOG.warn("the FastAGI port cannot be opened yet: {}", e.getMessage());
      }
      try {
        Thread.sleep(TRY_AGAIN);
      } catch (InterruptedException _) {
        return;
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    acceptor.interrupt();
    try {
      server.shutdown();
      acceptor.join(2_000);
    } catch (IllegalStateException _) {
      // it had not begun
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class Server extends DefaultAgiServer {

    private final InetSocketAddress address;

    Server(String host, int port, MappingStrategy mapping) {
      super(mapping);
      address = new InetSocketAddress(host, port);
      setPort(port);
      setAddress(resolved(host));
      setSocketReadTimeout(READ_TIMEOUT_MILLIS);
      setPoolSize(0);
      setMaximumPoolSize(MOST_AT_ONCE);
    }

    private static InetAddress resolved(String host) {
      try {
        return InetAddress.getByName(host);
      } catch (UnknownHostException e) {
        throw new IllegalArgumentException("agi.host " + host + " is not known", e);
      }
    }

    @Override
    protected ThreadPoolExecutor createPool() {
      return new ThreadPoolExecutor(
          0,
          MOST_AT_ONCE,
          1,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          Thread.ofVirtual().name("agi-", 0).factory());
    }

    @Override
    protected ServerSocketFacade createServerSocket() throws IOException {
      return new ServerSocketFacadeImpl(address.getPort(), BACKLOG, address.getAddress());
    }
  }
}
