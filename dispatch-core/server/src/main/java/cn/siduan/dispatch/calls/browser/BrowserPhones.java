package cn.siduan.dispatch.calls.browser;

import cn.siduan.contract.call.PhoneSecret;
import cn.siduan.dispatch.calls.browser.BrowserPhoneStore.Issued;
import cn.siduan.dispatch.platform.Platform;
import cn.siduan.dispatch.platform.WakeLoop;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Gives each operator's page a telephone and a secret of its own, for a while. What is given out is
 * a row first; the loop brings to Asterisk what did not arrive there, and takes back what is over.
 */
public final class BrowserPhones implements AutoCloseable {

  private static final Duration LOOK_EVERY = Duration.ofSeconds(2);
  private static final int SECRET_BYTES = 16;

  /** A browser phone of one operator. */
  record Registration(String extension, String secret, Instant expiresAt) {}

  private final Platform platform;
  private final BrowserPhoneSettings settings;
  private final Predicate<PhoneSecret> asterisk;
  private final WakeLoop loop;

  /**
   * @param asterisk blocking; true once the Asterisk that has the phone knows its secret
   */
  public BrowserPhones(
      Platform platform, BrowserPhoneSettings settings, Predicate<PhoneSecret> asterisk) {
    this.platform = platform;
    this.settings = settings;
    this.asterisk = asterisk;
    loop = new WakeLoop("browser-phones", LOOK_EVERY, this::look);
  }

  Optional<String> findFree(long accountId) {
    return platform
        .database()
        .read(h -> BrowserPhoneStore.findFree(h, accountId, settings.extensions(), now()));
  }

  /** The same one again until half of its time is over. Empty if all are somebody else's. */
  Optional<Registration> issue(long accountId) {
    Instant now = now();
    Duration life = settings.secretLife();
    Optional<Issued> issued =
        platform
            .database()
            .transaction(
                tx -> {
                  BrowserPhoneStore.lock(tx);
                  return BrowserPhoneStore.findFree(
                          tx.handle(), accountId, settings.extensions(), now)
                      .map(
                          free ->
                              BrowserPhoneStore.issue(
                                  tx,
                                  free,
                                  accountId,
                                  now.minus(life.dividedBy(2)),
                                  now,
                                  now.plus(life)));
                });
    // always: whoever asks again may have been refused
    issued.filter(this::bring).ifPresent(this::delivered);
    return issued.map(i -> new Registration(i.extension(), secret(i), i.expiresAt()));
  }

  private void delivered(Issued phone) {
    platform
        .database()
        .transaction(
            tx -> {
              BrowserPhoneStore.delivered(tx, phone);
              return phone;
            });
  }

  private boolean bring(Issued phone) {
    return asterisk.test(new PhoneSecret(phone.extension(), phone.over() ? "" : secret(phone)));
  }

  /** Known from the row under the key, and from neither alone. */
  private String secret(Issued phone) {
    byte[] digest =
        platform
            .cipher()
            .digest(
                "browser-phone %s %d %s"
                    .formatted(phone.extension(), phone.accountId(), phone.issuedAt()));
    return HexFormat.of().formatHex(Arrays.copyOf(digest, SECRET_BYTES));
  }

  public void wake() {
    loop.wake();
  }

  private void look() {
    while (lookAtOne()) {
      // until all were tried
    }
  }

  /** Its row stays locked meanwhile: nobody is given a telephone that is just being taken back. */
  private boolean lookAtOne() {
    return platform
        .database()
        .transaction(
            tx -> {
              Optional<Issued> due = BrowserPhoneStore.takeDue(tx, now());
              due.filter(this::bring)
                  .ifPresent(
                      phone -> {
                        if (phone.over()) {
                          BrowserPhoneStore.forget(tx, phone);
                        } else {
                          BrowserPhoneStore.delivered(tx, phone);
                        }
                      });
              return due.isPresent();
            });
  }

  private Instant now() {
    return platform.clock().instant().truncatedTo(ChronoUnit.MICROS);
  }

  @Override
  public void close() {
    loop.close();
  }
}
