package cn.siduan.dispatch.report;

import cn.siduan.dispatch.order.Satisfaction;
import cn.siduan.dispatch.platform.config.ConfigReader;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How the three rates (三率) are counted.
 *
 * @param weights of the satisfaction answers
 * @param unansweredCounts whether a follow-up without an answer counts among the satisfaction
 *     rate's orders, with weight 0; otherwise it is left out of that rate
 * @param excludedCategories codes of categories that are not counted
 * @param excludedItems codes of items that are not counted
 */
public record RateSettings(
    Map<Satisfaction, Double> weights,
    boolean unansweredCounts,
    List<String> excludedCategories,
    List<String> excludedItems) {

  public static RateSettings defaults() {
    return read(ConfigReader.defaults());
  }

  public static RateSettings read(ConfigReader config) {
    Map<Satisfaction, Double> weights = new EnumMap<>(Satisfaction.class);
    weights.put(Satisfaction.SATISFIED, weight(config, "weight_satisfied", 1, "满意."));
    weights.put(Satisfaction.FAIRLY_SATISFIED, weight(config, "weight_fairly", 0.6, "基本满意."));
    weights.put(Satisfaction.DISSATISFIED, weight(config, "weight_dissatisfied", 0, "不满意."));
    return new RateSettings(
        weights,
        config.flag(
            "unanswered_counts",
            false,
            "Whether a follow-up without an answer counts as not satisfied, rather than not at"
                + " all."),
        config.texts("excluded_categories", List.of(), "Codes of categories that are not counted."),
        config.texts("excluded_items", List.of(), "Codes of items that are not counted."));
  }

  private static double weight(ConfigReader config, String name, double byDefault, String what) {
    return config.decimal(
        name, byDefault, 0, 1, "Weight in the satisfaction rate of the answer " + what);
  }

  double weight(Satisfaction answer) {
    return weights.getOrDefault(answer, 0.0);
  }
}
