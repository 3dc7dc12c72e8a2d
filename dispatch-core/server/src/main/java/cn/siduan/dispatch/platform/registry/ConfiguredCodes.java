package cn.siduan.dispatch.platform.registry;

import java.util.Collection;

/** Codes that registered things refer to and that no registry holds: they are configuration. */
public record ConfiguredCodes(CodeSet calendars, CodeSet serviceLevels, CodeSet skills) {

  public static ConfiguredCodes of(
      Collection<String> calendars, Collection<String> serviceLevels, Collection<String> skills) {
    return new ConfiguredCodes(
        CodeSet.of("no-such-calendar", calendars),
        CodeSet.of("no-such-service-level", serviceLevels),
        CodeSet.of("no-such-skill", skills));
  }
}
