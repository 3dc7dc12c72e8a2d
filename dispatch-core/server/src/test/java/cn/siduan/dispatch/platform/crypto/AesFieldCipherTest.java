package cn.siduan.dispatch.platform.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import cn.siduan.dispatch.fixture.TestKeys;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AesFieldCipherTest {

  private static final String CARD = "110105194912310021";

  private final FieldCipher old =
      new AesFieldCipher(FieldKeys.of("1:" + TestKeys.key(1), TestKeys.key(9)));
  private final FieldCipher turned =
      new AesFieldCipher(
          FieldKeys.of("2:" + TestKeys.key(2) + ",1:" + TestKeys.key(1), TestKeys.key(9)));
  private final FieldCipher without =
      new AesFieldCipher(FieldKeys.of("2:" + TestKeys.key(2), TestKeys.key(9)));

  @Test
  void what_was_encrypted_comes_back_whatever_the_script() {
    for (String text : new String[] {"", CARD, "高血压，糖尿病；青霉素过敏", "🏥 ".repeat(2000)}) {
      assertThat(old.decrypt(old.encrypt(text))).isEqualTo(text);
    }
  }

  @Test
  void the_same_text_never_becomes_the_same_bytes() {
    assertThat(old.encrypt(CARD)).isNotEqualTo(old.encrypt(CARD));
  }

  @Test
  void a_changed_bit_anywhere_is_noticed() {
    byte[] sealed = old.encrypt(CARD);
    for (int i = 0; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= 1;
      assertThatIllegalArgumentException().as("byte " + i).isThrownBy(() -> old.decrypt(changed));
    }
  }

  @Test
  void bytes_that_are_too_short_are_refused() {
    assertThatIllegalArgumentException().isThrownBy(() -> old.decrypt(new byte[31]));
    assertThatIllegalArgumentException().isThrownBy(() -> old.decrypt(new byte[0]));
  }

  @Test
  void after_a_turn_of_the_ring_the_old_is_read_and_the_new_is_written_under_the_new_key() {
    assertThat(turned.decrypt(old.encrypt(CARD))).isEqualTo(CARD);
    assertThat(without.decrypt(turned.encrypt(CARD))).isEqualTo(CARD);
  }

  @Test
  void a_key_that_left_the_ring_too_early_is_named() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> without.decrypt(old.encrypt(CARD)))
        .withMessageContaining("key 1");
  }

  @Test
  void the_digest_is_keyed_and_survives_a_turn_of_the_ring() {
    FieldCipher otherDigestKey =
        new AesFieldCipher(FieldKeys.of("1:" + TestKeys.key(1), TestKeys.key(8)));
    assertThat(old.digest(CARD)).isEqualTo(turned.digest(CARD)).hasSize(32);
    assertThat(old.digest(CARD)).isNotEqualTo(otherDigestKey.digest(CARD));
    assertThat(old.digest(CARD)).isNotEqualTo(old.digest(CARD + "1"));
  }

  @Test
  void without_keys_nothing_starts_and_both_faults_are_told() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FieldKeys.fromEnvironment(Map.of()))
        .withMessageContaining(FieldKeys.RING_VARIABLE)
        .withMessageContaining(FieldKeys.DIGEST_VARIABLE);
  }

  @Test
  void a_bad_key_is_named_by_its_number_and_never_printed() {
    String shortKey = "c2hvcnQ=";
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FieldKeys.of("7:" + shortKey + ",1:" + TestKeys.key(1), TestKeys.key(9)))
        .withMessageContaining("key 7 is 5 bytes long")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain(shortKey));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> FieldKeys.of("1:" + TestKeys.key(1) + ",1:" + TestKeys.key(2), TestKeys.key(9)))
        .withMessageContaining("twice");
    assertThat(TestKeys.KEYS.toString()).doesNotContain(TestKeys.key(1));
  }
}
