package cn.siduan.demo.plan;

import cn.siduan.demo.Chance;
import cn.siduan.demo.DemoDistrict;
import cn.siduan.demo.provider.Provider;
import cn.siduan.demo.provider.Worker;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Who can do an item where. */
final class Supply {

  private record Market(String item, String community) {}

  private final DemoDistrict district;
  private final Map<Market, List<Provider>> found = new HashMap<>();
  private final Map<String, List<Worker>> workers;

  Supply(DemoDistrict district) {
    this.district = district;
    this.workers = district.workers().stream().collect(Collectors.groupingBy(Worker::providerCode));
  }

  /** Up to so many providers, in the order in which they would be asked; never none. */
  List<Provider> candidates(String item, String community, int atMost, RandomGenerator random) {
    List<Provider> all = found.computeIfAbsent(new Market(item, community), this::find);
    return Chance.shuffled(all, random).stream().limit(atMost).toList();
  }

  /**
   * Where the next tier up looks when somebody has declined: near by, or else in the whole
   * district.
   */
  List<Provider> others(
      String item, String community, Provider declined, int atMost, RandomGenerator random) {
    List<Provider> near =
        candidates(item, community, atMost + 1, random).stream()
            .filter(p -> !p.equals(declined))
            .limit(atMost)
            .toList();
    List<Provider> far = near.isEmpty() ? able(item) : near;
    List<Provider> others = far.stream().filter(p -> !p.equals(declined)).limit(atMost).toList();
    return others.isEmpty() ? List.of(declined) : others;
  }

  Worker worker(Provider provider, RandomGenerator random) {
    return Chance.pick(workers.getOrDefault(provider.code(), List.of()), random);
  }

  /** If nobody serves the community, the next tier up looks in the whole district. */
  private List<Provider> find(Market market) {
    List<Provider> able = able(market.item());
    List<Provider> near = able.stream().filter(p -> p.serves(market.community())).toList();
    return near.isEmpty() ? able : near;
  }

  private List<Provider> able(String item) {
    List<Provider> able =
        district.providers().stream()
            .filter(p -> p.items().contains(item))
            .filter(p -> p.isCertifiedOn(district.today()))
            .toList();
    if (able.isEmpty()) {
      throw new IllegalStateException("nobody in the district does item " + item);
    }
    return able;
  }
}
