package cn.siduan.standalone;

import cn.siduan.telephony.asterisk.AsteriskSettings;
import cn.siduan.telephony.asterisk.AsteriskSettings.Phone;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/**
 * How the running demo's telephone can be reached, for {@code ops/demo call}.
 *
 * @param trunkPort where Asterisk finds whoever plays the telephone network
 * @param desks extensions of the desk phones
 * @param password of the desk phones
 * @param resident telephone number of somebody registered who has it alone
 */
record PhoneFile(
    String engine,
    String container,
    int sipPort,
    int trunkPort,
    String hotline,
    List<String> desks,
    String password,
    String resident) {

  private static final String NAME = "phone.properties";

  static PhoneFile of(OwnAsterisk asterisk, String password, String resident) {
    AsteriskSettings settings = asterisk.settings();
    List<Phone> desks = settings.phones().stream().filter(p -> !p.browser()).toList();
    return new PhoneFile(
        asterisk.engine().name(),
        asterisk.engine().container(),
        settings.sip().port(),
        settings.trunks().getFirst().port(),
        settings.hotlines().getFirst().number(),
        desks.stream().map(Phone::extension).toList(),
        desks.isEmpty() ? password : desks.getFirst().secret(),
        resident);
  }

  void write(Path folder) {
    Properties values = new Properties();
    values.setProperty("engine", engine);
    values.setProperty("container", container);
    values.setProperty("sip_port", Integer.toString(sipPort));
    values.setProperty("trunk_port", Integer.toString(trunkPort));
    values.setProperty("hotline", hotline);
    values.setProperty("desks", String.join(",", desks));
    values.setProperty("password", password);
    values.setProperty("resident", resident);
    Path file = folder.resolve(NAME);
    try {
      Files.deleteIfExists(file);
      SecretsFile.ownFile(file);
      try (var writer = Files.newBufferedWriter(file)) {
        values.store(writer, "the running demo's telephone");
      }
    } catch (IOException e) {
      throw new CannotStart(file + " cannot be written: " + e.getMessage(), e);
    }
  }

  static PhoneFile read(Path folder) {
    Path file = folder.resolve(NAME);
    Properties values = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      values.load(reader);
    } catch (IOException e) {
      throw new CannotStart(
          "No demo with a telephone is running in " + folder + ". Start one with ops/demo.", e);
    }
    return new PhoneFile(
        values.getProperty("engine"),
        values.getProperty("container"),
        Integer.parseInt(values.getProperty("sip_port")),
        Integer.parseInt(values.getProperty("trunk_port")),
        values.getProperty("hotline"),
        List.of(values.getProperty("desks").split(",", -1)),
        values.getProperty("password"),
        values.getProperty("resident"));
  }

  static void remove(Path folder) {
    try {
      Files.deleteIfExists(folder.resolve(NAME));
    } catch (IOException e) {
      throw new CannotStart(folder.resolve(NAME) + " cannot be removed", e);
    }
  }
}
