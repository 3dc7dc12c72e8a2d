package cn.siduan.telephony.ami;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AmiValueTest {

  @Test
  void a_name_cannot_smuggle_in_a_second_action() {
    AmiValue name = AmiValue.of("王秀英\r\n\r\nAction: Originate\r\nChannel: Local/110@out");

    assertThat(name).hasToString("王秀英Action: OriginateChannel: Local/110@out");
  }

  @ParameterizedTest
  @ValueSource(strings = {"王秀英", "Local/0551@queue/n", "a:b, \"c\" <13800000000>", "𠮷野家", ""})
  void an_honest_value_stays_as_it_is(String text) {
    assertThat(AmiValue.of(text)).hasToString(text);
  }

  @Property
  void no_value_ever_breaks_a_line(@ForAll String anything) {
    assertThat(AmiValue.of(anything).text()).doesNotContainPattern("\\R|\\p{Cntrl}");
  }

  @Property
  void the_order_of_breaks_and_letters_makes_no_difference(
      @ForAll @Chars({'\r', '\n', '\0', '\t', '\u0085', '\u2028', 'a'}) @StringLength(max = 20)
          String text) {
    assertThat(AmiValue.of(text).text()).matches("a*");
  }

  @Property
  void cleaning_twice_is_cleaning_once(@ForAll String anything) {
    AmiValue once = AmiValue.of(anything);

    assertThat(AmiValue.of(once.text())).isEqualTo(once);
  }
}
