package cn.siduan.dispatch.order.attachment;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Media types taken, each known by its first bytes; what a client says of its file is not believed.
 */
public enum MediaType {
  JPEG("image/jpeg"),
  PNG("image/png"),
  WEBP("image/webp"),
  HEIC("image/heic"),
  PDF("application/pdf"),
  WAV("audio/wav"),
  OGG("audio/ogg"),
  MP3("audio/mpeg"),
  M4A("audio/mp4"),
  WEBM("audio/webm");

  /** What an attachment is for. */
  public enum Kind {
    PHOTO,
    AUDIO,
    SIGNATURE,
    DOCUMENT;

    public Set<MediaType> types() {
      return switch (this) {
        case PHOTO -> EnumSet.of(JPEG, PNG, WEBP, HEIC);
        case AUDIO -> EnumSet.of(WAV, OGG, MP3, M4A, WEBM);
        case SIGNATURE -> EnumSet.of(PNG, JPEG, WEBP);
        case DOCUMENT -> EnumSet.of(PDF, JPEG, PNG);
      };
    }
  }

  private final String text;

  MediaType(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }

  public static Optional<MediaType> of(byte[] b) {
    return Arrays.stream(values()).filter(t -> t.begins(b)).findFirst();
  }

  private boolean begins(byte[] b) {
    return switch (this) {
      case JPEG -> at(b, 0, 0xff, 0xd8, 0xff);
      case PNG -> at(b, 0, 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a);
      case WEBP -> text(b, 0, "RIFF") && text(b, 8, "WEBP");
      case HEIC -> text(b, 4, "ftypheic") || text(b, 4, "ftypheix") || text(b, 4, "ftypmif1");
      case PDF -> text(b, 0, "%PDF-");
      case WAV -> text(b, 0, "RIFF") && text(b, 8, "WAVE");
      case OGG -> text(b, 0, "OggS");
      case MP3 ->
          text(b, 0, "ID3") || at(b, 0, 0xff, 0xfb) || at(b, 0, 0xff, 0xf3) || at(b, 0, 0xff, 0xf2);
      case M4A -> text(b, 4, "ftypM4A") || text(b, 4, "ftypmp42") || text(b, 4, "ftypisom");
      case WEBM -> at(b, 0, 0x1a, 0x45, 0xdf, 0xa3);
    };
  }

  private static boolean text(byte[] bytes, int from, String expected) {
    byte[] wanted = expected.getBytes(StandardCharsets.US_ASCII);
    return bytes.length >= from + wanted.length
        && Arrays.equals(bytes, from, from + wanted.length, wanted, 0, wanted.length);
  }

  private static boolean at(byte[] bytes, int from, int... expected) {
    if (bytes.length < from + expected.length) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if ((bytes[from + i] & 0xff) != expected[i]) {
        return false;
      }
    }
    return true;
  }
}
