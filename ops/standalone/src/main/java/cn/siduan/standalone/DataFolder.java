package cn.siduan.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder that everything is kept in; one Siduan at a time. */
final class DataFolder implements AutoCloseable {

  private static final long MEGABYTE = 1024L * 1024;

  /** PostgreSQL with the district takes about 400 MB, its write-ahead log as much again. */
  private static final long NEEDED_FIRST = 1_000;

  private static final long NEEDED_LATER = 200;

  private final Path path;
  private final FileChannel lockFile;

  private DataFolder(Path path, FileChannel lockFile) {
    this.path = path;
    this.lockFile = lockFile;
  }

  static DataFolder open(Path folder) {
    Path path = folder.toAbsolutePath().normalize();
    try {
      Files.createDirectories(path);
      FileChannel file =
          FileChannel.open(
              path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = tryLock(file);
      if (lock == null) {
        file.close();
        throw new CannotStart(
            path
                + " is in use by another Siduan. Stop that one first, or choose another folder with"
                + " --folder.");
      }
      return new DataFolder(path, file);
    } catch (IOException e) {
      throw new CannotStart(
          path + " cannot be written to (" + e.getMessage() + "). Choose another with --folder.",
          e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException _) {
      return null;
    }
  }

  Path path() {
    return path;
  }

  Path postgres() {
    return path.resolve("postgres");
  }

  Path attachments() {
    return path.resolve("attachments");
  }

  boolean isNew() {
    return !Files.exists(postgres().resolve("PG_VERSION"));
  }

  /** Only spares later starts a look; the database knows for sure. */
  boolean isFilled() {
    return Files.exists(path.resolve("filled"));
  }

  /**
   * @param residentPhone of a resident to log in as
   */
  void markFilled(String residentPhone) {
    try {
      Files.writeString(path.resolve("filled"), residentPhone);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String filledFor() {
    try {
      return Files.readString(path.resolve("filled"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void requireSpace() {
    long needed = isNew() ? NEEDED_FIRST : NEEDED_LATER;
    try {
      long free = Files.getFileStore(path).getUsableSpace() / MEGABYTE;
      if (free < needed) {
        throw new CannotStart(
            "Only %d MB are free where %s is; %d MB are needed. Free some, or choose another folder with --folder."
                .formatted(free, path, needed));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Leaves only the lock. */
  void empty() {
    try (Stream<Path> inside = Files.list(path)) {
      List<Path> doomed = inside.filter(p -> !p.getFileName().toString().equals("lock")).toList();
      for (Path child : doomed) {
        delete(child);
      }
    } catch (IOException e) {
      throw new CannotStart(path + " cannot be emptied: " + e.getMessage(), e);
    }
  }

  static void delete(Path tree) throws IOException {
    try (Stream<Path> all = Files.walk(tree)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  @Override
  public void close() {
    try {
      // releases the lock; done twice, it does nothing
      lockFile.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
