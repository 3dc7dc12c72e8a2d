package cn.siduan.demo.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class IdCardTest {

  @Test
  void the_check_digits_are_those_of_the_examples_in_the_standard() {
    assertThat(IdCard.number("110105", LocalDate.of(1949, 12, 31), 2))
        .isEqualTo("11010519491231002X");
    assertThat(IdCard.number("440524", LocalDate.of(1880, 1, 1), 1))
        .isEqualTo("440524188001010014");
  }

  @Test
  void a_number_without_a_sequence_is_refused() {
    assertThatThrownBy(() -> IdCard.number("990101", LocalDate.of(2000, 1, 1), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("990101");
  }
}
