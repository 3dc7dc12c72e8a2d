package cn.siduan.dispatch.platform.config;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** One place that values come from. */
public interface ConfigLayer {

  Optional<Given> find(Setting setting, Collection<ConfigFault> faults);

  /** What it holds that nobody declared. */
  List<ConfigFault> listStrays(Collection<Setting> declared);
}
