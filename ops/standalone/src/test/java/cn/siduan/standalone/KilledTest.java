package cn.siduan.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.standalone.smoke.Caller;
import cn.siduan.standalone.smoke.SmokeFailed;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class KilledTest {

  private static final Logger LOG = LoggerFactory.getLogger(KilledTest.class);
  private static final int CALLERS = 4;
  private static final int ENOUGH = 60;

  @TempDir private Path folder;

  @Test
  void killed_in_the_middle_of_its_work_it_comes_back_with_every_order_it_had_acknowledged()
      throws InterruptedException {
    Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    try (DemoProcess first = DemoProcess.start(folder)) {
      CountDownLatch enough = new CountDownLatch(ENOUGH);
      for (int i = 0; i < CALLERS; i++) {
        Caller caller = new Caller(first.url()).logIn("op0" + (i + 1), first.password());
        Thread.ofVirtual().start(() -> order(caller, acknowledged, enough));
      }
      assertThat(enough.await(60, TimeUnit.SECONDS)).isTrue();
      first.kill();
    }

    long began = System.nanoTime();
    try (DemoProcess second = DemoProcess.start(folder)) {
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      LOG.warn("after the kill it was ready in {} ms", took.toMillis());
      assertThat(took).isLessThan(Duration.ofMinutes(1));
      Caller caller = new Caller(second.url()).logIn("op01", second.password());
      assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ENOUGH);
      for (String number : acknowledged) {
        assertThat(caller.get("/orders/" + number).path("number").asText()).isEqualTo(number);
      }
      assertThat(second.stop()).isZero();
    }
    assertThat(folder.resolve("postgres/postmaster.pid")).doesNotExist();
  }

  /** Until nobody answers any more. */
  private static void order(Caller caller, Queue<String> acknowledged, CountDownLatch enough) {
    JsonNode centre = caller.get("/centres?tier=COMMUNITY&limit=1").path("items").path(0);
    Map<String, Object> body = new HashMap<>();
    body.put(
        "item_id",
        caller.get("/catalogue").path("categories").path(0).path("items").path(0).path("id"));
    body.put("contact_name", "刘桂英");
    body.put("contact_phone", "13900000000");
    body.put("address", centre.path("address").asText());
    body.put("centre_id", centre.path("id"));
    body.put("summary", "厨房和卫生间打扫");
    body.put("direct_answer", "明天上午上门");
    body.put("despite_duplicates", true);
    body.put(
        "form", Map.of("area_m2", 60, "preferred_date", "2030-01-01", "part_of_day", "MORNING"));
    try {
      while (true) {
        acknowledged.add(caller.post("/orders", body).json().path("number").asText());
        enough.countDown();
      }
    } catch (SmokeFailed _) {
      // it was killed
    }
  }
}
