package cn.siduan.dispatch;

import cn.siduan.dispatch.catalogue.SkillCodes;
import cn.siduan.dispatch.platform.config.ConfigFiles;
import cn.siduan.dispatch.platform.config.ConfigReader;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;

/**
 * What is true of the whole district.
 *
 * @param zone in which days begin and times of day are said
 * @param skills codes of the skills there are
 */
public record DistrictSettings(ZoneId zone, List<String> skills) {

  private static final String ZONE = "Asia/Shanghai";

  public static DistrictSettings defaults() {
    return new DistrictSettings(ZoneId.of(ZONE), SkillCodes.defaults());
  }

  static DistrictSettings read(ConfigFiles files, ConfigReader in) {
    List<String> skills = SkillCodes.read(files.read("catalogue.yaml"), files.faults());
    return new DistrictSettings(zone(in.section("district", "What is true everywhere.")), skills);
  }

  private static ZoneId zone(ConfigReader in) {
    String name =
        in.text("time_zone", ZONE, "in which days begin and times of day are said, by its tz name");
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      in.refuse("time_zone", "\"" + name + "\" must be a time zone. Maybe " + ZONE + ".");
      return ZoneId.of(ZONE);
    }
  }
}
