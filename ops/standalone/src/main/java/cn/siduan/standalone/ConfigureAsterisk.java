package cn.siduan.standalone;

import cn.siduan.telephony.TelephonyAdapter;
import cn.siduan.telephony.asterisk.AsteriskSettings;
import cn.siduan.telephony.asterisk.TelephonyFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** {@code ops/asterisk-config}: every Asterisk's files from {@code config/telephony.yaml}. */
final class ConfigureAsterisk {

  private ConfigureAsterisk() {}

  /**
   * @param config the folder of telephony.yaml
   * @return exit status
   */
  static int run(Path config, Map<String, String> environment, PrintStream out) {
    try {
      for (AsteriskSettings asterisk :
          TelephonyFile.read(config.resolve("telephony.yaml"), environment)) {
        List<String> written = TelephonyAdapter.prepare(asterisk, config);
        out.printf(
            "%s: %s%n",
            asterisk.name(),
            written.isEmpty()
                ? "nothing to change in " + asterisk.folder()
                : String.join(", ", written) + " written to " + asterisk.folder());
      }
      return 0;
    } catch (IllegalArgumentException e) {
      out.println(e.getMessage());
      return Standalone.IN_THE_WAY;
    } catch (IOException e) {
      throw new CannotStart("Asterisk's files cannot be written: " + e.getMessage(), e);
    }
  }
}
