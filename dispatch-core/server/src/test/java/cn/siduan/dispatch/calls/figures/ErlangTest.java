package cn.siduan.dispatch.calls.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErlangTest {

  /** Published Erlang B table: the traffic a group of so many carries at that blocking. */
  @ParameterizedTest
  @CsvSource({
    "1, 0.0101, 0.01",
    "2, 0.153, 0.01",
    "5, 1.36, 0.01",
    "10, 4.46, 0.01",
    "20, 12.03, 0.01",
    "50, 37.90, 0.01",
    "100, 84.06, 0.01",
    "5, 1.66, 0.02",
    "10, 5.08, 0.02",
    "10, 6.22, 0.05",
    "10, 7.51, 0.10"
  })
  void b_is_as_in_the_published_table(int operators, double traffic, double blocked) {
    assertThat(Erlang.b(operators, traffic)).isCloseTo(blocked, within(0.0005));
  }

  /** Published Erlang C values; those of up to three operators also have closed forms. */
  @ParameterizedTest
  @CsvSource({
    "2, 1.0, 0.3333",
    "1, 0.7, 0.7000",
    "3, 2.0, 0.4444",
    "4, 2.0, 0.1739",
    "5, 4.0, 0.5541",
    "10, 8.0, 0.4092"
  })
  void c_is_as_in_the_published_table(int operators, double traffic, double waits) {
    assertThat(Erlang.c(operators, traffic)).isCloseTo(waits, within(0.0001));
  }

  @Test
  void who_cannot_keep_up_lets_everybody_wait() {
    assertThat(Erlang.c(4, 4.0)).isEqualTo(1);
    assertThat(Erlang.serviceLevelC(4, 5.0, 240, 20)).isZero();
  }

  @Test
  void eighty_twenty_of_a_hundred_calls_in_half_an_hour_needs_fourteen() {
    // 100 calls in 30 min of 180 s are 10 erlangs: 14 operators, 88.8 % within 20 s
    assertThat(Erlang.operatorsC(10, 180, 0.8, 20)).isEqualTo(14);
    assertThat(Erlang.serviceLevelC(14, 10, 180, 20)).isCloseTo(0.888, within(0.001));
    assertThat(Erlang.serviceLevelC(13, 10, 180, 20)).isLessThan(0.8);
  }

  @Test
  void patience_without_end_is_erlang_c() {
    Erlang.A a = Erlang.a(10, 8, 240, 1e9);
    assertThat(a.waits()).isCloseTo(Erlang.c(10, 8), within(1e-4));
    assertThat(a.abandons()).isLessThan(1e-5);
    assertThat(a.meanWait()).isCloseTo(Erlang.c(10, 8) * 240 / (10 - 8), within(0.1));
  }

  @Test
  void with_a_patience_as_long_as_a_call_all_states_are_poisson() {
    // M/M/n+M with equal rates is M/M/infinity: P(wait) = P(Poisson(traffic) >= n)
    assertThat(Erlang.a(2, 1, 60, 60).waits()).isCloseTo(1 - 2 / Math.E, within(1e-6));
    assertThat(Erlang.a(1, 1, 60, 60).waits()).isCloseTo(1 - 1 / Math.E, within(1e-6));
  }

  @Test
  void abandonment_and_staff_of_the_published_example() {
    // Garnett, Mandelbaum, Reiman (2002): 50 servers, 50 erlangs, patience = handling: about 5.6 %
    // give up
    assertThat(Erlang.a(50, 50, 60, 60).abandons()).isCloseTo(0.056, within(0.002));
    assertThat(Erlang.operatorsA(50, 60, 60, 0.056)).isBetween(50, 51);
  }
}
