package cn.siduan.dispatch.catalogue;

import cn.siduan.dispatch.platform.ConfigFaults;
import cn.siduan.dispatch.platform.DefaultConfig;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The skills that {@code catalogue.yaml} lists: what items ask for, and what people can hold. */
public final class SkillCodes {

  private static final String FILE = "catalogue.yaml";

  private SkillCodes() {}

  /** Those of the folder config as this was built. */
  public static List<String> defaults() {
    ConfigFaults faults = new ConfigFaults();
    List<String> codes = read(DefaultConfig.read(FILE), faults);
    faults.throwIfAny();
    return codes;
  }

  /**
   * @param faults gets everything that is wrong
   */
  public static List<String> read(JsonNode file, ConfigFaults faults) {
    List<String> codes = new ArrayList<>();
    int no = 0;
    for (JsonNode skill : file.path("skills")) {
      String code = skill.path("code").asText();
      if (!code.matches("[A-Za-z0-9_.-]{1,40}")) {
        faults.add(FILE + ": skills[" + no + "].code", "is \"" + code + "\". Maybe HOUSEKEEPING.");
      }
      codes.add(code);
      no++;
    }
    return codes;
  }
}
