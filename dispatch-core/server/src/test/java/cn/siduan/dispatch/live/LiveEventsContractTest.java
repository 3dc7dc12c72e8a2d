package cn.siduan.dispatch.live;

import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.contract.LiveEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** live-events.yaml and the records say the same. */
class LiveEventsContractTest {

  private final JsonNode contract = read();

  private static JsonNode read() {
    try (InputStream in = LiveEvent.class.getResourceAsStream("/live-events.yaml")) {
      return new ObjectMapper(new YAMLFactory()).readTree(in);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private JsonNode message(String type) {
    return contract.path("components").path("messages").path(type);
  }

  private static List<String> names(JsonNode object) {
    return object.properties().stream().map(java.util.Map.Entry::getKey).toList();
  }

  private static String snake(RecordComponent component) {
    return new SnakeCaseStrategy().translate(component.getName());
  }

  @Test
  void every_type_is_described_and_no_other() {
    assertThat(names(contract.path("components").path("messages")))
        .containsExactlyInAnyOrderElementsOf(LiveEvent.TYPES.keySet());
    assertThat(names(contract.at("/channels/live/messages")))
        .containsExactlyInAnyOrderElementsOf(LiveEvent.TYPES.keySet());
    assertThat(LiveEvent.TYPES.keySet()).allMatch(t -> message(t).path("name").asText().equals(t));
  }

  @Test
  void fields_are_those_of_the_record() {
    LiveEvent.TYPES.forEach(
        (type, record) ->
            assertThat(names(message(type).at("/payload/properties")))
                .as(type)
                .containsExactlyElementsOf(
                    Arrays.stream(record.getRecordComponents())
                        .map(LiveEventsContractTest::snake)
                        .toList()));
  }

  @Test
  void what_may_be_absent_is_not_required_and_all_else_is() {
    LiveEvent.TYPES.forEach(
        (type, record) ->
            assertThat(
                    StreamSupport.stream(message(type).at("/payload/required").spliterator(), false)
                        .map(JsonNode::asText)
                        .toList())
                .as(type)
                .containsExactlyElementsOf(
                    Arrays.stream(record.getRecordComponents())
                        .filter(c -> !c.getAnnotatedType().isAnnotationPresent(Nullable.class))
                        .map(LiveEventsContractTest::snake)
                        .toList()));
  }
}
