package cn.siduan.dispatch.order.attachment;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Whether the parts are there without which a file of its type cannot be shown or played: what has
 * only the first bytes of a photo is evidence of nothing. Contents are not decoded.
 *
 * @see "PNG 3rd ed., ITU T.81 (JPEG), RIFF/WAVE and WebP container, ISO 14496-12 boxes, RFC 3533
 *     (Ogg), RFC 8794 (EBML), ISO 11172-3 (MP3 frames), ISO 32000 (PDF)"
 */
final class Shape {

  private static final int MOST_PIXELS_A_SIDE = 30_000;

  private final byte[] bytes;
  private final ByteBuffer buffer;

  private Shape(byte[] bytes) {
    this.bytes = bytes;
    buffer = ByteBuffer.wrap(bytes);
  }

  /** For a file whose first bytes are of this type. */
  static boolean isWhole(MediaType type, byte[] bytes) {
    Shape file = new Shape(bytes);
    try {
      return switch (type) {
        case PNG -> file.isPng();
        case JPEG -> file.isJpeg();
        case WEBP -> file.isWebp();
        case HEIC -> file.boxes().containsAll(Set.of("ftyp", "meta"));
        case M4A -> file.boxes().containsAll(Set.of("ftyp", "moov", "mdat"));
        case WAV -> file.chunks().containsAll(Set.of("fmt ", "data"));
        case OGG -> file.isOgg();
        case MP3 -> file.isMp3();
        case WEBM -> file.isWebm();
        case PDF -> file.contains("startxref", 2048) && file.contains("%%EOF", 1024);
      };
    } catch (IndexOutOfBoundsException _) {
      return false;
    }
  }

  /** IHDR first, with a size; image data; IEND. */
  private boolean isPng() {
    if (!tag(12).equals("IHDR")
        || buffer.getInt(8) != 13
        || !isSide(buffer.getInt(16))
        || !isSide(buffer.getInt(20))) {
      return false;
    }
    int at = 8;
    boolean data = false;
    while (!tag(at + 4).equals("IEND")) {
      data |= tag(at + 4).equals("IDAT");
      at = next(at, 12L + Integer.toUnsignedLong(buffer.getInt(at)));
    }
    return data && at + 12 <= bytes.length;
  }

  /** A frame header with a size, a scan, and the end of image after it. */
  private boolean isJpeg() {
    boolean frame = false;
    for (int at = 2; unsigned(at) == 0xff; ) {
      int marker = unsigned(at + 1);
      if (marker == 0xff) {
        at++;
      } else if (marker == 0xda) {
        return frame && hasEndOfImage(at);
      } else {
        boolean isFrame =
            marker >= 0xc0 && marker <= 0xcf && !Set.of(0xc4, 0xc8, 0xcc).contains(marker);
        frame |= isFrame && isSide(word(at + 5)) && isSide(word(at + 7));
        at = next(at, 2L + word(at + 2));
      }
    }
    return false;
  }

  private boolean hasEndOfImage(int scan) {
    return IntStream.range(scan, bytes.length - 1)
        .anyMatch(i -> unsigned(i) == 0xff && unsigned(i + 1) == 0xd9);
  }

  private boolean isWebp() {
    Set<String> parts = chunks();
    return parts.contains("VP8 ") || parts.contains("VP8L") || parts.contains("VP8X");
  }

  /** Names of the chunks of a RIFF file that have anything in them. */
  private Set<String> chunks() {
    Set<String> names = new HashSet<>();
    for (int at = 12; at + 8 < bytes.length; ) {
      long length = Integer.toUnsignedLong(Integer.reverseBytes(buffer.getInt(at + 4)));
      // a recorder that was cut off, or writes to a pipe, did not know the length of its data
      boolean isOpen = tag(at).equals("data") && (length == 0 || length > bytes.length - at - 8);
      if (isOpen || (length > 0 && length <= bytes.length - at - 8)) {
        names.add(tag(at));
      }
      at = isOpen ? bytes.length : next(at, 8 + length + (length & 1));
    }
    return names;
  }

  /** Names of the outermost boxes that are there whole. */
  private Set<String> boxes() {
    Set<String> names = new HashSet<>();
    for (int at = 0; at + 8 <= bytes.length; ) {
      long length = Integer.toUnsignedLong(buffer.getInt(at));
      long size = length == 0 ? bytes.length - at : length == 1 ? buffer.getLong(at + 8) : length;
      if (size <= 8 || size > bytes.length - at) {
        break;
      }
      names.add(tag(at + 4));
      at = next(at, size);
    }
    return names;
  }

  /** A page that begins a stream, whole, and another after it. */
  private boolean isOgg() {
    int segments = unsigned(26);
    int end = 27 + segments;
    for (int i = 0; i < segments; i++) {
      end += unsigned(27 + i);
    }
    return (unsigned(5) & 2) != 0 && tag(end).equals("OggS");
  }

  /** A frame that MPEG knows, behind the tag if there is one; its data is there. */
  private boolean isMp3() {
    int at = tag(0).startsWith("ID3") ? next(0, 10L + syncSafe(6)) : 0;
    int version = unsigned(at + 1) >> 3 & 3;
    int bitRate = unsigned(at + 2) >> 4;
    int sampleRate = unsigned(at + 2) >> 2 & 3;
    return unsigned(at) == 0xff
        && (unsigned(at + 1) & 0xe0) == 0xe0
        && version != 1
        && bitRate != 0
        && bitRate != 15
        && sampleRate != 3
        && bytes.length - at >= 24;
  }

  private int syncSafe(int at) {
    return unsigned(at) << 21 | unsigned(at + 1) << 14 | unsigned(at + 2) << 7 | unsigned(at + 3);
  }

  /** The header's length is a number whose first bit set tells how many bytes it has. */
  private boolean isWebm() {
    int first = unsigned(4);
    int more = Integer.numberOfLeadingZeros(first) - 24;
    long length = first & (0xff >> (more + 1));
    for (int i = 1; i <= more; i++) {
      length = length << 8 | unsigned(4 + i);
    }
    int segment = next(0, 5L + more + length);
    return buffer.getInt(segment) == 0x18538067 && bytes.length > segment + 12;
  }

  /** Near its end. */
  private boolean contains(String word, int within) {
    int from = Math.max(0, bytes.length - within);
    return new String(bytes, from, bytes.length - from, StandardCharsets.ISO_8859_1).contains(word);
  }

  private static boolean isSide(int pixels) {
    return pixels > 0 && pixels <= MOST_PIXELS_A_SIDE;
  }

  /** Never backwards, and never around. */
  private int next(int at, long step) {
    if (step <= 0 || step > bytes.length - at) {
      throw new IndexOutOfBoundsException();
    }
    return at + (int) step;
  }

  private String tag(int at) {
    return new String(bytes, at, 4, StandardCharsets.ISO_8859_1);
  }

  private int unsigned(int at) {
    return bytes[at] & 0xff;
  }

  private int word(int at) {
    return buffer.getShort(at) & 0xffff;
  }
}
