package cn.siduan.dispatch.security.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.siduan.contract.Role;
import cn.siduan.dispatch.fixture.ApiFixture;
import cn.siduan.dispatch.fixture.Browser;
import cn.siduan.dispatch.fixture.Staff;
import cn.siduan.dispatch.fixture.TestKeys;
import cn.siduan.dispatch.fixture.TestSettings;
import cn.siduan.dispatch.platform.Platform;
import cn.siduan.dispatch.platform.audit.AuditTrail;
import cn.siduan.dispatch.platform.http.CommandRunner;
import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuditChainTest {

  private ApiFixture api;
  private Vertx vertx;
  private AuditChain chain;
  private Browser admin;

  @BeforeEach
  void start() {
    api = ApiFixture.startSecured(TestSettings.security());
    vertx = Vertx.vertx();
    chain =
        new AuditChain(
            new Platform(
                vertx,
                api.database(),
                new CommandRunner(api.database(), api.clock()),
                TestKeys.cipher(),
                new SimpleMeterRegistry(),
                api.clock()));
    admin = new Browser(api, "10.6.0.1");
    admin.logIn(Staff.add(api.database(), Role.ADMINISTRATOR).login(), Staff.PASSWORD);
    write(20);
    chained();
  }

  @AfterEach
  void stop() {
    api.close();
    vertx.close().await();
  }

  private void write(int entries) {
    for (int i = 0; i < entries; i++) {
      int n = i;
      api.database()
          .transaction(
              tx -> {
                AuditTrail.add(
                    tx,
                    api.clock().instant(),
                    cn.siduan.contract.Actor.SYSTEM,
                    "test",
                    "thing",
                    n,
                    n % 2 == 0 ? null : "因为",
                    Map.of("z", n, "a", "汉字"),
                    "request");
                return true;
              });
    }
  }

  private void chained() {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              chain.run();
              return count("chain_no is null") == 0;
            });
  }

  private long count(String where) {
    return api.database()
        .read(
            h ->
                h.createQuery("select count(*) from audit where " + where).mapTo(Long.class).one());
  }

  private JsonNode verify() {
    return admin.post("/audit/verify", Map.of()).json();
  }

  private void tamper(String sql) {
    api.database().transaction(tx -> tx.handle().execute(sql));
  }

  @Test
  void an_untouched_trail_is_intact_and_grows_intact() {
    assertThat(verify().get("intact").asBoolean()).isTrue();
    write(5);
    chained();
    JsonNode result = verify();
    assertThat(result.get("intact").asBoolean()).isTrue();
    assertThat(result.get("verified").asLong()).isGreaterThanOrEqualTo(26);
  }

  @Test
  void a_changed_entry_is_found_whatever_was_changed() {
    for (String change :
        new String[] {
          "actor_name = 'somebody else'",
          "reason = 'another'",
          "reason = ''",
          "detail = '{}'",
          "at = at + interval '1 microsecond'",
          "object_id = '99'"
        }) {
      api.close();
      vertx.close().await();
      start();
      tamper("update audit set " + change + " where chain_no = 10");
      JsonNode result = verify();
      assertThat(result.get("intact").asBoolean()).as(change).isFalse();
      assertThat(result.at("/first_break/chain_no").asLong()).as(change).isEqualTo(10);
      assertThat(result.at("/first_break/reason").asText()).isEqualTo("CHANGED");
      assertThat(result.get("verified").asLong()).isEqualTo(9);
    }
  }

  @Test
  void a_removed_entry_is_found_even_if_the_others_close_ranks() {
    tamper("delete from audit where chain_no = 7");
    JsonNode gap = verify();
    assertThat(gap.at("/first_break/chain_no").asLong()).isEqualTo(7);
    assertThat(gap.at("/first_break/reason").asText()).isEqualTo("REMOVED");

    tamper("update audit set chain_no = -chain_no where chain_no > 7");
    tamper("update audit set chain_no = -chain_no - 1 where chain_no < 0");
    assertThat(verify().at("/first_break/chain_no").asLong()).isEqualTo(7);
  }

  @Test
  void a_removed_end_of_the_trail_is_found() {
    tamper("delete from audit where chain_no > 15");
    JsonNode result = verify();
    assertThat(result.get("intact").asBoolean()).isFalse();
    assertThat(result.at("/first_break/chain_no").asLong()).isEqualTo(16);
  }

  @Test
  void a_trail_walked_in_parts_is_the_same_trail() {
    tamper("update audit set actor_name = 'x' where chain_no = 12");
    AuditChain.Verification first = chain.verify(0, 8);
    assertThat(first.intact()).isTrue();
    assertThat(first.next()).isEqualTo(8);
    AuditChain.Verification second = chain.verify(8, 100);
    assertThat(second.intact()).isFalse();
    assertThat(second.verified()).isEqualTo(11);
  }

  @Test
  void several_nodes_chain_at_once_without_forking_the_chain() throws Exception {
    write(300);
    List<Future<?>> nodes = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        nodes.add(threads.submit(chain::run));
      }
    }
    for (Future<?> node : nodes) {
      node.get();
    }
    chained();
    assertThat(verify().get("intact").asBoolean()).isTrue();
  }

  @Test
  void the_trail_is_read_by_who_what_and_when_page_by_page() {
    assertThat(admin.get("/audit?action=test&limit=5").json().get("items")).hasSize(5);
    JsonNode page = admin.get("/audit?action=test&limit=15").json();
    JsonNode rest =
        admin.get("/audit?action=test&limit=15&after=" + page.get("next").asText()).json();
    assertThat(rest.get("items")).hasSize(5);
    assertThat(rest.has("next")).isFalse();
    assertThat(admin.get("/audit?actor_role=ADMINISTRATOR&action=logIn").json().get("items"))
        .hasSize(1);
    assertThat(admin.get("/audit?from=2030-01-01T00:00:00Z").json().get("items")).isEmpty();
  }

  @Test
  void the_server_chains_by_itself() {
    write(3);
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(count("chain_no is null")).isZero());
  }
}
