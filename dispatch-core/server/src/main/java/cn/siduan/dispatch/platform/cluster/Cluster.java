package cn.siduan.dispatch.platform.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.core.HazelcastInstance;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * This node's Vert.x, clustered where the settings name members.
 *
 * @param hazelcast empty for a node on its own; closed together with {@code vertx}
 */
public record Cluster(Vertx vertx, Optional<HazelcastInstance> hazelcast) {

  private static final long JOIN_SECONDS = 120;

  /**
   * @param features what features keep in Hazelcast: their queues
   */
  public static Cluster join(ClusterSettings settings, Consumer<Config> features) {
    if (settings.isAlone()) {
      return new Cluster(Vertx.vertx(), Optional.empty());
    }
    Config config = HazelcastConfig.of(settings);
    features.accept(config);
    HazelcastClusterManager manager = new HazelcastClusterManager(config);
    EventBusOptions bus =
        new EventBusOptions().setHost(settings.host()).setPort(settings.busPort());
    try {
      Vertx vertx =
          Vertx.builder()
              .with(new VertxOptions().setEventBusOptions(bus))
              .withClusterManager(manager)
              .buildClustered()
              .await(JOIN_SECONDS, TimeUnit.SECONDS);
      return new Cluster(vertx, Optional.of(manager.getHazelcastInstance()));
    } catch (TimeoutException e) {
      throw new IllegalStateException(
          "could not join the cluster of " + settings.discovery() + " in " + JOIN_SECONDS + " s",
          e);
    }
  }
}
