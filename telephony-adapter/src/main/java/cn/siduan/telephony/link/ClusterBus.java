package cn.siduan.telephony.link;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MultiMapConfig;
import com.hazelcast.config.NetworkConfig;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event bus of the core's cluster, joined as a lite member.
 *
 * <p>Who listens where is kept by the nodes of the core. If the last of them dies, what was known
 * of this adapter dies with it, and a node started later knows nothing of us: therefore, after a
 * long silence, the cluster is left and joined afresh.
 */
public final class ClusterBus implements Supplier<Vertx>, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ClusterBus.class);
  private static final Duration SILENCE = Duration.ofSeconds(12);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final int REACH_MILLIS = 1_000;
  private static final long JOIN_SECONDS = 60;

  /** An old cluster without a node of the core may take for ever to be left; it is let go of. */
  private static final long LEAVE_SECONDS = 5;

  private static final int PORTS = 20;
  private static final String DEAD_AFTER_SECONDS = "15";

  private final ClusterSettings settings;
  private volatile Vertx current;
  private volatile @Nullable Thread watching;
  private volatile boolean closed;

  private ClusterBus(ClusterSettings settings) throws InterruptedException {
    this.settings = settings;
    current = joinAtLast();
  }

  /** Waits until a node of the core can be reached, then joins it. */
  public static ClusterBus join(ClusterSettings settings) throws InterruptedException {
    return new ClusterBus(settings);
  }

  @Override
  public Vertx get() {
    return current;
  }

  /**
   * @param silence how long nothing was heard of the core
   * @param joined called after the cluster has been joined afresh
   */
  public void watch(Supplier<Duration> silence, Runnable joined) {
    watching =
        Thread.ofVirtual()
            .name("cluster")
            .start(
                () -> {
                  try {
                    watchUntilClosed(silence, joined);
                  } catch (InterruptedException _) {
                    LOG.debug("no longer watched");
                  }
                });
  }

  private void watchUntilClosed(Supplier<Duration> silence, Runnable joined)
      throws InterruptedException {
    while (!closed) {
      Thread.sleep(LOOK_EVERY);
      if (silence.get().compareTo(SILENCE) > 0 && isCoreThere()) {
        LOG.warn("nothing was heard of the core for {}: joining afresh", silence.get());
        leave();
        current = joinAtLast();
        joined.run();
        LOG.warn("joined afresh");
        Thread.sleep(SILENCE);
      }
    }
  }

  /** A node that is still starting can be reached, but not yet joined. */
  private Vertx joinAtLast() throws InterruptedException {
    while (true) {
      awaitCore();
      try {
        return join();
      } catch (RuntimeException e) {
        LOG.warn("the cluster could not be joined yet", e);
        Thread.sleep(LOOK_EVERY);
      }
    }
  }

  private void awaitCore() throws InterruptedException {
    while (!isCoreThere()) {
      LOG.info("no node of the core can be reached yet at {}", settings.members());
      Thread.sleep(LOOK_EVERY);
    }
  }

  private boolean isCoreThere() {
    return settings.members().stream().anyMatch(ClusterBus::isReachable);
  }

  private static boolean isReachable(String member) {
    int colon = member.lastIndexOf(':');
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(
              member.substring(0, colon), Integer.parseInt(member.substring(colon + 1))),
          REACH_MILLIS);
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private Vertx join() {
    EventBusOptions bus =
        new EventBusOptions().setHost(settings.host()).setPort(settings.busPort());
    try {
      return Vertx.builder()
          .with(new VertxOptions().setEventBusOptions(bus))
          .withClusterManager(new HazelcastClusterManager(config(settings)))
          .buildClustered()
          .await(JOIN_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException(
          "could not join the cluster of " + settings.members() + " in " + JOIN_SECONDS + " s", e);
    }
  }

  private void leave() {
    try {
      current.close().await(LEAVE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | RuntimeException e) {
      LOG.warn("the old cluster was not left in good order: {}", e.toString());
    }
  }

  private static Config config(ClusterSettings settings) {
    Config config = new Config();
    config.setClusterName(settings.name()).setLiteMember(true);
    config
        .setProperty("hazelcast.phone.home.enabled", "false")
        .setProperty("hazelcast.logging.type", "slf4j")
        .setProperty("hazelcast.shutdownhook.enabled", "false")
        // of one interface only; its own list of interfaces would also rule out members given by
        // name
        .setProperty("hazelcast.local.localAddress", settings.host())
        .setProperty("hazelcast.socket.bind.any", "false")
        .setProperty("hazelcast.heartbeat.interval.seconds", "1")
        .setProperty("hazelcast.max.no.heartbeat.seconds", DEAD_AFTER_SECONDS)
        .setProperty("hazelcast.operation.call.timeout.millis", "5000")
        .setProperty("hazelcast.invocation.max.retry.count", "8")
        .setProperty("hazelcast.graceful.shutdown.max.wait", "5");
    config.getMetricsConfig().setEnabled(false);
    config.getIntegrityCheckerConfig().setEnabled(false);
    NetworkConfig network = config.getNetworkConfig();
    // the old port may still be held when the cluster is joined afresh
    network.setPort(settings.port()).setPortAutoIncrement(true).setPortCount(PORTS);
    JoinConfig join = network.getJoin();
    join.getAutoDetectionConfig().setEnabled(false);
    join.getMulticastConfig().setEnabled(false);
    join.getTcpIpConfig().setEnabled(true).setMembers(settings.members());
    config.addMultiMapConfig(
        new MultiMapConfig("__vertx.subs")
            .setBackupCount(1)
            .setValueCollectionType(MultiMapConfig.ValueCollectionType.SET));
    return config;
  }

  @Override
  public void close() {
    closed = true;
    Thread thread = watching;
    if (thread != null) {
      thread.interrupt();
    }
    leave();
  }
}
