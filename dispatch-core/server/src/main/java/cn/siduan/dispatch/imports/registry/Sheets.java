package cn.siduan.dispatch.imports.registry;

import cn.siduan.dispatch.catalogue.CatalogueDirectory;
import cn.siduan.dispatch.catalogue.RoutingPolicyCodes;
import cn.siduan.dispatch.centre.CentreDirectory;
import cn.siduan.dispatch.platform.crypto.FieldCipher;
import cn.siduan.dispatch.platform.net.Destinations;
import cn.siduan.dispatch.platform.registry.ConfiguredCodes;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every registry that travels as a table, in an order in which references are there already. */
public final class Sheets {

  private final Map<String, Sheet> byName = new LinkedHashMap<>();

  public Sheets(
      CentreDirectory centres,
      CatalogueDirectory catalogue,
      RoutingPolicyCodes policies,
      ConfiguredCodes codes,
      Destinations webhooks,
      ZoneId zone,
      FieldCipher cipher,
      Runnable accountsChanged) {
    for (Sheet sheet :
        List.of(
            new CentreSheet(centres),
            new CategorySheet(catalogue, policies),
            new ItemSheet(catalogue, policies, codes),
            new ProviderSheet(codes, webhooks),
            new WorkerSheet(codes.skills()),
            new AccountSheet(accountsChanged),
            new HouseholdSheet(),
            new ResidentSheet(cipher),
            new SlotSheet(zone))) {
      byName.put(sheet.name(), sheet);
    }
  }

  /** The contract lets no other name through. */
  public Sheet get(String name) {
    Sheet sheet = byName.get(name);
    if (sheet == null) {
      throw new IllegalArgumentException(
          "no registry " + name + ". Maybe one of " + byName.keySet() + ".");
    }
    return sheet;
  }
}
