package cn.siduan.dispatch.imports.registry;

import cn.siduan.dispatch.imports.column.CellFault;
import cn.siduan.dispatch.imports.column.CellType;
import cn.siduan.dispatch.platform.net.Destinations;

/** Where a provider's own system takes offers; names are looked up when something is sent there. */
record WebhookCell(Destinations destinations) implements CellType {

  private static final int LONGEST = 500;

  @Override
  public String read(String text) {
    if (text.length() > LONGEST || !destinations.looksRight(text)) {
      throw CellFault.of("webhook-url");
    }
    return text;
  }
}
