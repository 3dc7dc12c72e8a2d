package cn.siduan.dispatch.routing;

import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.dispatch.fixture.ConfigFolder;
import cn.siduan.dispatch.platform.ConfigFaults;
import cn.siduan.dispatch.platform.config.ConfigFiles;
import cn.siduan.dispatch.routing.config.PolicyJson;
import cn.siduan.dispatch.routing.config.RoutingFile;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoutingFileTest {

  private static List<String> faults(String yaml) throws IOException {
    ConfigFaults faults = new ConfigFaults();
    RoutingFile.read(new YAMLMapper().readTree(yaml), faults);
    return faults.list();
  }

  @Test
  void the_file_we_ship_has_a_policy_for_every_code_of_the_catalogue() throws IOException {
    RoutingFile file = RoutingFile.read(new ConfigFiles(ConfigFolder.find()));
    List<String> codes = new ArrayList<>();
    new YAMLMapper()
        .readTree(ConfigFolder.find().resolve("catalogue.yaml").toFile())
        .get("routing_policies")
        .forEach(p -> codes.add(p.get("code").asText()));
    assertThat(file.policies()).extracting(Policy::code).containsExactlyElementsOf(codes);
  }

  @Test
  void a_policy_is_written_as_it_is_read() {
    for (Policy policy : RoutingFile.read(new ConfigFiles(ConfigFolder.find())).policies()) {
      assertThat(PolicyJson.read(PolicyJson.write(policy))).isEqualTo(policy);
    }
  }

  @Test
  void all_faults_are_told_together_with_where_they_are_and_what_would_be_right()
      throws IOException {
    List<String> faults =
        faults(
            """
            standard: STANDART
            emergency: STANDARD
            policies:
              - code: STANDARD
                name: 常规派单
                weights: {distanz: 3, load: 0}
                kinds: [FIRM]
                ladder:
                  - {step: DIRECT, wait: soon}
                  - {step: QUEUE, tier: COMMUNITY, wait: PT30M}
                  - {step: BROADCAST, wait: PT10M, size: 500}
            """);
    assertThat(String.join("\n", faults))
        .contains(
            "policies[0].weights.distanz is not known. Maybe one of",
            "policies[0].weights are all 0",
            "kinds has \"FIRM\"",
            "ladder[0].wait is \"soon\", must be PT10S to P30D. Maybe PT10M.",
            "ladder[2].size is \"500\"",
            "asks providers after people",
            "must end with a QUEUE step without wait",
            "standard is \"STANDART\". Maybe one of [STANDARD]");
  }
}
