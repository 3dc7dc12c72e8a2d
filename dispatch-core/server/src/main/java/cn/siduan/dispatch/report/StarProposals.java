package cn.siduan.dispatch.report;

import cn.siduan.dispatch.order.Satisfaction;
import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.Platform;
import cn.siduan.dispatch.platform.audit.AuditTrail;
import cn.siduan.dispatch.platform.db.Tx;
import cn.siduan.dispatch.platform.http.ApiReply;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.Problem;
import cn.siduan.dispatch.platform.http.Problem.FieldError;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Star ratings from results: proposed here, changed only when somebody approves. */
final class StarProposals {

  record Period(String from, String to) {}

  record Verdict(String reason) {}

  private record Measured(long providerId, BigDecimal stars, StarRule.Results results) {}

  private static final Duration LONGEST = Duration.ofDays(366);

  private final Platform platform;
  private final RateSettings settings;

  StarProposals(Platform platform, RateSettings settings) {
    this.platform = platform;
    this.settings = settings;
  }

  /**
   * Proposes for every provider whose results of the period say other stars than it has. What is
   * still open of an earlier proposal is replaced.
   */
  ApiReply propose(ApiRequest request) {
    Period body = request.body(Period.class);
    Instant from = Instant.parse(body.from());
    Instant to = Instant.parse(body.to());
    if (!from.isBefore(to) || Duration.between(from, to).compareTo(LONGEST) > 0) {
      throw Problem.input(FieldError.of("to", to, "report-period")).exception();
    }
    return platform.commands().run(request, tx -> propose(tx, request, from, to));
  }

  private ApiReply propose(Tx tx, ApiRequest request, Instant from, Instant to) {
    List<Measured> measured = measure(tx, from, to);
    Optional<StarRule.Results> all =
        measured.stream().map(Measured::results).reduce(StarRule.Results::plus);
    int proposed = 0;
    for (Measured provider : measured) {
      if (provider.results().followUps() >= StarRule.LEAST_FOLLOW_UPS) {
        proposed += propose(tx, provider, all.orElseThrow().score(), from, to) ? 1 : 0;
      }
    }
    audit(tx, request, "star_proposal", from + "/" + to, null, Map.of("proposed", proposed));
    return ApiReply.ok(Map.of("measured", measured.size(), "proposed", proposed));
  }

  private boolean propose(Tx tx, Measured provider, double mean, Instant from, Instant to) {
    double adjusted = StarRule.adjusted(provider.results(), mean);
    BigDecimal stars = BigDecimal.valueOf(StarRule.stars(adjusted));
    tx.batch()
        .add(
            "delete from star_proposal where provider_id = ? and state = 'PROPOSED'",
            provider.providerId());
    if (stars.compareTo(provider.stars()) == 0) {
      return false;
    }
    JsonNode trail =
        Json.object()
            .put("follow_ups", provider.results().followUps())
            .put("responded", provider.results().responded())
            .put("resolved", provider.results().resolved())
            .put("answers", provider.results().answers())
            .put("points", provider.results().points())
            .put("score", provider.results().score())
            .put("mean_of_all", mean)
            .put("prior_weight", StarRule.PRIOR_WEIGHT)
            .put("adjusted", adjusted);
    tx.batch()
        .add(
            """
            insert into star_proposal (provider_id, period_from, period_to, current_stars, proposed_stars, trail,
              state, proposed_at)
            values (?, ?, ?, ?, ?, ?, 'PROPOSED', ?)\
            """,
            provider.providerId(),
            from,
            to,
            provider.stars(),
            stars,
            trail,
            platform.clock().instant());
    return true;
  }

  private List<Measured> measure(Tx tx, Instant from, Instant to) {
    return tx.handle()
        .createQuery(
            """
            select p.id, p.star_rating, count(*) as n, count(*) filter (where f.responded) as responded,
              count(*) filter (where f.resolved) as resolved, count(f.satisfaction) as answers,
              coalesce(sum(case f.satisfaction when 'SATISFIED' then :satisfied::float8
                when 'FAIRLY_SATISFIED' then :fairly::float8 when 'DISSATISFIED' then :dissatisfied::float8 end), 0)
                as points
            from follow_up f join provider p on p.id = f.provider_id
            join service_order o on o.id = f.order_id join service_item i on i.id = o.item_id
            join service_category k on k.id = i.category_id
            where f.followed_up_at >= :from and f.followed_up_at < :to and p.retired_at is null
              and k.code <> all(:excluded_categories) and i.code <> all(:excluded_items)
            group by p.id order by p.id\
            """)
        .bind("from", from)
        .bind("to", to)
        .bind("satisfied", settings.weight(Satisfaction.SATISFIED))
        .bind("fairly", settings.weight(Satisfaction.FAIRLY_SATISFIED))
        .bind("dissatisfied", settings.weight(Satisfaction.DISSATISFIED))
        .bindArray("excluded_categories", String.class, settings.excludedCategories().toArray())
        .bindArray("excluded_items", String.class, settings.excludedItems().toArray())
        .map(
            (rs, _) ->
                new Measured(
                    rs.getLong("id"),
                    rs.getBigDecimal("star_rating"),
                    new StarRule.Results(
                        rs.getLong("n"),
                        rs.getLong("responded"),
                        rs.getLong("resolved"),
                        rs.getDouble("points"),
                        rs.getLong("answers"))))
        .list();
  }

