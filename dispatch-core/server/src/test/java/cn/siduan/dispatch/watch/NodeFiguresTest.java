package cn.siduan.dispatch.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.siduan.dispatch.fixture.ApiFixture;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NodeFiguresTest {

  private static final Path OPS = Path.of("../../ops");

  private static String metrics(ApiFixture api) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(api.managementUri("/metrics")).build(),
              BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void a_node_tells_of_itself_its_database_its_callers_and_who_looks_after_each_asterisk() {
    try (ApiFixture api = ApiFixture.start()) {
      api.database()
          .transaction(
              tx ->
                  tx.handle()
                      .execute(
                          """
                          insert into asterisk_lease (asterisk, owner, fence, expires_at)
                          values ('ast1', 'somebody', 1, ?)\
                          """,
                          api.clock().instant().minusSeconds(40)));
      await()
          .untilAsserted(
              () ->
                  assertThat(metrics(api))
                      .contains("siduan_asterisk_unowned_seconds{of=\"ast1\"} 40.0")
                      .contains("siduan_calls_waiting{of=\"\"} 0.0")
                      .contains("siduan_database_up 1.0")
                      .contains("siduan_cluster_members 1.0")
                      .contains("siduan_database_archive_failing{of=\"\"} 0.0")
                      .containsPattern("siduan_database_bytes\\{of=\"\"} [1-9]")
                      .containsPattern("jvm_memory_used_bytes\\{area=\"heap\"")
                      .contains("process_files_open_files"));
      api.cutOffDatabase();
      await().untilAsserted(() -> assertThat(metrics(api)).contains("siduan_database_up 0.0"));
      api.reconnectDatabase();
    }
  }

  /** A counter is on no page before it has counted, so the sources are asked. */
  @Test
  void alarms_and_dashboard_name_only_what_a_node_measures() throws IOException {
    Set<String> measured = new TreeSet<>();
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
      for (Path source : sources.filter(p -> p.toString().endsWith(".java")).toList()) {
        Pattern.compile("[\"'](?:siduan\\.)?([a-z_]+(?:\\.[a-z_]+)*)[\"']")
            .matcher(Files.readString(source))
            .results()
            .forEach(m -> measured.add("siduan_" + m.group(1).replace('.', '_')));
      }
    }
    Set<String> named = new TreeSet<>();
    for (String file :
        Set.of("images/prometheus/alerts.yml", "dashboards/siduan.json", "runbook.md")) {
      named.addAll(names(Files.readString(OPS.resolve(file))));
    }
    assertThat(named).hasSizeGreaterThan(15);
    assertThat(
            named.stream()
                .filter(
                    n ->
                        !measured.contains(
                                n.replaceAll("(_seconds)?(_(count|sum|total|max|bucket))?$", ""))
                            && !measured.contains(n))
                .toList())
        .isEmpty();
  }

  private static Set<String> names(String text) {
    return Pattern.compile("\\bsiduan_[a-z_]+")
        .matcher(text)
        .results()
        .map(m -> m.group())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void every_alarm_has_its_page_in_the_run_book() throws IOException {
    Set<String> alarms =
        Pattern.compile("- alert: ([A-Za-z]+)")
            .matcher(Files.readString(OPS.resolve("images/prometheus/alerts.yml")))
            .results()
            .map(m -> m.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> pages =
        Pattern.compile("(?m)^### ([A-Za-z]+)$")
            .matcher(Files.readString(OPS.resolve("runbook.md")))
            .results()
            .map(m -> m.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(alarms).hasSizeGreaterThan(15);
    assertThat(pages).isEqualTo(alarms);
  }
}
