package cn.siduan.dispatch.platform.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads settings, and remembers what was asked for and what was wrong. Whatever is wrong reads as
 * its default, so that the next fault is found too; {@link #done} then tells them all.
 */
public final class ConfigReader {

  private static final int MOST_SHOWN = 60;

  /** What all sections share. */
  private record Reading(
      List<ConfigLayer> layers,
      Map<String, Setting> declared,
      Map<String, String> sections,
      List<ConfigFault> faults) {}

  private final Reading reading;
  private final String prefix;

  private ConfigReader(Reading reading, String prefix) {
    this.reading = reading;
    this.prefix = prefix;
  }

  /**
   * @param layers the first that has a value gives it
   */
  public static ConfigReader over(List<ConfigLayer> layers) {
    return new ConfigReader(
        new Reading(
            List.copyOf(layers), new LinkedHashMap<>(), new LinkedHashMap<>(), new ArrayList<>()),
        "");
  }

  /** Everything is as it is by default. */
  public static ConfigReader defaults() {
    return over(List.of());
  }

  /**
   * @param about a sentence for the reference page
   */
  public ConfigReader section(String name, String about) {
    reading.sections().put(prefix + name, about);
    return new ConfigReader(reading, prefix + name + ".");
  }

  public String text(String name, String byDefault, String about) {
    return read(name, "text", "", byDefault, byDefault, about, Optional::of);
  }

  /** Several values: a YAML list, or separated by commas in a variable. */
  public List<String> texts(String name, List<String> byDefault, String about) {
    Setting setting =
        declare(
            new Setting(prefix + name, "list of texts", "", byDefault.toString(), about, false));
    return find(setting).map(Given::texts).orElse(byDefault);
  }

  public int number(String name, int byDefault, int least, int most, String about) {
    return read(
        name,
        "whole number",
        least + " to " + most,
        byDefault,
        Integer.toString(byDefault),
        about,
        text -> whole(text).filter(n -> n >= least && n <= most).map(Long::intValue));
  }

  /** A number that need not be whole. */
  public double decimal(String name, double byDefault, double least, double most, String about) {
    return read(
        name,
        "number",
        least + " to " + most,
        byDefault,
        Double.toString(byDefault),
        about,
        text -> real(text).filter(n -> n >= least && n <= most));
  }

  public boolean flag(String name, boolean byDefault, String about) {
    return read(
        name,
        "yes or no",
        "true or false",
        byDefault,
        Boolean.toString(byDefault),
        about,
        text ->
            switch (text.toLowerCase(Locale.ROOT)) {
              case "true", "yes", "on" -> Optional.of(true);
              case "false", "no", "off" -> Optional.of(false);
              default -> Optional.empty();
            });
  }

  public Duration duration(
      String name, Duration byDefault, Duration least, Duration most, String about) {
    return read(
        name,
        "duration",
        Durations.format(least) + " to " + Durations.format(most),
        byDefault,
        Durations.format(byDefault),
        about,
        text ->
            Durations.parse(text).filter(d -> d.compareTo(least) >= 0 && d.compareTo(most) <= 0));
  }

  public <E extends Enum<E>> E choice(String name, E byDefault, String about) {
    E[] all = byDefault.getDeclaringClass().getEnumConstants();
    return read(
        name,
        "choice",
        Arrays.stream(all).map(Enum::name).collect(Collectors.joining(", ")),
        byDefault,
        byDefault.name(),
        about,
        text -> Arrays.stream(all).filter(e -> e.name().equalsIgnoreCase(text)).findFirst());
  }

  /** A file or folder; a relative one is looked for where the program was started. */
  public Path path(String name, String byDefault, String about) {
    return read(
        name,
        "path",
        "",
        Path.of(byDefault),
        byDefault,
        about,
        text -> {
          try {
            return Optional.of(Path.of(text));
          } catch (InvalidPathException _) {
            return Optional.empty();
          }
        });
  }

  /** Without it the node does not start. */
  public String secret(String name, String about) {
    Setting setting = declare(new Setting(prefix + name, "secret", "required", "", about, true));
    int before = reading.faults().size();
    Optional<String> value = find(setting).map(Given::text).filter(text -> !text.isEmpty());
    if (value.isEmpty() && reading.faults().size() == before) {
      reading
          .faults()
          .add(
              new ConfigFault(
                  "environment",
                  setting.key(),
                  "is missing. Set "
                      + setting.variable()
                      + ", or "
                      + setting.variable()
                      + Setting.FILE
                      + " to a file with it."));
    }
    return value.orElse("");
  }

  /** Empty where it is not needed. */
  public String optionalSecret(String name, String about) {
    Setting setting = declare(new Setting(prefix + name, "secret", "", "", about, true));
    return find(setting).map(Given::text).orElse("");
  }

  /**
   * Adds a fault that only the feature can see, for example of two settings that do not agree.
   *
   * @param right what is wrong and what would be right; no secrets
   */
  public void refuse(String name, String right) {
    Setting setting = reading.declared().get(prefix + name);
    String where =
        setting == null ? "settings" : find(setting).map(Given::where).orElse("by default");
    reading.faults().add(new ConfigFault(where, prefix + name, right));
  }

  /** Adds what is wrong with a file of the folder config. */
  void refuse(Path folder, String fault) {
    reading.faults().add(new ConfigFault(folder.toString(), "", fault));
  }

  /**
   * Every setting has been read.
   *
   * @throws ConfigException telling all faults, unknown keys among them
   */
  public void done() {
    List<ConfigFault> all = new ArrayList<>();
    for (ConfigLayer layer : reading.layers()) {
      all.addAll(layer.listStrays(reading.declared().values()));
    }
    all.addAll(reading.faults());
    if (!all.isEmpty()) {
      throw new ConfigException(all.stream().distinct().toList());
    }
  }

  /** In the order in which they were read. */
  public List<Setting> listDeclared() {
    return List.copyOf(reading.declared().values());
  }

  Map<String, String> sections() {
    return Map.copyOf(reading.sections());
  }

  private <T> T read(
      String name,
      String type,
      String bounds,
      T byDefault,
      String written,
      String about,
      Function<String, Optional<T>> parse) {
    Setting setting = declare(new Setting(prefix + name, type, bounds, written, about, false));
    Given given = find(setting).orElse(null);
    if (given == null) {
      return byDefault;
    }
    Optional<T> value =
        given.texts().size() == 1 ? parse.apply(given.text().strip()) : Optional.empty();
    if (value.isEmpty()) {
      reading.faults().add(unusable(setting, given));
    }
    return value.orElse(byDefault);
  }

  private static ConfigFault unusable(Setting setting, Given given) {
    String shown = given.text();
    shown = shown.length() <= MOST_SHOWN ? shown : shown.substring(0, MOST_SHOWN - 1) + "…";
    return new ConfigFault(
        given.where(),
        setting.key(),
        "is \""
            + shown
            + "\", but must be a "
            + setting.type()
            + (setting.bounds().isEmpty() ? "" : ", " + setting.bounds())
            + ". Maybe "
            + setting.byDefault()
            + ".");
  }

  private Setting declare(Setting setting) {
    if (reading.declared().put(setting.key(), setting) != null) {
      throw new IllegalStateException("two features declare the setting " + setting.key());
    }
    return setting;
  }

  private Optional<Given> find(Setting setting) {
    for (ConfigLayer layer : reading.layers()) {
      Optional<Given> given = layer.find(setting, reading.faults());
      if (given.isPresent()) {
        return given;
      }
    }
    return Optional.empty();
  }

  private static Optional<Long> whole(String text) {
    return text.matches("-?[0-9]{1,10}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
  }

  private static Optional<Double> real(String text) {
    return text.matches("-?[0-9]{1,10}(\\.[0-9]{1,10})?")
        ? Optional.of(Double.parseDouble(text))
        : Optional.empty();
  }
}
