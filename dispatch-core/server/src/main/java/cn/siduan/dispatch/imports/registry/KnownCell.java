package cn.siduan.dispatch.imports.registry;

import cn.siduan.dispatch.imports.column.CellFault;
import cn.siduan.dispatch.imports.column.CellType;
import cn.siduan.dispatch.imports.column.Cells;
import cn.siduan.dispatch.platform.registry.CodeSet;

/** A code of the configuration. */
record KnownCell(CodeSet known) implements CellType {

  @Override
  public String read(String text) {
    return require(known, Cells.code().read(text));
  }

  /** Codes, each of the configuration. */
  static CellType several(CodeSet known, int most) {
    return Cells.set(most, code -> require(known, Cells.code().read(code)));
  }

  static String require(CodeSet known, String code) {
    if (!known.knows(code)) {
      throw CellFault.of(known.rule(), known.hint(code));
    }
    return code;
  }
}
