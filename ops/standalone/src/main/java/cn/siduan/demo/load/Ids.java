package cn.siduan.demo.load;

import cn.siduan.demo.DemoDistrict;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Under which id each thing of the district is written, by its code. */
record Ids(
    Map<String, Long> centres,
    Map<String, Long> providers,
    Map<String, Long> workers,
    Map<String, Long> households,
    Map<String, Long> residents,
    Map<String, Long> accounts) {

  static Ids of(DemoDistrict district) {
    List<String> logins =
        Stream.concat(
                district.staff().stream().map(s -> s.login()),
                district.workers().stream().map(w -> login(w.code())))
            .toList();
    return new Ids(
        number(district.places().all().toList(), a -> a.code()),
        number(district.providers(), p -> p.code()),
        number(district.workers(), w -> w.code()),
        number(district.households(), h -> h.code()),
        number(district.residents().toList(), r -> r.code()),
        number(logins, l -> l));
  }

  /** A worker logs in by their code. */
  static String login(String workerCode) {
    return workerCode.toLowerCase(Locale.ROOT);
  }

  static long get(Map<String, Long> ids, String code) {
    Long id = ids.get(code);
    if (id == null) {
      throw new IllegalStateException("the district has no " + code);
    }
    return id;
  }

  private static <T> Map<String, Long> number(List<T> things, Function<T, String> code) {
    Map<String, Long> ids = new HashMap<>();
    for (T thing : things) {
      ids.put(code.apply(thing), ids.size() + 1L);
    }
    return ids;
  }
}
