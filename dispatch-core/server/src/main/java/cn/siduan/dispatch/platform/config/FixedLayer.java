package cn.siduan.dispatch.platform.config;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Values a program gives itself; the secrets it made, the database it started.
 *
 * @param where what to call it in a fault
 */
public record FixedLayer(String where, Map<String, String> values) implements ConfigLayer {

  public FixedLayer {
    values = Map.copyOf(values);
  }

  @Override
  public Optional<Given> find(Setting setting, Collection<ConfigFault> faults) {
    return Optional.ofNullable(values.get(setting.key())).map(v -> new Given(where, List.of(v)));
  }

  @Override
  public List<ConfigFault> listStrays(Collection<Setting> declared) {
    return values.keySet().stream()
        .filter(key -> declared.stream().noneMatch(s -> s.key().equals(key)))
        .sorted()
        .map(key -> new ConfigFault(where, key, "is no setting."))
        .toList();
  }
}
