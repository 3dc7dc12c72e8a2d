package cn.siduan.dispatch.platform.registry;

import cn.siduan.dispatch.platform.Nearest;
import cn.siduan.dispatch.platform.http.Problem.FieldError;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The codes one kind of reference may have.
 *
 * @param rule names the sentence for one that is not there, with {maybe}
 */
public record CodeSet(String rule, List<String> codes) {

  public CodeSet {
    codes = codes.stream().sorted().distinct().toList();
  }

  public static CodeSet of(String rule, Collection<String> codes) {
    return new CodeSet(rule, List.copyOf(codes));
  }

  public boolean knows(String code) {
    return codes.contains(code);
  }

  /** The one that was meant, perhaps; for the rule. */
  public Map<String, Object> hint(String code) {
    return Map.of("maybe", Nearest.to(code, codes));
  }

  public List<FieldError> check(String field, String code) {
    return knows(code) ? List.of() : List.of(FieldError.of(field, code, rule, hint(code)));
  }

  /** Each by its place, "skills/2". */
  public List<FieldError> checkAll(String field, List<String> each) {
    return java.util.stream.IntStream.range(0, each.size())
        .boxed()
        .flatMap(i -> check(field + "/" + i, each.get(i)).stream())
        .toList();
  }
}
