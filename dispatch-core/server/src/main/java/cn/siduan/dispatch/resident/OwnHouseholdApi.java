package cn.siduan.dispatch.resident;

import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.db.Database;
import cn.siduan.dispatch.platform.http.ApiReply;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.ApiRouter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What residents read of themselves, and of those they live with: names and telephones. */
public final class OwnHouseholdApi {

  /** Schema HouseholdMember of the contract. */
  record Member(long id, String name, List<String> phones) {
    static Member of(ResidentStore.View resident) {
      return new Member(
          resident.id(), resident.name(), resident.phones().findValuesAsText("phone"));
    }
  }

  /** Schema OwnHousehold of the contract. */
  record Own(
      @Nullable JsonNode resident, HouseholdStore.@Nullable View household, List<Member> members) {}

  private final Database database;

  public OwnHouseholdApi(Database database) {
    this.database = database;
  }

  public void register(ApiRouter api) {
    api.on("getOwnHousehold", this::get);
  }

  /** Empty for a telephone nobody is registered with. */
  private ApiReply get(ApiRequest request) {
    return database.read(
        handle ->
            ApiReply.ok(
                ResidentStore.find(handle, request.actor().id())
                    .map(resident -> own(handle, resident))
                    .orElse(new Own(null, null, List.of()))));
  }

  private static Own own(Handle handle, ResidentStore.View resident) {
    ObjectNode shown = (ObjectNode) Json.tree(resident);
    // written by staff, for staff
    shown.remove("note");
    Long householdId = resident.householdId();
    return householdId == null
        ? new Own(shown, null, List.of(Member.of(resident)))
        : new Own(
            shown,
            HouseholdStore.find(handle, householdId).orElse(null),
            ResidentStore.listMembers(handle, householdId).stream().map(Member::of).toList());
  }
}
