package cn.siduan.dispatch.sla;

import cn.siduan.contract.Priority;
import cn.siduan.dispatch.calendar.Calendars;
import cn.siduan.dispatch.platform.ConfigFaults;
import cn.siduan.dispatch.platform.DefaultConfig;
import cn.siduan.dispatch.platform.config.ConfigFiles;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Every service level there is.
 *
 * @param extension 延期: the most a resolution may be put off by
 * @param returning 退单: within what a provider may return a task
 */
public record ServiceLevels(
    Calendars calendars, Map<String, ServiceLevel> levels, Term extension, Term returning) {

  public static final String EMERGENCY = "EMERGENCY";

  private static final String ORDINARY = "ORDINARY";

  /** Those of the folder config as this was built. */
  public static ServiceLevels defaults() {
    ConfigFaults faults = new ConfigFaults();
    ServiceLevels levels =
        ServiceLevelFile.read(
            DefaultConfig.read("calendars.yaml"),
            DefaultConfig.read("service-levels.yaml"),
            faults);
    faults.throwIfAny();
    return levels;
  }

  /** Those of a folder; a file that is not there is as it was when this was built. */
  public static ServiceLevels read(ConfigFiles files) {
    return ServiceLevelFile.read(
        files.read("calendars.yaml"), files.read("service-levels.yaml"), files.faults());
  }

  public Optional<ServiceLevel> find(String code) {
    return Optional.ofNullable(levels.get(code));
  }

  public ServiceLevel get(String code) {
    return find(code)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no service level \"" + code + "\". Maybe one of " + codes() + "."));
  }

  /** Ordinary if it is not there any more: a promise less strict is better than none. */
  ServiceLevel getOrOrdinary(String code) {
    return find(code).orElseGet(() -> get(ORDINARY));
  }

  public Set<String> codes() {
    return levels.keySet();
  }

  /**
   * @param days working days granted beyond a deadline
   */
  Instant extended(Instant due, int days) {
    return days == 0 ? due : extension.calendar().plusDays(due, days);
  }

  /**
   * The level of a new order. An emergency has the level of emergencies whatever the item; an item
   * whose level is not there any more is an ordinary matter rather than one without clocks.
   */
  public String levelOf(Priority priority, String ofItem) {
    if (priority == Priority.EMERGENCY) {
      return EMERGENCY;
    }
    return levels.containsKey(ofItem) ? ofItem : ORDINARY;
  }
}
