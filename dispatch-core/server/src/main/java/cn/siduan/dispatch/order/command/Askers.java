package cn.siduan.dispatch.order.command;

import cn.siduan.contract.Actor;
import cn.siduan.contract.Role;
import cn.siduan.dispatch.centre.Centre;
import cn.siduan.dispatch.centre.CentreDirectory;
import cn.siduan.dispatch.centre.VisitorArea;
import cn.siduan.dispatch.order.command.OpenOrders.Body;
import cn.siduan.dispatch.platform.db.Tx;
import cn.siduan.dispatch.platform.http.Problem;
import cn.siduan.dispatch.platform.http.Problem.FieldError;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out for whom an order is, and where. */
public final class Askers {

  /** The resident and household an order is for, if known, and the community it lies in. */
  public record Asker(@Nullable Long residentId, @Nullable Long householdId, long centreId) {}

  private record Home(long residentId, @Nullable Long householdId, @Nullable Long centreId) {}

  private final CentreDirectory centres;

  public Askers(CentreDirectory centres) {
    this.centres = centres;
  }

  /**
   * The area said, or else where the position or address lies; null if neither tells.
   *
   * <p>The centre may file an order higher up as long as nobody knows the community; its queue is
   * that centre's. Everybody else knows where they are.
   */
  @Nullable Long area(Actor actor, Body body) {
    boolean anywhere = actor.role().isCentreStaff();
    Long said = body.centreId();
    if (said == null) {
      return Optional.ofNullable(
              centres.locate(body.address(), body.latitude(), body.longitude()).area())
          .filter(c -> anywhere || isPlace(c))
          .map(Centre::id)
          .orElse(null);
    }
    Centre centre =
        centres
            .find(said)
            .filter(c -> !c.retired())
            .orElseThrow(
                () ->
                    Problem.input(FieldError.of("centre_id", said, "no-such-centre")).exception());
    if (!anywhere && !isPlace(centre)) {
      throw Problem.input(FieldError.of("centre_id", said, "no-community")).exception();
    }
    return said;
  }

  private static boolean isPlace(Centre centre) {
    return switch (centre.tier()) {
      case COMMUNITY, GRID -> true;
      case DISTRICT, SUBDISTRICT -> false;
    };
  }

  /** An address that says nothing of its area lies where its household does. */
  Asker find(Tx tx, Actor actor, Body body, @Nullable Long areaId) {
    Home home = home(tx, actor, body).orElse(null);
    Long centreId = areaId == null && home != null ? home.centreId() : areaId;
    if (centreId == null) {
      throw Problem.input(FieldError.of("address", body.address(), "area-unknown")).exception();
    }
    return home == null
        ? new Asker(null, null, centreId)
        : new Asker(home.residentId(), home.householdId(), centreId);
  }

  /**
   * A resident asks for themselves or for somebody of their household; visitors for anybody of
   * their area; the centre for anybody.
   */
  private static Optional<Home> home(Tx tx, Actor actor, Body body) {
    Long id = body.residentId();
    if (actor.role() == Role.RESIDENT && id == null) {
      id = actor.id() == 0 ? null : actor.id();
    }
    if (id == null || actor.role() == Role.MACHINE) {
      return Optional.empty();
    }
    long residentId = id;
    Home home =
        find(tx, residentId)
            .filter(h -> VisitorArea.holdsHousehold(tx.handle(), actor, h.householdId()))
            .orElseThrow(
                () ->
                    Problem.input(FieldError.of("resident_id", residentId, "no-such-resident"))
                        .exception());
    if (actor.role() == Role.RESIDENT && residentId != actor.id()) {
      Long own = find(tx, actor.id()).map(Home::householdId).orElse(null);
      if (own == null || !Objects.equals(own, home.householdId())) {
        throw Problem.input(FieldError.of("resident_id", residentId, "no-such-resident"))
            .exception();
      }
    }
    return Optional.of(home);
  }

  private static Optional<Home> find(Tx tx, long residentId) {
    return tx.handle()
        .createQuery(
            """
            select r.id, r.household_id, h.centre_id from resident r left join household h on h.id = r.household_id
            where r.id = :id and r.retired_at is null\
            """)
        .bind("id", residentId)
        .map(
            (rs, _) ->
                new Home(rs.getLong(1), rs.getObject(2, Long.class), rs.getObject(3, Long.class)))
        .findOne();
  }
}