  /** The newest first. */
  ApiReply list(ApiRequest request) {
    long after = request.findText("after").map(StarProposals::cursor).orElse(Long.MAX_VALUE);
    List<JsonNode> items =
        platform
            .database()
            .read(
                handle ->
                    handle
                        .createQuery(
                            """
                            select to_jsonb(s) || jsonb_build_object('provider_name', p.name)
                            from star_proposal s join provider p on p.id = s.provider_id
                            where s.id < :after and (cast(:state as text) is null or s.state = :state)
                            order by s.id desc limit :limit\
                            """)
                        .bind("after", after)
                        .bind("state", request.findText("state").orElse(null))
                        .bind("limit", request.number("limit"))
                        .mapTo(String.class)
                        .map(Json::tree)
                        .map(StarProposals::present)
                        .list());
    ObjectNode page = Json.object();
    page.set("items", Json.tree(items));
    if (items.size() == request.number("limit")) {
      page.put("next", items.getLast().get("id").asText());
    }
    return ApiReply.ok(page);
  }

  private static JsonNode present(JsonNode row) {
    ObjectNode shown = Json.object();
    row.properties().stream()
        .filter(e -> !e.getValue().isNull())
        .forEach(e -> shown.set(e.getKey(), e.getValue()));
    return shown;
  }

  private static long cursor(String after) {
    try {
      return Long.parseLong(after);
    } catch (NumberFormatException _) {
      throw Problem.input(FieldError.of("after", after, "cursor")).exception();
    }
  }

  ApiReply approve(ApiRequest request) {
    return decide(request, "APPROVED");
  }

  ApiReply refuse(ApiRequest request) {
    return decide(request, "REFUSED");
  }

  private ApiReply decide(ApiRequest request, String state) {
    long id = request.number("proposal_id");
    String reason = request.body(Verdict.class).reason();
    return platform.commands().run(request, tx -> decide(tx, request, id, state, reason));
  }

  private ApiReply decide(Tx tx, ApiRequest request, long id, String state, String reason) {
    JsonNode proposal =
        tx.handle()
            .createQuery("select to_jsonb(s) from star_proposal s where id = :id for update")
            .bind("id", id)
            .mapTo(String.class)
            .findOne()
            .map(Json::tree)
            .orElseThrow(() -> Problem.notFound("star-proposal", id).exception());
    if (!proposal.get("state").asText().equals("PROPOSED")) {
      throw Problem.of(409, "star-proposal-decided")
          .with("state", "star." + proposal.get("state").asText())
          .exception();
    }
    Instant now = platform.clock().instant();
    tx.batch()
        .add(
            """
            update star_proposal set state = ?, reason = ?, decided_by = ?, decided_at = ?, version = version + 1
            where id = ?\
            """,
            state,
            reason,
            request.actor().name(),
            now,
            id);
    if (state.equals("APPROVED")) {
      // only what was looked at: if the stars were changed meanwhile, it has to be proposed anew
      tx.batch()
          .addFence(
              """
              update provider set star_rating = ?, version = version + 1, updated_at = ?
              where id = ? and star_rating = ?\
              """,
              proposal.get("proposed_stars").decimalValue(),
              now,
              proposal.get("provider_id").asLong(),
              proposal.get("current_stars").decimalValue());
    }
    audit(tx, request, "star_proposal", id, reason, Map.of("proposal", proposal));
    return ApiReply.ok(Map.of("id", id, "state", state));
  }

  private void audit(
      Tx tx,
      ApiRequest request,
      String type,
      Object id,
      @Nullable String reason,
      Map<String, ?> detail) {
    AuditTrail.add(
        tx,
        platform.clock().instant(),
        request.actor(),
        request.operation().id(),
        type,
        id,
        reason,
        detail,
        request.id());
  }
}
