package cn.siduan.dispatch.catalogue;

import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.config.ConfigFiles;
import cn.siduan.dispatch.platform.http.ApiReply;
import cn.siduan.dispatch.platform.http.ApiRouter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;

/** The skills of {@code catalogue.yaml} with their names; they are changed in that file. */
public final class SkillApi {

  private final JsonNode skills;

  public SkillApi(Path folder) {
    ConfigFiles files = new ConfigFiles(folder);
    JsonNode file = files.read("catalogue.yaml");
    files.faults().throwIfAny();
    ObjectNode answer = Json.object();
    answer.set("items", file.path("skills"));
    skills = answer;
  }

  public void register(ApiRouter api) {
    api.on("listSkills", _ -> ApiReply.ok(skills));
  }
}
