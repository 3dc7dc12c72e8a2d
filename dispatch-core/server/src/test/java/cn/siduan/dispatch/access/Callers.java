package cn.siduan.dispatch.access;

import cn.siduan.contract.Role;
import cn.siduan.dispatch.fixture.ApiFixture;
import cn.siduan.dispatch.fixture.District;
import cn.siduan.dispatch.fixture.Staff;
import cn.siduan.dispatch.fixture.TestKeys;
import cn.siduan.dispatch.security.Secrets;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives each person an account, and a fresh session or a token for each request. */
final class Callers {

  private static final String PHONE = "13900000001";
  private static final String OTHER_PHONE = "13900000002";

  private final ApiFixture api;
  private final District district;
  private final Map<Person, Long> accounts = new EnumMap<>(Person.class);
  private final Map<Person, String> tokens = new EnumMap<>(Person.class);

  Callers(ApiFixture api, District district) {
    this.api = api;
    this.district = district;
    staff(Person.OPERATOR, null, null);
    staff(Person.SUPERVISOR, null, null);
    staff(Person.VISITOR, null, null);
    staff(Person.OTHER_VISITOR, null, null);
    staff(Person.ADMINISTRATOR, null, null);
    staff(Person.DISPATCHER, district.provider, null);
    staff(Person.WORKER, district.provider, district.worker);
    staff(Person.OTHER_DISPATCHER, district.otherProvider, null);
    staff(Person.OTHER_WORKER, district.otherProvider, district.otherWorker);
    place(Person.VISITOR, district.community);
    place(Person.OTHER_VISITOR, district.otherCommunity);
    machine(Person.MACHINE, null);
    machine(Person.OTHER_MACHINE, null);
    machine(Person.PROVIDER_MACHINE, district.provider);
    machine(Person.OTHER_PROVIDER_MACHINE, district.otherProvider);
    phone(PHONE, district.resident);
    phone(OTHER_PHONE, district.neighbour);
  }

  HttpRequest.Builder as(@Nullable Person person, HttpRequest.Builder request) {
    if (person == null) {
      return request;
    }
    if (person.comesByToken()) {
      return request.header("Authorization", "Bearer " + tokens.get(person));
    }
    String token = session(person);
    return request
        .header("Cookie", "siduan_session=" + token)
        .header("X-CSRF-Token", Secrets.text(TestKeys.cipher().digest("csrf " + token)));
  }

  /** An account that nobody uses. */
  long spareAccount() {
    return Staff.add(api.database(), Role.OPERATOR).id();
  }

  /** A machine that nobody uses. */
  long spareMachine() {
    return insertMachine();
  }

  /** A token of a machine that nobody uses. */
  long spareToken(long machineId) {
    return insertToken(machineId, Secrets.next());
  }

  private void staff(Person person, @Nullable Long provider, @Nullable Long worker) {
    accounts.put(person, Staff.add(api.database(), person.role, provider, worker).id());
  }

  private void place(Person person, long centre) {
    execute("update account set centre_id = ? where id = ?", centre, accounts.get(person));
  }

  private void phone(String phone, long resident) {
    execute("insert into resident_phone (phone, resident_id) values (?, ?)", phone, resident);
  }

  private void machine(Person person, @Nullable Long provider) {
    String token = Secrets.next();
    long id = insertMachine();
    execute("update machine set provider_id = ?::bigint where id = ?", provider, id);
    insertToken(id, token);
    accounts.put(person, id);
    tokens.put(person, token);
  }

  private long insertToken(long machineId, String token) {
    return api.database()
        .transaction(
            tx ->
                tx.handle()
                    .createQuery(
                        """
                        insert into machine_token (machine_id, token_digest, hint, created_at, expires_at)
                        values (:machine, :digest, '', now(), now() + interval '90 years') returning id\
                        """)
                    .bind("machine", machineId)
                    .bind("digest", Secrets.digest(token))
                    .mapTo(Long.class)
                    .one());
  }

  private long insertMachine() {
    return api.database()
        .transaction(
            tx ->
                tx.handle()
                    .createQuery(
                        "insert into machine (name, updated_at) values (:name, now()) returning id")
                    .bind("name", Secrets.next())
                    .mapTo(Long.class)
                    .one());
  }

  private String session(Person person) {
    String token = Secrets.next();
    var now = api.clock().instant().atOffset(ZoneOffset.UTC);
    boolean resident = person.role == Role.RESIDENT;
    execute(
        """
        insert into session (token_digest, csrf_digest, account_id, resident_id, phone, created_at, seen_at, expires_at)
        values (?, '', ?::bigint, ?::bigint, ?, ?, ?, ?)\
        """,
        Secrets.digest(token),
        accounts.get(person),
        resident ? (person.stranger ? district.neighbour : district.resident) : null,
        resident ? (person.stranger ? OTHER_PHONE : PHONE) : null,
        now,
        now,
        now.plus(Duration.ofHours(1)));
    return token;
  }

  private void execute(String sql, @Nullable Object... values) {
    api.database().transaction(tx -> tx.handle().execute(sql, values));
  }
}
