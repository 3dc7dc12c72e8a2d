package cn.siduan.telephony.link;

import cn.siduan.contract.call.RecordingRequest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives the core what Asterisk recorded, piece by piece, and removes it when its time is over. */
public final class HandOutRecordings {

  private static final Logger LOG = LoggerFactory.getLogger(HandOutRecordings.class);
  private static final int FAILED = 500;

  private final Path conversations;
  private final Path messages;

  public HandOutRecordings(Path conversations, Path messages) {
    this.conversations = conversations;
    this.messages = messages;
  }

  void answer(Message<String> message) {
    RecordingRequest request = CallJson.recording(message.body());
    try {
      Path file = file(request);
      if (!Files.isRegularFile(file)) {
        message.fail(RecordingRequest.MISSING, "there is no such recording");
      } else if (request.remove()) {
        Files.delete(file);
        message.reply(Buffer.buffer());
      } else {
        message.reply(piece(file, request.offset()));
      }
    } catch (IOException e) {
      LOG.warn("a recording could not be handed out", e);
      message.fail(FAILED, "cannot be read");
    }
  }

  /** A name and no path: what asks may not leave the folder. */
  private Path file(RecordingRequest request) {
    Path name = Path.of(request.file()).getFileName();
    return (request.message() ? messages : conversations)
        .resolve(name == null ? "" : name.toString());
  }

  private static Buffer piece(Path file, long offset) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      int length = Math.clamp(in.length() - offset, 0, RecordingRequest.PIECE);
      byte[] bytes = new byte[length];
      in.seek(offset);
      in.readFully(bytes);
      return Buffer.buffer(bytes);
    }
  }
}
