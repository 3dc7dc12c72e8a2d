package cn.siduan.standalone;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * {@code ops/demo call}: a real call to the running demo's hotline, placed by SIPp as one of its
 * residents would, with keys and with a voice.
 */
final class PlaceCall {

  /**
   * What was asked for.
   *
   * @param number whose telephone it is; null for a resident of the district
   * @param keys pressed after the greeting has begun; may be empty
   * @param say what the caller says over and over
   * @param seconds how long the caller stays on the line
   * @param answer extension of a desk phone that is to be there and pick up; null for none
   */
  record Wish(
      Path folder,
      @Nullable String number,
      String keys,
      String say,
      int seconds,
      @Nullable String answer) {}

  private static final String OPERATOR_SAYS = "您好，服务热线，请问有什么可以帮您？";
  private static final int RING_SECONDS = 10;

  private PlaceCall() {}

  /**
   * @return exit status
   */
  static int run(Wish wish, PrintStream out) {
    Path folder = wish.folder().toAbsolutePath().normalize().resolve("asterisk");
    PhoneFile phone = PhoneFile.read(folder);
    try {
      return run(wish, phone, new RunSipp(phone, folder), out);
    } catch (IOException e) {
      throw new CannotStart("SIPp cannot be started: " + e.getMessage(), e);
    }
  }

  private static int run(Wish wish, PhoneFile phone, RunSipp sipp, PrintStream out)
      throws IOException {
    String answer = wish.answer();
    if (answer != null) {
      if (!phone.desks().contains(answer)) {
        throw new CannotStart(
            "--answer %s is no desk phone of the running demo. Maybe one of %s."
                .formatted(answer, phone.desks()));
      }
      var _ =
          sipp.answer(
              answer,
              OPERATOR_SAYS,
              Math.max(1, wish.seconds() - RING_SECONDS),
              wish.seconds() + RING_SECONDS);
      out.printf("telephone %s is there and picks up%n", answer);
    }
    String caller = wish.number() == null ? phone.resident() : wish.number();
    out.printf(
        "calling %s from %s for %d s%s, saying \"%s\" …%n",
        phone.hotline(),
        caller,
        wish.seconds(),
        wish.keys().isEmpty() ? "" : ", pressing " + wish.keys(),
        wish.say());
    var _ =
        RunSipp.ends(
            sipp.call(caller, wish.say(), wish.keys(), wish.seconds()), wish.seconds() + 30);
    out.println("the call is over");
    return 0;
  }
}
