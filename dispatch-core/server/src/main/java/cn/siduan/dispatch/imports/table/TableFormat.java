package cn.siduan.dispatch.imports.table;

/**
 * What a file turned out to be.
 *
 * @param encoding of the text, e.g. "GB18030"; what is inside an XLSX file is always UTF-8
 * @param byteOrderMark whether it began with one
 */
public record TableFormat(Kind kind, String encoding, boolean byteOrderMark) {

  /** Kinds of files. */
  public enum Kind {
    CSV("text/csv"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final String mediaType;

    Kind(String mediaType) {
      this.mediaType = mediaType;
    }

    public String mediaType() {
      return mediaType;
    }
  }
}
