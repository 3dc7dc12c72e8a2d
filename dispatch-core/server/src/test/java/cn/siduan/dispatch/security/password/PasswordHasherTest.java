package cn.siduan.dispatch.security.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.siduan.dispatch.platform.http.ProblemException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PasswordHasherTest {

  private final PasswordHasher hasher = new PasswordHasher(new HashCost(64, 1, 1), 2);

  @Test
  void a_password_fits_its_hash_and_no_other() {
    String hash = hasher.hash("correct horse battery");
    assertThat(hasher.verify("correct horse battery", hash)).isTrue();
    assertThat(hasher.verify("correct horse batterz", hash)).isFalse();
    assertThat(hasher.verify("", hash)).isFalse();
    assertThat(hasher.hash("correct horse battery")).isNotEqualTo(hash);
  }

  @Test
  void a_reference_hash_of_another_program_is_understood() {
    // argon2 (the reference program): echo -n password | argon2 somesalt -id -t 2 -k 65536 -p 1 -e
    String reference =
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
    assertThat(hasher.verify("password", reference)).isTrue();
    assertThat(hasher.verify("Password", reference)).isFalse();
    assertThat(hasher.isOutdated(reference)).isTrue();
  }

  @Test
  void a_hash_made_at_another_cost_is_outdated_and_still_good() {
    PasswordHasher dearer = new PasswordHasher(new HashCost(128, 1, 1), 1);
    String old = hasher.hash("correct horse battery");
    assertThat(dearer.verify("correct horse battery", old)).isTrue();
    assertThat(dearer.isOutdated(old)).isTrue();
    assertThat(hasher.isOutdated(old)).isFalse();
  }

  @Test
  void full_width_and_composed_letters_are_the_same_password() {
    String hash = hasher.hash("密码ａｂｃ１２３é");
    assertThat(hasher.verify("密码abc123e\u0301", hash)).isTrue();
  }

  @Test
  void nonsense_in_the_table_fits_nothing_and_costs_as_much() {
    long before = hasher.made();
    assertThat(hasher.verify("anything", "x")).isFalse();
    assertThat(hasher.made()).isEqualTo(before + 1);
  }

  @Test
  void production_hashes_cost_what_owasp_asks_for() {
    assertThat(HashCost.owasp()).isEqualTo(new HashCost(19 * 1024, 2, 1));
  }

  @Test
  void waits_double_up_to_a_limit_and_begin_after_the_free_tries() {
    Patience patience =
        new Patience(3, Duration.ofSeconds(15), Duration.ofMinutes(15), Duration.ofHours(1));
    assertThat(patience.waitAfter(0)).isZero();
    assertThat(patience.waitAfter(2)).isZero();
    assertThat(patience.waitAfter(3)).isEqualTo(Duration.ofSeconds(15));
    assertThat(patience.waitAfter(4)).isEqualTo(Duration.ofSeconds(30));
    assertThat(patience.waitAfter(9)).isEqualTo(Duration.ofMinutes(15));
    assertThat(patience.waitAfter(Integer.MAX_VALUE)).isEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void short_common_and_obvious_passwords_are_refused_and_long_plain_ones_are_not() {
    assertThat(PasswordRules.fault("nine char", "li.na")).contains("password-short");
    assertThat(PasswordRules.fault("Password123", "li.na")).contains("password-common");
    assertThat(PasswordRules.fault("aaaaaaaaaaab", "li.na")).contains("password-common");
    assertThat(PasswordRules.fault("xx-Li.Na-2026", "li.na")).contains("password-name");
    assertThat(PasswordRules.fault("院子里有三棵银杏树呢呀", "li.na")).isEmpty();
    assertThat(PasswordRules.fault("all lower case words", "li.na")).isEmpty();
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> PasswordRules.require("password", "hunter2", "li.na"))
        .satisfies(e -> assertThat(e.problem().errors().getFirst().value()).isEmpty());
  }
}
