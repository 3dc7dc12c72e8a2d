package cn.siduan.dispatch.imports.registry;

import cn.siduan.dispatch.catalogue.RoutingPolicyCodes;
import cn.siduan.dispatch.imports.column.CellFault;
import cn.siduan.dispatch.imports.column.CellType;
import cn.siduan.dispatch.imports.column.Cells;

/** The code of a routing policy there is. */
record PolicyCell(RoutingPolicyCodes policies) implements CellType {

  @Override
  public String read(String text) {
    String code = Cells.code().read(text);
    if (!policies.knows(code)) {
      throw CellFault.of("routing-policy", policies.allowed());
    }
    return code;
  }
}
