package cn.siduan.dispatch.order.attachment;

import java.util.Optional;
import java.util.UUID;

/** Keeps the bytes of attachments. The rows beside them say whose they are. */
public interface AttachmentStore {

  /** Returns when the bytes are durable. Writing the same id again replaces it. */
  void write(UUID id, byte[] bytes);

  Optional<byte[]> read(UUID id);

  void delete(UUID id);
}
