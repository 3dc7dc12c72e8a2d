package cn.siduan.standalone;

import cn.siduan.dispatch.platform.Nearest;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for on the command line.
 *
 * @param folder keeps the data from one start to the next
 * @param config folder with dispatch.yaml and the others
 * @param port null for the configured one
 * @param at what time it is in the district when a new one begins; null for the time it is
 */
record Options(
    Path folder,
    Path config,
    @Nullable Integer port,
    boolean reset,
    boolean smoke,
    boolean noPhone,
    @Nullable LocalTime at,
    boolean help) {

  static final String HELP =
      """
      ops/demo                starts Siduan with an embedded PostgreSQL and the demo district
        --port NUMBER         listen there instead of on the configured port (8080); 0 for any free one
        --folder FOLDER       keep the data there instead of in .siduan of the project
        --config FOLDER       read the settings there instead of in config of the project
        --reset               throw the data away and begin anew
        --smoke               do the main job in a fresh folder on free ports, say how it went, and end
        --no-phone            without Asterisk and the hotline
        --at HH:MM            begin the district on its next working day at that time: in the evening most providers
                              are closed; only with a new district
      ops/demo call           calls the running demo's hotline as one of its residents would
        --number NUMBER       from that telephone; --keys KEYS presses keys; --say TEXT speaks it;
                              --seconds N stays so long (20)
        --answer EXTENSION    with a desk phone (for example 8001) that is there and picks up
      Ends with 0 when it was stopped, 1 when something failed, 2 for a wrong option, 3 when something on this machine is in
      the way (port, disk, settings).
      """;

  private static final List<String> KNOWN =
      List.of(
          "--port", "--folder", "--config", "--reset", "--smoke", "--no-phone", "--at", "--help");

  private static final List<String> KNOWN_OF_CALL =
      List.of("--folder", "--number", "--keys", "--say", "--seconds", "--answer");

  /**
   * @throws IllegalArgumentException saying what is wrong with them
   */
  static Options parse(List<String> arguments) {
    Path home = Path.of(System.getProperty("siduan.home", ""));
    Path folder = home.resolve(".siduan");
    Path config = home.resolve("config");
    Integer port = null;
    boolean reset = false;
    boolean smoke = false;
    boolean noPhone = false;
    LocalTime at = null;
    boolean help = false;
    Iterator<String> rest = arguments.iterator();
    while (rest.hasNext()) {
      String argument = rest.next();
      switch (argument) {
        case "--port" -> port = port(value(argument, rest));
        case "--folder" -> folder = path(value(argument, rest));
        case "--config" -> config = path(value(argument, rest));
        case "--reset" -> reset = true;
        case "--smoke" -> smoke = true;
        case "--no-phone" -> noPhone = true;
        case "--at" -> at = time(value(argument, rest));
        case "--help", "-h" -> help = true;
        default ->
            throw new IllegalArgumentException(
                "There is no option " + argument + ". Maybe " + Nearest.to(argument, KNOWN) + ".");
      }
    }
    return new Options(folder, config, port, reset, smoke, noPhone, at, help);
  }

  /** Where nothing else was wished for. */
  Options beginningAt(LocalTime time) {
    LocalTime wished = at == null ? time : at;
    return new Options(folder, config, port, reset, smoke, noPhone, wished, help);
  }

  Options withConfig(Path otherConfig) {
    return new Options(folder, otherConfig, port, reset, smoke, noPhone, at, help);
  }

  Options in(Path otherFolder, int otherPort) {
    return new Options(otherFolder, config, otherPort, false, smoke, noPhone, at, help);
  }

  /**
   * {@code ops/demo call …}
   *
   * @throws IllegalArgumentException saying what is wrong with them
   */
  static PlaceCall.Wish parseCall(List<String> arguments) {
    Path folder = Path.of(System.getProperty("siduan.home", "")).resolve(".siduan");
    String number = null;
    String keys = "";
    String say = "您好，我想预约家政服务，请派人到我家来。";
    int seconds = 20;
    String answer = null;
    Iterator<String> rest = arguments.iterator();
    while (rest.hasNext()) {
      String argument = rest.next();
      switch (argument) {
        case "--folder" -> folder = path(value(argument, rest));
        case "--number" -> number = matching(argument, value(argument, rest), "[0-9]{3,20}");
        case "--keys" -> keys = matching(argument, value(argument, rest), "[0-9*#]{0,20}");
        case "--say" -> say = matching(argument, value(argument, rest), ".{1,200}");
        case "--seconds" ->
            seconds =
                Integer.parseInt(matching(argument, value(argument, rest), "[1-9][0-9]{0,3}"));
        case "--answer" -> answer = matching(argument, value(argument, rest), "[0-9]{2,10}");
        default ->
            throw new IllegalArgumentException(
                "There is no option "
                    + argument
                    + " of a call. Maybe "
                    + Nearest.to(argument, KNOWN_OF_CALL)
                    + ".");
      }
    }
    return new PlaceCall.Wish(folder, number, keys, say, seconds, answer);
  }

  private static String matching(String option, String value, String pattern) {
    if (!value.matches(pattern)) {
      throw new IllegalArgumentException(
          option + " " + value + " is not as it should be: " + pattern);
    }
    return value;
  }

  private static String value(String option, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new IllegalArgumentException(option + " needs a value behind it.");
    }
    return rest.next();
  }

  private static int port(String text) {
    if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65_535) {
      throw new IllegalArgumentException(
          "--port " + text + " is no port; it should be a number from 0 to 65535. Maybe 8080.");
    }
    return Integer.parseInt(text);
  }

  private static LocalTime time(String text) {
    try {
      return LocalTime.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("--at " + text + " is no time of day. Maybe 10:00.", e);
    }
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(text + " cannot be the name of a folder.", e);
    }
  }
}
