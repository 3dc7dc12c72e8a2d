package cn.siduan.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Small draws. */
public final class Chance {

  private Chance() {}

  public static boolean happens(double probability, RandomGenerator random) {
    return random.nextDouble() < probability;
  }

  public static <T> T pick(List<T> list, RandomGenerator random) {
    return list.get(random.nextInt(list.size()));
  }

  /** Both ends included. */
  public static int between(int from, int to, RandomGenerator random) {
    return from + random.nextInt(to - from + 1);
  }

  public static Duration minutes(int from, int to, RandomGenerator random) {
    return Duration.ofSeconds(between(from * 60, to * 60, random));
  }

  public static <T> List<T> shuffled(List<T> list, RandomGenerator random) {
    List<T> result = new ArrayList<>(list);
    for (int i = result.size() - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      T held = result.get(i);
      result.set(i, result.get(j));
      result.set(j, held);
    }
    return List.copyOf(result);
  }
}
