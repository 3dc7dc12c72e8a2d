package cn.siduan.dispatch.imports.table;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * Unpacks a file once without keeping anything, to see that it does not swell beyond reason; as the
 * workbook's reader does, by the directory at its end.
 */
final class ZipGuard {

  private ZipGuard() {}

  static void check(byte[] bytes) {
    long[] total = {0};
    try (ZipFile zip =
        ZipFile.builder().setSeekableByteChannel(new SeekableInMemoryByteChannel(bytes)).get()) {
      List<ZipArchiveEntry> parts = Collections.list(zip.getEntries());
      if (parts.size() > TableLimits.PARTS) {
        throw TableFault.file("table-bomb");
      }
      for (ZipArchiveEntry part : parts) {
        check(zip, part, total);
      }
    } catch (IOException | IllegalArgumentException e) {
      throw TableFault.file("table-xlsx");
    }
  }

  private static void check(ZipFile zip, ZipArchiveEntry part, long[] total) throws IOException {
    boolean heldInMemory = part.getName().endsWith("sharedStrings.xml");
    long most = heldInMemory ? TableLimits.SHARED_TEXTS : TableLimits.UNPACKED;
    byte[] buffer = new byte[64 * 1024];
    try (InputStream in = zip.getInputStream(part)) {
      long size = 0;
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        size += n;
        total[0] += n;
        if (size > most || total[0] > TableLimits.UNPACKED) {
          throw TableFault.file("table-bomb");
        }
      }
    }
  }
}
