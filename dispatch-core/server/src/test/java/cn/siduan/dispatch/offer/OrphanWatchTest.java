package cn.siduan.dispatch.offer;

import static cn.siduan.dispatch.fixture.District.OPERATOR;
import static cn.siduan.dispatch.fixture.District.SUPERVISOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.siduan.dispatch.fixture.ApiFixture;
import cn.siduan.dispatch.fixture.TestKeys;
import cn.siduan.dispatch.outbox.Outbox;
import cn.siduan.dispatch.platform.Platform;
import cn.siduan.dispatch.platform.crypto.AesFieldCipher;
import cn.siduan.dispatch.platform.http.CommandRunner;
import cn.siduan.dispatch.routing.RoutingDistrict;
import cn.siduan.dispatch.workqueue.LocalHandOver;
import cn.siduan.dispatch.workqueue.WorkQueue;
import cn.siduan.dispatch.workqueue.WorkQueueSettings;
import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a mistake of ours would leave in limbo: shown, counted and given to the router. */
class OrphanWatchTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private ApiFixture api;
  private RoutingDistrict district;
  private OrphanWatch watch;

  @BeforeEach
  void start() {
    api = ApiFixture.startRouting();
    district = RoutingDistrict.in(api.database());
    Platform platform =
        new Platform(
            api.vertx(),
            api.database(),
            new CommandRunner(api.database(), api.clock()),
            new AesFieldCipher(TestKeys.KEYS),
            metrics,
            api.clock());
    WorkQueue queues =
        new WorkQueue(
            api.database(),
            api.clock(),
            metrics,
            new LocalHandOver(100),
            new Outbox(() -> {}),
            WorkQueueSettings.defaults());
    watch = new OrphanWatch(platform, new TaskWork(queues));
  }

  @AfterEach
  void stop() {
    watch.close();
    api.close();
  }

  private String offered() {
    String number = api.post(OPERATOR, "/orders", district.order()).json().get("number").asText();
    await().atMost(PATIENCE).until(() -> state(number).equals("OFFERED"));
    return number;
  }

  private String state(String number) {
    return api.get(OPERATOR, "/orders/" + number + "/tasks/1").json().at("/task/state").asText();
  }

  private JsonNode orphans() {
    return api.get(SUPERVISOR, "/invariants").json().get("orphan_tasks");
  }

  private double gauge() {
    return metrics.get("siduan.orphan.tasks").gauge().value();
  }

  private void forget(String sql) {
    api.database().transaction(tx -> tx.handle().execute(sql));
  }

  @Test
  void an_offer_whose_time_nobody_watches_is_watched_again_and_expires() {
    String number = offered();
    watch.look();
    assertThat(gauge()).isZero();
    forget("delete from work_item where queue = 'offer-times'");
    assertThat(orphans()).hasSize(1);
    watch.look();
    assertThat(gauge()).isEqualTo(1);
    assertThat(orphans()).isEmpty();
    api.clock().advance(Duration.ofMinutes(10));
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                api.get(OPERATOR, "/orders/" + number + "/tasks/1")
                    .json()
                    .at("/task/offers/0/state")
                    .asText()
                    .equals("EXPIRED"));
    watch.look();
    assertThat(gauge()).isZero();
  }

  @Test
  void a_task_that_waits_in_no_queue_goes_to_the_router() {
    for (long id : new long[] {district.near, district.middle, district.far}) {
      district.change(id, "capacity = 0");
    }
    String number = api.post(OPERATOR, "/orders", district.order()).json().get("number").asText();
    String path = "/orders/" + number + "/tasks/1/routing";
    await().atMost(PATIENCE).until(() -> api.get(OPERATOR, path).json().get("items").size() == 1);
    district.change(district.near, "capacity = 10");
    forget("delete from work_item");
    assertThat(orphans()).hasSize(1);
    assertThat(orphans().get(0).get("state").asText()).isEqualTo("PENDING_DISPATCH");
    watch.look();
    assertThat(gauge()).isEqualTo(1);
    // the router looks for it in the table, as after the loss of a node
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              api.clock().advance(Duration.ofSeconds(1));
              return api.get(OPERATOR, path).json().get("items").size() == 2;
            });
    assertThat(orphans()).isEmpty();
  }

  @Test
  void a_task_in_somebodys_hands_is_no_orphan() {
    String number = offered();
    api.post(
        district.dispatcher(district.near),
        "/orders/" + number + "/tasks/1/offers/1/accept",
        Map.of());
    forget("delete from work_item");
    watch.look();
    assertThat(gauge()).isZero();
  }
}
