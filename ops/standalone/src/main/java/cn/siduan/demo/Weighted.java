package cn.siduan.demo;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/** Things to draw from, some more often than others. */
public final class Weighted<T> {

  private final List<T> values;
  private final double[] upTo;

  private Weighted(List<T> values, double[] upTo) {
    this.values = values;
    this.upTo = upTo;
  }

  public static <T> Weighted<T> of(List<T> values, ToDoubleFunction<? super T> weight) {
    double[] upTo = new double[values.size()];
    double sum = 0;
    for (int i = 0; i < upTo.length; i++) {
      sum += weight.applyAsDouble(values.get(i));
      upTo[i] = sum;
    }
    if (!(sum > 0)) {
      throw new IllegalArgumentException("weights of " + values + " add up to " + sum);
    }
    return new Weighted<>(List.copyOf(values), upTo);
  }

  public T draw(RandomGenerator random) {
    double at = random.nextDouble() * upTo[upTo.length - 1];
    int found = Arrays.binarySearch(upTo, at);
    return values.get(found >= 0 ? found + 1 : -found - 1);
  }
}
