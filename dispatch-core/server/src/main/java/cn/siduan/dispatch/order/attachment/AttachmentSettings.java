package cn.siduan.dispatch.order.attachment;

import cn.siduan.dispatch.platform.config.ConfigReader;
import java.nio.file.Path;

/**
 * Where photos, recordings and signatures are kept.
 *
 * @param folder one that all nodes share, and that is backed up with the database
 */
public record AttachmentSettings(Path folder) {

  public static AttachmentSettings read(ConfigReader in) {
    return new AttachmentSettings(
        in.path(
            "folder",
            "data/attachments",
            "folder that all nodes share, backed up with the database"));
  }
}
