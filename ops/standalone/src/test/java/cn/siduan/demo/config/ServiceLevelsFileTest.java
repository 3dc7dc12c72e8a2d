package cn.siduan.demo.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ServiceLevelsFileTest {

  private static final List<String> CLOCKS =
      List.of("accept", "first_contact", "arrive", "resolve", "feedback");

  private final JsonNode root = ConfigFile.read("service-levels.yaml");
  private final List<JsonNode> levels = ConfigFile.list(root.path("service_levels"));

  @Test
  void every_level_has_all_five_clocks() {
    assertThat(levels)
        .allSatisfy(
            level ->
                assertThat(level.path("clocks").propertyStream().map(e -> e.getKey()))
                    .containsExactlyElementsOf(CLOCKS));
  }

  @Test
  void every_clock_runs_on_a_calendar_and_warns_before_it_runs_out() {
    Set<String> calendars =
        new TreeSet<>(
            ConfigFile.read("calendars.yaml")
                .path("calendars")
                .valueStream()
                .map(c -> c.path("code").asText())
                .toList());
    assertThat(calendars).contains(root.path("working").asText());
    calendars.add("WORKING");
    assertThat(levels.stream().flatMap(level -> level.path("clocks").valueStream()))
        .allSatisfy(
            clock -> {
              assertThat(hours(clock)).isPositive();
              assertThat(calendars).contains(clock.path("calendar").asText());
              assertThat(clock.path("warn_at").asDouble()).isBetween(0.1, 0.95);
            });
  }

  /** DB11/T 2021-2022: dispatch of ordinary matters within 24 h. */
  @Test
  void nothing_waits_for_acceptance_longer_than_a_day() {
    assertThat(levels)
        .extracting(level -> level.path("clocks").path("accept"))
        .allMatch(accept -> !accept.path("calendar").asText().equals("WORKING"))
        .allMatch(accept -> hours(accept) <= 24);
  }

  @Test
  void an_emergency_is_at_the_door_within_half_an_hour() {
    JsonNode clocks = level("EMERGENCY").path("clocks");
    assertThat(clocks.path("arrive").path("within").asText()).isEqualTo("PT30M");
    assertThat(clocks.valueStream()).allMatch(c -> c.path("calendar").asText().equals("24H"));
  }

  @Test
  void final_feedback_comes_within_fifteen_days() {
    assertThat(levels)
        .extracting(level -> level.path("clocks").path("feedback"))
        .allMatch(feedback -> feedback.path("calendar").asText().equals("24H"))
        .allMatch(feedback -> hours(feedback) <= 15 * 24);
  }

  private JsonNode level(String code) {
    return levels.stream()
        .filter(level -> level.path("code").asText().equals(code))
        .findFirst()
        .orElseThrow();
  }

  /** A working day counts as a day here. */
  private static double hours(JsonNode clock) {
    return Duration.parse(clock.path("within").asText()).toSeconds() / 3600.0;
  }
}
