package cn.siduan.dispatch.platform.config;

import cn.siduan.dispatch.platform.Nearest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Variables that begin with {@code SIDUAN_}; one that ends with {@code _FILE} names a file. */
public final class EnvironmentLayer implements ConfigLayer {

  private static final int MOST_SECRET_BYTES = 64 * 1024;

  private final Map<String, String> variables = new TreeMap<>();
  private final Set<String> known;

  /**
   * @param environment usually {@code System.getenv()}
   * @param known variables that other programs read and that are therefore no mistake
   */
  public EnvironmentLayer(Map<String, String> environment, Set<String> known) {
    environment.forEach(
        (name, value) -> {
          if (name.startsWith(Setting.PREFIX)) {
            variables.put(name, value);
          }
        });
    this.known = Set.copyOf(known);
  }

  @Override
  public Optional<Given> find(Setting setting, Collection<ConfigFault> faults) {
    String name = setting.variable();
    String file = variables.get(name + Setting.FILE);
    if (setting.secret() && file != null) {
      return readSecret(setting, name + Setting.FILE, file, faults);
    }
    String value = variables.get(name);
    return value == null ? Optional.empty() : Optional.of(new Given(name, texts(setting, value)));
  }

  private static List<String> texts(Setting setting, String value) {
    return setting.type().startsWith("list")
        ? Arrays.stream(value.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList()
        : List.of(value);
  }

  private static Optional<Given> readSecret(
      Setting setting, String variable, String file, Collection<ConfigFault> faults) {
    try {
      Path path = Path.of(file);
      if (Files.size(path) <= MOST_SECRET_BYTES) {
        return Optional.of(new Given(variable, List.of(Files.readString(path).strip())));
      }
    } catch (IOException | InvalidPathException _) {
      // told below, with what to do
    }
    faults.add(
        new ConfigFault(
            variable,
            setting.key(),
            "is to be read from "
                + file
                + ", which cannot be read. Maybe the path is wrong, or this user may not read"
                + " it."));
    return Optional.empty();
  }

  @Override
  public List<ConfigFault> listStrays(Collection<Setting> declared) {
    Set<String> names = new HashSet<>(known);
    for (Setting setting : declared) {
      names.add(setting.variable());
      if (setting.secret()) {
        names.add(setting.variable() + Setting.FILE);
      }
    }
    return variables.keySet().stream()
        .filter(name -> !names.contains(name))
        .map(
            name ->
                new ConfigFault(
                    name,
                    "",
                    "is no setting. Maybe you meant " + Nearest.to(name, List.copyOf(names)) + "."))
        .toList();
  }
}
