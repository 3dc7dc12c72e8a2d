package cn.siduan.dispatch.imports.table;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Which encoding a text is in: a byte order mark says so; what is valid UTF-8 is UTF-8 (other text
 * hardly ever is by chance); the rest is GB18030, which spreadsheets in Chinese save by default.
 */
final class TextEncoding {

  static final Charset GB18030 = Charset.forName("GB18030");

  private record Mark(Charset charset, byte[] bytes) {}

  private static final List<Mark> MARKS =
      List.of(
          new Mark(StandardCharsets.UTF_8, new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf}),
          new Mark(GB18030, new byte[] {(byte) 0x84, 0x31, (byte) 0x95, 0x33}),
          new Mark(StandardCharsets.UTF_16LE, new byte[] {(byte) 0xff, (byte) 0xfe}),
          new Mark(StandardCharsets.UTF_16BE, new byte[] {(byte) 0xfe, (byte) 0xff}));

  private TextEncoding() {}

  static TableFormat detect(byte[] bytes) {
    for (Mark mark : MARKS) {
      if (startsWith(bytes, mark.bytes())) {
        return checked(bytes, mark.charset(), mark.bytes().length);
      }
    }
    for (byte b : bytes) {
      if (b == 0) {
        throw TableFault.file("table-garbage");
      }
    }
    return isValid(bytes, 0, StandardCharsets.UTF_8)
        ? new TableFormat(TableFormat.Kind.CSV, "UTF-8", false)
        : checked(bytes, GB18030, 0);
  }

  /** From behind the byte order mark. */
  static Reader reader(byte[] bytes, TableFormat format) {
    Charset charset = Charset.forName(format.encoding());
    int from = format.byteOrderMark() ? markLength(charset) : 0;
    return new InputStreamReader(
        new ByteArrayInputStream(bytes, from, bytes.length - from), charset);
  }

  private static int markLength(Charset charset) {
    return MARKS.stream()
        .filter(m -> m.charset().equals(charset))
        .mapToInt(m -> m.bytes().length)
        .findFirst()
        .orElse(0);
  }

  private static TableFormat checked(byte[] bytes, Charset charset, int from) {
    if (!isValid(bytes, from, charset)) {
      throw TableFault.file("table-garbage");
    }
    return new TableFormat(TableFormat.Kind.CSV, charset.name(), from > 0);
  }

  private static boolean isValid(byte[] bytes, int from, Charset charset) {
    CharsetDecoder decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes, from, bytes.length - from);
    CharBuffer out = CharBuffer.allocate(8192);
    while (true) {
      out.clear();
      CoderResult result = decoder.decode(in, out, true);
      if (result.isError()) {
        return false;
      }
      if (result.isUnderflow()) {
        return decoder.flush(out.clear()).isUnderflow();
      }
    }
  }

  private static boolean startsWith(byte[] bytes, byte[] mark) {
    return bytes.length >= mark.length
        && java.util.Arrays.equals(bytes, 0, mark.length, mark, 0, mark.length);
  }

  static String head(byte[] bytes, TableFormat format, int characters) {
    char[] buffer = new char[characters];
    try (Reader reader = reader(bytes, format)) {
      int read = reader.read(buffer);
      return read < 0 ? "" : new String(buffer, 0, read);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
