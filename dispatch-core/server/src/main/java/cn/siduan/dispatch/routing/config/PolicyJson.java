package cn.siduan.dispatch.routing.config;

import cn.siduan.contract.Tier;
import cn.siduan.dispatch.order.OfferMode;
import cn.siduan.dispatch.platform.ConfigFaults;
import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.routing.Policy;
import cn.siduan.dispatch.routing.Step;
import cn.siduan.dispatch.routing.Weights;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A policy as it stands in routing.yaml, in the database and in the API: one form, one reader. */
public final class PolicyJson {

  private static final List<String> PARTS =
      List.of("continuity", "distance", "load", "rating", "acceptance", "resolution", "fairness");
  private static final Set<String> KINDS = Set.of("ORGANISATION", "DEPARTMENT", "VOLUNTEER_TEAM");
  private static final List<Tier> TIERS = List.of(Tier.COMMUNITY, Tier.SUBDISTRICT, Tier.DISTRICT);
  private static final Duration LONGEST = Duration.ofDays(30);
  private static final int MOST_ASKED = 50;

  private final ConfigFaults faults;

  private PolicyJson(ConfigFaults faults) {
    this.faults = faults;
  }

  /** Reads what was checked when it was written. */
  public static Policy read(JsonNode node) {
    ConfigFaults faults = new ConfigFaults();
    Policy policy = read("routing_policy", node, faults);
    faults.throwIfAny();
    return policy;
  }

  /**
   * @param where the policy stands, for messages
   * @param faults gets everything that is wrong; what is then returned must not be used
   */
  public static Policy read(String where, JsonNode node, ConfigFaults faults) {
    return new PolicyJson(faults).policy(where, node);
  }

  public static ObjectNode write(Policy policy) {
    ObjectNode node = Json.object();
    node.put("code", policy.code()).put("name", policy.name()).put("name_en", policy.nameEn());
    node.set("weights", Json.tree(policy.weights()));
    node.put("reach_km", policy.reachKm());
    node.set("kinds", Json.tree(policy.kinds()));
    node.put("relaxed", policy.relaxed());
    ArrayNode ladder = node.putArray("ladder");
    policy.ladder().forEach(step -> ladder.add(step(step)));
    return node;
  }

  private static ObjectNode step(Step step) {
    ObjectNode node = Json.object();
    switch (step) {
      case Step.Ask ask -> {
        node.put("step", ask.mode().name()).put("wait", ask.patience().toString());
        node.put("times", ask.times()).put("size", ask.size());
        if (ask.reach() != null) {
          node.put("reach", ask.reach().name());
        }
      }
      case Step.Queue queue -> {
        node.put("step", "QUEUE").put("tier", queue.tier().name());
        if (queue.patience() != null) {
          node.put("wait", queue.patience().toString());
        }
      }
    }
    return node;
  }

  private Policy policy(String where, JsonNode node) {
    String code = node.path("code").asText();
    if (!code.matches("[A-Z][A-Z0-9_]{0,39}")) {
      faults.add(where + ".code", "is \"" + code + "\". Maybe STANDARD.");
    }
    String name = node.path("name").asText();
    if (name.isEmpty()) {
      faults.add(where + ".name", "is missing.");
    }
    List<Step> ladder = ladder(where + ".ladder", node.path("ladder"));
    boolean relaxed = node.path("relaxed").asBoolean(false);
    if (relaxed && !(ladder.isEmpty() || ladder.getFirst() instanceof Step.Ask)) {
      faults.add(where + ".ladder", "of a relaxed policy must begin with BROADCAST.");
    }
    return new Policy(
        code,
        1,
        name,
        node.path("name_en").asText(name),
        weights(where + ".weights", node.path("weights")),
        number(where + ".reach_km", node.path("reach_km"), 0.1, 1000, 10),
        kinds(where + ".kinds", node.path("kinds")),
        relaxed,
        ladder);
  }

