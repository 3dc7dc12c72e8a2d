package cn.siduan.dispatch.catalogue;

import cn.siduan.dispatch.platform.http.Problem.FieldError;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The routing policies an item or a category may name. An item with {@link #DEFAULT} is placed by
 * its category's, a category with it by the standard one.
 */
public record RoutingPolicyCodes(Set<String> codes) {

  public static final String DEFAULT = "DEFAULT";

  /**
   * @param policies codes of those there are
   */
  public static RoutingPolicyCodes of(List<String> policies) {
    Set<String> codes = new TreeSet<>(policies);
    codes.add(DEFAULT);
    return new RoutingPolicyCodes(codes);
  }

  public boolean knows(String code) {
    return codes.contains(code);
  }

  /** For the rule routing-policy. */
  public Map<String, Object> allowed() {
    return Map.of("allowed", codes);
  }

  List<FieldError> check(String code) {
    return knows(code)
        ? List.of()
        : List.of(FieldError.of("routing_policy", code, "routing-policy", allowed()));
  }
}
