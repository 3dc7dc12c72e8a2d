package cn.siduan.dispatch.catalogue;

import cn.siduan.dispatch.platform.ConfigFaults;
import cn.siduan.dispatch.platform.DefaultConfig;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The skills that {@code catalogue.yaml} lists: what items ask for, and what people can hold. */
public final class SkillCodes {

  private static final String FILE = "catalogue.yaml";

  private SkillCodes() {}

  /** Those of the folder config as this was built. */
  public static List<String> defaults() {
    ConfigFaults faults = new ConfigFaults();
    List<String> codes = codes(DefaultConfig.read(FILE), faults);
    faults.throwIfAny();
    return codes;
  }

  /** Those of a folder; if it has no such file, as when this was built. */
  public static List<String> read(Path folder, ConfigFaults faults) {
    return codes(DefaultConfig.read(folder, FILE, faults), faults);
  }

  private static List<String> codes(JsonNode file, ConfigFaults faults) {
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
