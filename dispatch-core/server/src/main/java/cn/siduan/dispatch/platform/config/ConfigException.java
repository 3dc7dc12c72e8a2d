package cn.siduan.dispatch.platform.config;

import java.util.List;
import java.util.stream.Collectors;

/** The settings cannot be used; says all that is wrong with them, not only the first. */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient List<ConfigFault> faults;

  public ConfigException(List<ConfigFault> faults) {
    super(
        (faults.size() == 1 ? "One setting is wrong:\n" : faults.size() + " settings are wrong:\n")
            + faults.stream().map(f -> "  " + f).collect(Collectors.joining("\n")));
    this.faults = List.copyOf(faults);
  }

  public List<ConfigFault> faults() {
    return faults;
  }
}
