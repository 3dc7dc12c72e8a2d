package cn.siduan.dispatch.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IfMatchTest {

  @Test
  void a_tag_matches_its_version_and_a_star_any() {
    assertThat(IfMatch.of("\"3\"").matches(3)).isTrue();
    assertThat(IfMatch.of("\"3\"").matches(4)).isFalse();
    assertThat(IfMatch.of("\"2\" , \"3\"").matches(3)).isTrue();
    assertThat(IfMatch.of(" * ").matches(7)).isTrue();
  }

  @Test
  void a_weak_tag_matches_nothing() {
    assertThat(IfMatch.of("W/\"3\"").matches(3)).isFalse();
    assertThat(IfMatch.of("W/\"3\", \"4\"").matches(4)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "garbage", "\"3", "", "\"3\" \"4\"", "*, \"3\"", "w/\"3\""})
  void what_is_no_tag_is_refused(String header) {
    assertThatThrownBy(() -> IfMatch.of(header)).isInstanceOf(ProblemException.class);
  }
}
