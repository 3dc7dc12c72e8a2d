package cn.siduan.telephony.asterisk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes the files that are not as they should be; the others keep their time. */
public final class WriteAsteriskFiles {

  private WriteAsteriskFiles() {}

  /**
   * @return names of the files that were written
   */
  public static List<String> write(Path templates, AsteriskSettings settings) throws IOException {
    Map<String, String> files = AsteriskFiles.render(templates, settings);
    Files.createDirectories(settings.folder());
    for (String folder : List.of("recordings", "voicemail", "missed")) {
      Files.createDirectories(settings.spool().resolve(folder));
    }
    for (String folder : List.of("run", "log", "keys", "music", "sounds")) {
      Files.createDirectories(settings.state().resolve(folder));
    }
    List<String> written = new ArrayList<>();
    for (Map.Entry<String, String> file : files.entrySet()) {
      if (replace(settings.folder().resolve(file.getKey()), file.getValue())) {
        written.add(file.getKey());
      }
    }
    return written;
  }

  /** Whole or not at all: Asterisk may be reading. */
  private static boolean replace(Path target, String content) throws IOException {
    if (Files.exists(target) && Files.readString(target).equals(content)) {
      return false;
    }
    Path fresh = Files.createTempFile(target.toAbsolutePath().getParent(), ".new", ".conf");
    Files.writeString(fresh, content);
    // they hold passwords; Asterisk's own user reads them by the folder's group
    Files.setAttribute(fresh, "unix:gid", Files.getAttribute(target.getParent(), "unix:gid"));
    Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-r-----"));
    Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return true;
  }
}
