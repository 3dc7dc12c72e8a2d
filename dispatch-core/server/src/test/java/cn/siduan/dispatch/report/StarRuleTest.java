package cn.siduan.dispatch.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cn.siduan.dispatch.report.StarRule.Results;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class StarRuleTest {

  @Test
  void all_well_is_a_score_of_one_and_five_stars() {
    Results perfect = new Results(100, 100, 100, 100, 100);
    assertThat(perfect.score()).isEqualTo(1);
    assertThat(StarRule.stars(StarRule.adjusted(perfect, 1))).isEqualTo(5);
  }

  @Test
  void a_handful_of_results_moves_little_and_many_move_all() {
    double few = StarRule.adjusted(new Results(5, 5, 5, 5, 5), 0.5);
    double many = StarRule.adjusted(new Results(500, 500, 500, 500, 500), 0.5);
    assertThat(few).isCloseTo(10 / 15.0, within(1e-9));
    assertThat(many).isCloseTo(505 / 510.0, within(1e-9));
  }

  @Property
  void stars_lie_between_the_provider_and_the_mean_in_halves_from_one_to_five(
      @ForAll @IntRange(min = 1, max = 1000) int followUps,
      @ForAll @DoubleRange(min = 0, max = 1) double share,
      @ForAll @DoubleRange(min = 0, max = 1) double mean) {
    long good = Math.round(followUps * share);
    Results results = new Results(followUps, good, good, good, followUps);
    double adjusted = StarRule.adjusted(results, mean);
    assertThat(adjusted)
        .isBetween(Math.min(mean, results.score()) - 1e-9, Math.max(mean, results.score()) + 1e-9);
    double stars = StarRule.stars(adjusted);
    assertThat(stars).isBetween(1.0, 5.0);
    assertThat(stars * 2 % 1).isZero();
  }
}
