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
  private final Map<String, ApiStream.Handler> streams = new LinkedHashMap<>();

  public ApiRouter(ApiContract contract) {
    this.contract = contract;
  }

  /** {@code handler} runs on a virtual thread and may block. */
  public ApiRouter on(String operationId, Function<ApiRequest, ApiReply> handler) {
    add(handlers, operationId, handler);
    return this;
  }

  /** For an operation whose answer has no end. */
  public ApiRouter stream(String operationId, ApiStream.Handler handler) {
    add(streams, operationId, handler);
    return this;
  }

  private <T> void add(Map<String, T> to, String operationId, T handler) {
    contract.getOperation(operationId);
    if (handlers.containsKey(operationId) || streams.containsKey(operationId)) {
      throw new IllegalStateException("operation " + operationId + " has two handlers");
    }
    to.put(operationId, handler);
  }

  public ApiContract contract() {
    return contract;
  }

  /** Fails unless every operation of the contract has a handler. */
  public ApiRouter complete() {
    Set<String> missing = new HashSet<>();
    contract.listOperations().forEach(o -> missing.add(o.id()));
    missing.removeAll(handlers.keySet());
    missing.removeAll(streams.keySet());
    if (!missing.isEmpty()) {
      throw new IllegalStateException("operations without a handler: " + missing);
    }
    return this;
  }

  Map<String, Function<ApiRequest, ApiReply>> handlers() {
    return Map.copyOf(handlers);
  }

  Map<String, ApiStream.Handler> streams() {
    return Map.copyOf(streams);
  }
}
