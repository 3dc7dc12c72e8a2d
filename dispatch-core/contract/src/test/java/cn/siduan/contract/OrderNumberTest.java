package cn.siduan.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class OrderNumberTest {

  @Property
  void a_number_read_back_is_the_order_it_came_from(
      @ForAll @LongRange(min = 1, max = 999_999_999_999L) long id) {
    assertThat(OrderNumber.parse(new OrderNumber(id).digits())).contains(new OrderNumber(id));
  }

  @Property
  void one_wrong_digit_is_noticed(
      @ForAll @LongRange(min = 1_000_000, max = 99_999_999) long id,
      @ForAll @IntRange(max = 7) int place,
      @ForAll @IntRange(min = 1, max = 9) int by) {
    char[] digits = new OrderNumber(id).digits().toCharArray();
    digits[place] = (char) ('0' + (digits[place] - '0' + by) % 10);
    assertThat(OrderNumber.parse(new String(digits))).isEmpty();
  }

  @Property
  void two_neighbours_swapped_are_noticed(
      @ForAll @LongRange(min = 1_000_000, max = 99_999_999) long id,
      @ForAll @IntRange(max = 6) int place) {
    char[] digits = new OrderNumber(id).digits().toCharArray();
    char first = digits[place];
    digits[place] = digits[place + 1];
    digits[place + 1] = first;
    Optional<OrderNumber> read = OrderNumber.parse(new String(digits));
    assertThat(read.isEmpty()).isEqualTo(digits[place] != first);
  }

  @Test
  void the_first_order_of_a_district_has_eight_digits_and_may_be_typed_with_gaps() {
    OrderNumber number = new OrderNumber(1_000_001);
    assertThat(number.digits()).isEqualTo("10000012");
    assertThat(OrderNumber.parse(" 1000 0012 ")).contains(number);
    assertThat(OrderNumber.parse("1000-0012")).contains(number);
  }

  @Test
  void what_is_not_a_number_is_none() {
    for (String text : new String[] {"", "0", "abc", "00", "١٠٠", "1", "-10000012x"}) {
      assertThat(OrderNumber.parse(text)).as(text).isEmpty();
    }
  }
}
