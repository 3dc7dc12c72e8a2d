package cn.siduan.dispatch.routing.config;

import cn.siduan.dispatch.platform.ConfigFaults;
import cn.siduan.dispatch.platform.config.ConfigFiles;
import cn.siduan.dispatch.routing.Policy;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code routing.yaml}.
 *
 * @param standard code of the policy for items that name none of the file
 * @param emergency code of the policy for orders that cannot wait, whatever their item says
 */
public record RoutingFile(String standard, String emergency, List<Policy> policies) {

  private static final String FILE = "routing.yaml:";

  /** Of a folder; what is then returned must not be used if anything was wrong. */
  public static RoutingFile read(ConfigFiles files) {
    return read(files.read("routing.yaml"), files.faults());
  }

  public List<String> codes() {
    return policies.stream().map(Policy::code).toList();
  }

  /**
   * @param faults gets everything that is wrong; what is then returned must not be used
   */
  public static RoutingFile read(JsonNode file, ConfigFaults faults) {
    List<Policy> policies = new ArrayList<>();
    Set<String> codes = new HashSet<>();
    for (JsonNode node : file.path("policies")) {
      String where = FILE + " policies[" + policies.size() + "]";
      Policy policy = PolicyJson.read(where, node, faults);
      if (!codes.add(policy.code())) {
        faults.add(where + ".code", "is \"" + policy.code() + "\", as is another one's.");
      }
      policies.add(policy);
    }
    return new RoutingFile(
        code(file, "standard", codes, faults),
        code(file, "emergency", codes, faults),
        List.copyOf(policies));
  }

  private static String code(JsonNode file, String key, Set<String> codes, ConfigFaults faults) {
    String code = file.path(key).asText();
    if (!codes.contains(code)) {
      faults.add(FILE + " " + key, "is \"" + code + "\". Maybe one of " + codes + ".");
    }
    return code;
  }
}
