package cn.siduan.telephony.link;

import cn.siduan.contract.call.CallEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events the core has not acknowledged yet: a file each, named so that they sort by age.
 *
 * <p>A file is complete or not there: it is written beside, forced to the disk, then renamed.
 */
final class Journal {

  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

  private final Path folder;
  private final AtomicLong next;

  Journal(Path folder) {
    this.folder = folder;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    next = new AtomicLong(1 + list().stream().mapToLong(Journal::number).max().orElse(0));
  }

  Path add(CallEvent event) {
    String name = "%019d.json".formatted(next.getAndIncrement());
    Path fresh = folder.resolve(name + ".new");
    try (FileChannel file =
        FileChannel.open(fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      file.write(ByteBuffer.wrap(CallJson.write(event).getBytes(StandardCharsets.UTF_8)));
      file.force(true);
      return Files.move(fresh, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The oldest first. */
  List<Path> list() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(".json")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file nobody can read is put aside, not in the way of the others. */
  @org.jspecify.annotations.Nullable
  CallEvent read(Path file) {
    try {
      return CallJson.event(Files.readString(file));
    } catch (IOException | IllegalArgumentException e) {
      LOG.error("journal entry {} cannot be read and is put aside", file.getFileName(), e);
      putAside(file);
      return null;
    }
  }

  void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // it is told once more, which does no harm
      LOG.warn("journal entry {} cannot be removed", file.getFileName(), e);
    }
  }

  private static void putAside(Path file) {
    try {
      Files.move(file, file.resolveSibling(file.getFileName() + ".unreadable"));
    } catch (IOException e) {
      LOG.error("journal entry {} cannot be put aside", file.getFileName(), e);
    }
  }

  private static long number(Path file) {
    return Long.parseLong(file.getFileName().toString().replaceAll("\\D", ""));
  }
}
