package cn.siduan.standalone;

import cn.siduan.dispatch.platform.db.DatabaseException;
import java.io.PrintStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What to say when something failed that nobody foresaw. */
final class Failures {

  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  static final String DISK_FULL =
      "The disk is full. Free some space, or choose a folder elsewhere with --folder, and start"
          + " again; nothing is lost.";

  private Failures() {}

  static boolean isDiskFull(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      String message = t.getMessage() == null ? "" : t.getMessage();
      if (message.contains("No space left on device")) {
        return true;
      }
    }
    return DatabaseException.in(thrown).filter(DatabaseException::isDiskFull).isPresent();
  }

  static int tell(PrintStream out, Throwable thrown) {
    LOG.error("the demo did not start", thrown);
    out.println("That did not work: " + thrown.getMessage());
    return Standalone.FAILED;
  }
}
