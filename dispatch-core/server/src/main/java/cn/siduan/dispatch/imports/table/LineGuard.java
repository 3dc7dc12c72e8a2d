package cn.siduan.dispatch.imports.table;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Stops at a line so long that no person wrote it, before a parser keeps all of it. */
final class LineGuard extends FilterReader {

  private int sinceBreak;
  private int line = 1;

  LineGuard(Reader in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    int c = super.read();
    if (c >= 0) {
      count((char) c);
    }
    return c;
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    int read = super.read(buffer, offset, length);
    for (int i = offset; i < offset + read; i++) {
      count(buffer[i]);
    }
    return read;
  }

  private void count(char c) {
    if (c == '\n') {
      sinceBreak = 0;
      line++;
    } else if (++sinceBreak > TableLimits.LINE) {
      throw TableFault.limit(line, "table-cell", TableLimits.CELL);
    }
  }
}
