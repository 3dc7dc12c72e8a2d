package cn.siduan.standalone;

import cn.siduan.standalone.OwnAsterisk.Engine;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * {@code ops/demo call}: a real call to the running demo's hotline, placed by SIPp as one of its
 * residents would.
 */
final class PlaceCall {

  /**
   * What was asked for.
   *
   * @param number whose telephone it is; null for a resident of the district
   * @param keys pressed after the greeting has begun; may be empty
   * @param seconds how long the caller stays on the line
   * @param answer extension of a desk phone that is to be there and pick up; null for none
   */
  record Wish(
      Path folder, @Nullable String number, String keys, int seconds, @Nullable String answer) {}

  private static final int RING_AND_REGISTER_SECONDS = 10;

  private final PhoneFile phone;
  private final Path folder;

  private PlaceCall(PhoneFile phone, Path folder) {
    this.phone = phone;
    this.folder = folder;
  }

  /**
   * @return exit status
   */
  static int run(Wish wish, PrintStream out) {
    Path folder = wish.folder().toAbsolutePath().normalize().resolve("asterisk");
    PhoneFile phone = PhoneFile.read(folder);
    try {
      return new PlaceCall(phone, folder).run(wish, wish.number(), out);
    } catch (IOException e) {
      throw new CannotStart("SIPp cannot be started: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Standalone.FAILED;
    }
  }

  private int run(Wish wish, @Nullable String number, PrintStream out)
      throws IOException, InterruptedException {
    if (wish.answer() != null) {
      answer(wish.answer(), wish.seconds(), out);
    }
    String caller = number == null ? phone.resident() : number;
    out.printf(
        "calling %s from %s for %d s%s …%n",
        phone.hotline(),
        caller,
        wish.seconds(),
        wish.keys().isEmpty() ? "" : ", pressing " + wish.keys());
    Process call =
        run(
            sipp("caller.xml", phone.hotline(), freePort()),
            "-d",
            Integer.toString(wish.seconds() * 1000),
            "-key",
            "number",
            caller,
            "-key",
            "keys",
            wish.keys());
    call.waitFor(wish.seconds() + 30L, TimeUnit.SECONDS);
    // 481: the other side had hung up first, as it may
    out.println("the call is over");
    return 0;
  }

  /** A desk phone that registers, and picks up the next call it is rung for. */
  private void answer(String extension, int seconds, PrintStream out)
      throws IOException, InterruptedException {
    int port = freePort();
    Process register =
        run(sipp("register.xml", extension, port), "-key", "password", phone.password());
    if (!register.waitFor(RING_AND_REGISTER_SECONDS, TimeUnit.SECONDS)
        || register.exitValue() != 0) {
      throw new IOException("telephone " + extension + " could not register");
    }
    run(
        sipp("phone.xml", extension, port),
        "-aa",
        "-timeout",
        seconds + RING_AND_REGISTER_SECONDS + "s",
        "-d",
        Integer.toString(Math.max(1, seconds - RING_AND_REGISTER_SECONDS) * 1000));
    out.printf("telephone %s is there and picks up%n", extension);
  }

  private List<String> sipp(String scenario, String service, int port) throws IOException {
    Path file = folder.resolve(scenario);
    try (InputStream in = PlaceCall.class.getResourceAsStream("/sipp/" + scenario)) {
      Files.copy(Objects.requireNonNull(in, scenario), file, StandardCopyOption.REPLACE_EXISTING);
    }
    return List.of(
        "sipp",
        "127.0.0.1:" + phone.sipPort(),
        "-sf",
        file.toString(),
        "-s",
        service,
        "-i",
        "127.0.0.1",
        "-p",
        Integer.toString(port),
        "-m",
        "1",
        "-nostdin");
  }

  private Process run(List<String> sipp, String... more) throws IOException {
    List<String> command = new ArrayList<>(sipp);
    command.addAll(List.of(more));
    return new ProcessBuilder(new Engine(phone.engine(), phone.container()).beside(command))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("sipp.log").toFile()))
        .start();
  }

  /** Above what Linux hands out by itself. */
  private static int freePort() {
    return ThreadLocalRandom.current().nextInt(61_000, 65_000);
  }
}
