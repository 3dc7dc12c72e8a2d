package cn.siduan.dispatch.platform.http;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Which handler serves which operation. Every operation of the contract must have one, and no
 * other.
 */
public final class ApiRouter {

  private final ApiContract contract;
  private final Map<String, Function<ApiRequest, ApiReply>> handlers = new LinkedHashMap<>();

  public ApiRouter(ApiContract contract) {
    this.contract = contract;
  }

  /** {@code handler} runs on a virtual thread and may block. */
  public ApiRouter on(String operationId, Function<ApiRequest, ApiReply> handler) {
    contract.getOperation(operationId);
    if (handlers.put(operationId, handler) != null) {
      throw new IllegalStateException("operation " + operationId + " has two handlers");
    }
    return this;
  }

  public ApiContract contract() {
    return contract;
  }

  /**
   * @param elsewhere operations that are served as streams or files, outside this router
   */
  public Map<String, Function<ApiRequest, ApiReply>> complete(Set<String> elsewhere) {
    Set<String> missing = new HashSet<>();
    contract.listOperations().forEach(o -> missing.add(o.id()));
    missing.removeAll(handlers.keySet());
    missing.removeAll(elsewhere);
    if (!missing.isEmpty()) {
      throw new IllegalStateException("operations without a handler: " + missing);
    }
    return Map.copyOf(handlers);
  }
}
