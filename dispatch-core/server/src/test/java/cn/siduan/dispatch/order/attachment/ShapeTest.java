package cn.siduan.dispatch.order.attachment;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whole files are taken whatever is in them; what was cut off, or only begins well, is not. */
class ShapeTest {

  private static final Map<MediaType, byte[]> WHOLE = whole();

  private static Map<MediaType, byte[]> whole() {
    Map<MediaType, byte[]> files = new EnumMap<>(MediaType.class);
    files.put(MediaType.PNG, image("png", 3, 2));
    files.put(MediaType.JPEG, image("jpg", 3, 2));
    files.put(MediaType.WEBP, riff("WEBP", chunk("VP8L", new byte[20])));
    files.put(MediaType.HEIC, join(box("ftyp", "heic...."), box("meta", "x"), box("mdat", "x")));
    files.put(MediaType.M4A, join(box("ftyp", "M4A ...."), box("moov", "x"), box("mdat", "sound")));
    files.put(
        MediaType.WAV, riff("WAVE", chunk("fmt ", new byte[16]), chunk("data", new byte[30])));
    files.put(MediaType.OGG, join(page(2, "OpusHead"), page(0, "sound")));
    files.put(
        MediaType.MP3,
        join(
            "ID3".getBytes(ISO_8859_1),
            new byte[] {4, 0, 0, 0, 0, 1, 72},
            new byte[200],
            new byte[] {-1, -5, (byte) 0x90, 0},
            new byte[413]));
    files.put(
        MediaType.WEBM,
        join(
            new byte[] {0x1a, 0x45, (byte) 0xdf, (byte) 0xa3, (byte) 0x84, 1, 2, 3, 4},
            new byte[] {0x18, 0x53, (byte) 0x80, 0x67, 1, -1, -1, -1, -1, -1, -1, -1},
            new byte[30]));
    files.put(
        MediaType.PDF,
        "%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\nstartxref\n9\n%%EOF\n".getBytes(ISO_8859_1));
    return files;
  }

  @Property(tries = 10)
  void a_whole_file_of_every_type_is_taken_and_known(@ForAll MediaType type) {
    byte[] file = WHOLE.get(type);
    assertThat(MediaType.of(file)).contains(type);
    assertThat(Shape.isWhole(type, file)).isTrue();
  }

  @Property(tries = 50)
  void a_picture_of_any_size_is_taken(
      @ForAll @IntRange(min = 1, max = 300) int width,
      @ForAll @IntRange(min = 1, max = 300) int height) {
    assertThat(Shape.isWhole(MediaType.PNG, image("png", width, height))).isTrue();
    assertThat(Shape.isWhole(MediaType.JPEG, image("jpg", width, height))).isTrue();
  }

  @Property(tries = 300)
  void a_picture_that_was_cut_off_anywhere_is_refused(
      @ForAll @IntRange(min = 0, max = 99) int percent) {
    for (MediaType type : new MediaType[] {MediaType.PNG, MediaType.JPEG}) {
      byte[] file = WHOLE.get(type);
      byte[] cut = Arrays.copyOf(file, file.length * percent / 100);
      assertThat(Shape.isWhole(type, cut)).as("%s of %d%%", type, percent).isFalse();
    }
  }

  @Property(tries = 40)
  void the_first_bytes_alone_are_no_file(@ForAll MediaType type, @ForAll @IntRange(max = 1) int n) {
    byte[] few = Arrays.copyOf(WHOLE.get(type), 12 + n);
    assertThat(Shape.isWhole(type, few)).isFalse();
    byte[] page =
        join(Arrays.copyOf(WHOLE.get(type), 8), "<script>x</script>".getBytes(ISO_8859_1));
    assertThat(Shape.isWhole(type, page)).isFalse();
  }

  @Property(tries = 2000)
  void whatever_comes_is_judged_without_falling_over(
      @ForAll MediaType type,
      @ForAll @IntRange(min = 0, max = 40) int kept,
      @ForAll @Size(max = 200) byte[] rest) {
    byte[] file = WHOLE.get(type);
    Shape.isWhole(type, join(Arrays.copyOf(file, Math.min(kept, file.length)), rest));
  }

  @Property(tries = 20)
  void a_picture_without_a_size_is_none(@ForAll boolean wide) {
    byte[] png = WHOLE.get(MediaType.PNG).clone();
    ByteBuffer.wrap(png).putInt(wide ? 20 : 16, 0);
    assertThat(Shape.isWhole(MediaType.PNG, png)).isFalse();
  }

  private static byte[] image(String format, int width, int height) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] riff(String form, byte[]... chunks) {
    byte[] body = join(chunks);
    return join(
        "RIFF".getBytes(ISO_8859_1), little(body.length + 4), form.getBytes(ISO_8859_1), body);
  }

  private static byte[] chunk(String tag, byte[] data) {
    return join(tag.getBytes(ISO_8859_1), little(data.length), data);
  }

  private static byte[] little(int n) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(n).array();
  }

  private static byte[] box(String tag, String content) {
    byte[] data = content.getBytes(ISO_8859_1);
    return join(
        ByteBuffer.allocate(4).putInt(8 + data.length).array(), tag.getBytes(ISO_8859_1), data);
  }

  private static byte[] page(int flags, String content) {
    byte[] header = new byte[28];
    System.arraycopy("OggS".getBytes(ISO_8859_1), 0, header, 0, 4);
    header[5] = (byte) flags;
    header[26] = 1;
    header[27] = (byte) content.length();
    return join(header, content.getBytes(ISO_8859_1));
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
