package cn.siduan.dispatch.calls.checkin;

import cn.siduan.contract.Priority;
import cn.siduan.contract.call.Phrase;
import cn.siduan.dispatch.calls.checkin.CheckInPlanner.Next;
import cn.siduan.dispatch.calls.checkin.CheckInStore.CheckIn;
import cn.siduan.dispatch.calls.checkin.CheckInStore.Contact;
import cn.siduan.dispatch.calls.checkin.CheckInStore.Target;
import cn.siduan.dispatch.calls.outbound.CallHours;
import cn.siduan.dispatch.calls.outbound.Dialogue;
import cn.siduan.dispatch.calls.outbound.OutCall;
import cn.siduan.dispatch.calls.outbound.People;
import cn.siduan.dispatch.calls.outbound.Purpose;
import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.db.Tx;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * 关爱电话: begins each day's rounds, and goes on until somebody knows how the resident is: the
 * resident, an emergency contact, or whoever is sent to the door.
 */
public final class CheckIns implements Dialogue {

  private static final int MOST_OF_A_ROUND = 5_000;
  private static final int CONTACT_RETRY_SECONDS = 60;
  private static final Duration CONTACT_PATIENCE = Duration.ofMinutes(30);

  private final People people;
  private final SendSomebody send;
  private final CallHours hours;
  private final Clock clock;

  public CheckIns(People people, SendSomebody send, CallHours hours, Clock clock) {
    this.people = people;
    this.send = send;
    this.hours = hours;
    this.clock = clock;
  }

  @Override
  public Purpose purpose() {
    return Purpose.CHECK_IN;
  }

  /** Begins every round that is due; each begins once. */
  public void beginRounds(Tx tx) {
    Instant now = now();
    LocalDate day = now.atZone(hours.zone()).toLocalDate();
    for (CheckInPlan plan : CheckInStore.plans(tx.handle())) {
      if (CheckInPlanner.isDue(plan, now.atZone(hours.zone()), hours)) {
        CheckInStore.beginRound(tx, plan.id(), day, now)
            .ifPresent(round -> begin(tx, plan, round, day, now));
      }
    }
  }

  private void begin(Tx tx, CheckInPlan plan, long round, LocalDate day, Instant now) {
    List<Target> targets = CheckInStore.targets(tx.handle(), plan, MOST_OF_A_ROUND);
    Instant end = CheckInPlanner.end(plan, day, hours);
    for (int i = 0; i < targets.size(); i++) {
      Target target = targets.get(i);
      long id = CheckInStore.insert(tx, round, target, now);
      ObjectNode subject = Json.object().put("check_in_id", id);
      Instant at = CheckInPlanner.at(now, end, i, targets.size());
      tx.batch()
          .add(
              """
              insert into outbound_call (purpose, number, language, loud, resident_id, subject, dedup_key, state,
                not_before, not_after, most_attempts, retry_seconds, since)
              values ('CHECK_IN', ?, ?, ?, ?, ?, ?, 'WAITING', ?, ?, ?, ?, ?)\
              """,
              target.phone(),
              target.language(),
              target.loud(),
              target.residentId(),
              subject,
              "check-in/" + id,
              at,
              end,
              plan.attempts(),
              plan.retryMinutes() * 60,
              now);
      if (i % 500 == 499) {
        tx.send();
      }
    }
  }

  @Override
  public Turn begin(Tx tx, OutCall call) {
    CheckIn checkIn = checkIn(tx, call);
    if (!checkIn.isOpen()) {
      return Turn.farewell("KNOWN_MEANWHILE", Phrase.of("thank-you"));
    }
    return isContact(call)
        ? Turn.ask(0, Phrase.of("care-contact", Map.of("name", checkIn.name())))
        : Turn.ask(0, Phrase.of("care-check", Map.of("name", checkIn.name())));
  }

  @Override
  public Turn key(Tx tx, OutCall call, String key) {
    CheckIn checkIn = checkIn(tx, call);
    return isContact(call)
        ? contactSaid(tx, call, checkIn, key)
        : residentSaid(tx, call, checkIn, key);
  }