  private Weights weights(String where, JsonNode node) {
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!PARTS.contains(name)) {
                faults.add(where + "." + name, "is not known. Maybe one of " + PARTS + ".");
              }
            });
    double[] w =
        PARTS.stream()
            .mapToDouble(part -> number(where + "." + part, node.path(part), 0, 1000, 0))
            .toArray();
    Weights weights = new Weights(w[0], w[1], w[2], w[3], w[4], w[5], w[6]);
    if (!(weights.sum() > 0)) {
      faults.add(where, "are all 0, so nobody would be better than another. Maybe load: 1.");
    }
    return weights;
  }

  private double number(String where, JsonNode node, double least, double most, double byDefault) {
    if (node.isMissingNode()) {
      return byDefault;
    }
    if (!node.isNumber() || !(node.asDouble() >= least && node.asDouble() <= most)) {
      faults.add(where, "is \"" + node.asText() + "\", must be " + least + " to " + most + ".");
      return byDefault;
    }
    return node.asDouble();
  }

  private List<String> kinds(String where, JsonNode node) {
    List<String> kinds = new ArrayList<>();
    for (JsonNode kind : node) {
      if (!KINDS.contains(kind.asText())) {
        faults.add(where, "has \"" + kind.asText() + "\". Maybe one of " + KINDS + ".");
      }
      kinds.add(kind.asText());
    }
    return List.copyOf(kinds);
  }

  private List<Step> ladder(String where, JsonNode node) {
    List<Step> steps = new ArrayList<>();
    for (JsonNode step : node) {
      Step read = step(where + "[" + steps.size() + "]", step);
      if (read instanceof Step.Ask && !steps.isEmpty() && steps.getLast() instanceof Step.Queue) {
        faults.add(where, "asks providers after people. Maybe put the QUEUE steps last.");
      }
      steps.add(read);
    }
    if (steps.isEmpty()
        || !(steps.getLast() instanceof Step.Queue last)
        || last.patience() != null) {
      faults.add(
          where,
          "must end with a QUEUE step without wait, so that nothing is lost. Maybe {step: QUEUE,"
              + " tier: DISTRICT}.");
    }
    return List.copyOf(steps);
  }

  private Step step(String where, JsonNode node) {
    String kind = node.path("step").asText();
    if (kind.equals("QUEUE")) {
      Tier tier = tier(where + ".tier", node.path("tier").asText());
      return new Step.Queue(
          tier == null ? Tier.DISTRICT : tier,
          node.has("wait") ? patience(where + ".wait", node.path("wait")) : null);
    }
    OfferMode mode =
        Arrays.stream(OfferMode.values())
            .filter(m -> m.name().equals(kind))
            .findFirst()
            .orElse(null);
    if (mode == null) {
      faults.add(
          where + ".step",
          "is \"" + kind + "\". Maybe one of DIRECT, SEQUENTIAL, BROADCAST, QUEUE.");
    }
    int size = (int) number(where + ".size", node.path("size"), 1, MOST_ASKED, 1);
    if (mode != OfferMode.BROADCAST && size != 1) {
      faults.add(where + ".size", "is for BROADCAST; the others ask one at a time.");
    }
    return new Step.Ask(
        mode == null ? OfferMode.DIRECT : mode,
        patience(where + ".wait", node.path("wait")),
        (int) number(where + ".times", node.path("times"), 1, MOST_ASKED, 1),
        size,
        node.has("reach") ? tier(where + ".reach", node.path("reach").asText()) : null);
  }

  private @Nullable Tier tier(String where, String text) {
    Tier tier = TIERS.stream().filter(t -> t.name().equals(text)).findFirst().orElse(null);
    if (tier == null) {
      faults.add(where, "is \"" + text + "\". Maybe one of " + TIERS + ".");
    }
    return tier;
  }

  private Duration patience(String where, JsonNode node) {
    try {
      Duration wait = Duration.parse(node.asText());
      if (wait.compareTo(Duration.ofSeconds(10)) >= 0 && wait.compareTo(LONGEST) <= 0) {
        return wait;
      }
    } catch (DateTimeParseException _) {
      // told below
    }
    faults.add(where, "is \"" + node.asText() + "\", must be PT10S to P30D. Maybe PT10M.");
    return Duration.ofMinutes(10);
  }
}
