package cn.siduan.dispatch.order.attachment;

import cn.siduan.dispatch.platform.http.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files in a folder, spread over 256 sub-folders. A file appears whole or not at all. */
public final class FileAttachmentStore implements AttachmentStore {

  private static final Logger LOG = LoggerFactory.getLogger(FileAttachmentStore.class);

  private final Path folder;

  public FileAttachmentStore(Path folder) {
    this.folder = folder;
  }

  @Override
  public void write(UUID id, byte[] bytes) {
    Path target = path(id);
    Path partial = target.resolveSibling(target.getFileName() + ".partial");
    try {
      Files.createDirectories(target.getParent());
      try (FileChannel channel =
          FileChannel.open(
              partial,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        channel.force(true);
      }
      Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      LOG.error("attachment {} cannot be stored in {}", id, folder, e);
      throw Problem.of(507, "storage-full").exception();
    }
  }

  @Override
  public Optional<byte[]> read(UUID id) {
    try {
      return Optional.of(Files.readAllBytes(path(id)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void delete(UUID id) {
    try {
      Files.deleteIfExists(path(id));
    } catch (IOException e) {
      LOG.warn("attachment {} cannot be deleted", id, e);
    }
  }

  private Path path(UUID id) {
    String name = id.toString();
    return folder.resolve(name.substring(0, 2)).resolve(name);
  }
}