  private Turn residentSaid(Tx tx, OutCall call, CheckIn checkIn, String key) {
    return switch (key) {
      case "1" -> {
        note(tx, call, checkIn, "WELL", "1");
        yield Turn.farewell("WELL", Phrase.of("care-well"));
      }
      case "2" -> {
        note(tx, call, checkIn, "WANTS_CALL", "2");
        people.callBack(
            tx,
            "care-" + checkIn.id(),
            call.number(),
            Priority.HIGH,
            checkIn.residentId(),
            "check-in");
        yield Turn.farewell("WANTS_CALL", Phrase.of("care-call"));
      }
      case "9" -> {
        note(tx, call, checkIn, "NEEDS_HELP", "9");
        yield Turn.human("NEEDS_HELP", Priority.EMERGENCY, null, Phrase.of("care-help"));
      }
      default -> silence(tx, call, checkIn, key);
    };
  }

  /** They picked up but press nothing: a person asks. */
  private Turn silence(Tx tx, OutCall call, CheckIn checkIn, String key) {
    Turn turn =
        Dialogue.again(
            call, Turn.ask(0, Phrase.of("care-check", Map.of("name", checkIn.name()))), null);
    if (turn.human() != null) {
      note(tx, call, checkIn, "SPOKEN_TO", key);
    }
    return turn;
  }

  private Turn contactSaid(Tx tx, OutCall call, CheckIn checkIn, String key) {
    return switch (key) {
      case "1" -> {
        note(tx, call, checkIn, "CONTACT_LOOKS", "1");
        yield Turn.farewell("CONTACT_LOOKS", Phrase.of("care-contact-thanks"));
      }
      case "2" -> {
        CheckInStore.step(tx, checkIn.id(), now(), who(call), "2");
        onward(tx, checkIn, checkIn.contact() + 1);
        yield Turn.farewell("CONTACT_CANNOT", Phrase.of("care-contact-cannot"));
      }
      default ->
          call.tries() == 0
              ? begin(tx, call)
              : Turn.human("NO_KEY", Priority.HIGH, null, Phrase.of("to-a-person"));
    };
  }

  private void note(Tx tx, OutCall call, CheckIn checkIn, String state, String key) {
    CheckInStore.state(tx, checkIn, state, checkIn.contact(), now());
    CheckInStore.step(tx, checkIn.id(), now(), who(call), key);
  }

  @Override
  public void failed(Tx tx, OutCall call) {
    CheckIn checkIn = checkIn(tx, call);
    CheckInStore.tried(tx, checkIn.id(), who(call), call.id());
    if (checkIn.isOpen()) {
      onward(tx, checkIn, isContact(call) ? checkIn.contact() + 1 : 0);
    }
  }

  private void onward(Tx tx, CheckIn checkIn, int asked) {
    List<Contact> contacts = CheckInStore.contacts(tx.handle(), checkIn.residentId());
    switch (CheckInPlanner.next(asked, contacts.size(), hours.isOpen(now()))) {
      case Next.AskContact next -> ask(tx, checkIn, contacts.get(next.position()), next.position());
      case Next.Visit _ -> {
        CheckInStore.state(tx, checkIn, "VISIT", asked, now());
        tx.send();
        send.toTheDoor(tx, checkIn, now());
      }
    }
  }

  private void ask(Tx tx, CheckIn checkIn, Contact contact, int position) {
    CheckInStore.state(tx, checkIn, "ASKING_CONTACT", position, now());
    tx.batch()
        .add(
            """
            insert into outbound_call (purpose, number, subject, dedup_key, state, not_before, not_after,
              most_attempts, retry_seconds, since)
            values ('CHECK_IN', ?, ?, ?, 'WAITING', ?, ?, 2, ?, ?) on conflict (dedup_key) do nothing\
            """,
            contact.phone(),
            Json.object().put("check_in_id", checkIn.id()).put("contact", contact.relation()),
            "check-in/" + checkIn.id() + "/contact/" + position,
            now(),
            now().plus(CONTACT_PATIENCE),
            CONTACT_RETRY_SECONDS,
            now());
  }

  private static boolean isContact(OutCall call) {
    return call.subject().has("contact");
  }

  private static String who(OutCall call) {
    return isContact(call) ? "EMERGENCY_CONTACT" : "RESIDENT";
  }

  private static CheckIn checkIn(Tx tx, OutCall call) {
    return CheckInStore.lock(tx.handle(), call.subject().get("check_in_id").longValue());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
