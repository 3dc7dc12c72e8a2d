package cn.siduan.dispatch.resident;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class IdCardTest {

  /** The example of GB 11643-1999. */
  private static final String EXAMPLE = "11010519491231002X";

  @Test
  void the_standards_example_is_one() {
    assertThat(IdCard.parse(EXAMPLE))
        .hasValueSatisfying(c -> assertThat(c.tail()).isEqualTo("002X"));
    assertThat(IdCard.parse("440524188001010014")).isPresent();
    assertThat(IdCard.parse(" 110105 19491231 002x")).contains(new IdCard(EXAMPLE));
  }

  @Test
  void what_is_no_card_number_is_none() {
    assertThat(IdCard.parse("")).isEmpty();
    assertThat(IdCard.parse("110105491231002")).isEmpty();
    assertThat(IdCard.parse("110105194913310026")).isEmpty();
    assertThat(IdCard.parse("X1010519491231002X")).isEmpty();
  }

  @Property
  void one_wrong_digit_is_always_noticed(
      @ForAll @IntRange(max = 16) int place, @ForAll @CharRange(from = '0', to = '9') char digit) {
    StringBuilder wrong = new StringBuilder(EXAMPLE);
    wrong.setCharAt(place, digit);
    assertThat(IdCard.parse(wrong.toString()).isPresent())
        .isEqualTo(EXAMPLE.charAt(place) == digit);
  }

  @Test
  void it_does_not_say_its_number_by_accident() {
    assertThat(IdCard.parse(EXAMPLE).orElseThrow()).asString().doesNotContain("19491231");
  }
}
