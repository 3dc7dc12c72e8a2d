package cn.siduan.dispatch.imports.registry;

import cn.siduan.dispatch.imports.column.CellFault;
import cn.siduan.dispatch.imports.column.CellType;
import cn.siduan.dispatch.platform.crypto.FieldCipher;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Map;

/** A cell whose value rests encrypted; the database's text is hexadecimal. */
abstract class SecretCell implements CellType {

  private final FieldCipher cipher;

  private SecretCell(FieldCipher cipher) {
    this.cipher = cipher;
  }

  /** What may follow behind a colon is not part of it. */
  @Override
  public final String stored(String text) {
    int end = text.indexOf(':');
    String hex = end < 0 ? text : text.substring(0, end);
    return hex.isEmpty() ? "" : cipher.decrypt(HexFormat.of().parseHex(hex));
  }

  /** A citizen's identity number. */
  static final class IdCard extends SecretCell {
    IdCard(FieldCipher cipher) {
      super(cipher);
    }

    @Override
    public String read(String text) {
      String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).replace(" ", "");
      return IdCardNumber.find(plain)
          .map(IdCardNumber::text)
          .orElseThrow(
              () ->
                  CellFault.of(
                      plain.matches("[0-9.]+E\\+?1[0-9]|[0-9]{15}000")
                          ? "cell-id-card-rounded"
                          : "cell-id-card"));
    }

    @Override
    public String mask(String value) {
      return value.length() < 12
          ? value.isEmpty() ? "" : "***"
          : value.substring(0, 3)
              + "*".repeat(value.length() - 7)
              + value.substring(value.length() - 4);
    }
  }

  /** A note about health. */
  static final class Note extends SecretCell {
    private final int most;

    Note(FieldCipher cipher, int most) {
      super(cipher);
      this.most = most;
    }

    @Override
    public String read(String text) {
      if (text.length() > most) {
        throw CellFault.of("maxLength", Map.of("limit", most));
      }
      if (text.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\t' && c != '\r')) {
        throw CellFault.of("control");
      }
      return text;
    }
  }
}
