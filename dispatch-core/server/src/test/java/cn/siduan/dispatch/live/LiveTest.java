package cn.siduan.dispatch.live;

import static cn.siduan.dispatch.fixture.District.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.siduan.contract.Actor;
import cn.siduan.contract.Role;
import cn.siduan.contract.Tier;
import cn.siduan.dispatch.fixture.LiveReader;
import cn.siduan.dispatch.fixture.LiveReader.Told;
import cn.siduan.dispatch.outbox.Audiences;
import cn.siduan.dispatch.outbox.Retention;
import cn.siduan.testkit.PostgresFixture;
import cn.siduan.testkit.SettableClock;
import cn.siduan.testkit.TestDatabase;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Streams of one or two nodes, against writers, crashes and readers of all kinds. */
class LiveTest {

  private static final LiveSettings QUICK =
      new LiveSettings(
          Duration.ofMillis(200),
          Duration.ofMillis(200),
          2000,
          400,
          20_000,
          1024 * 1024,
          Duration.ofSeconds(5));

  private final SettableClock clock = SettableClock.inShanghai("2026-03-11T10:00:00+08:00");
  private final List<LiveReader> readers = new ArrayList<>();
  private TestDatabase db = PostgresFixture.freshDatabase();
  private LiveNode node = new LiveNode(db, clock, QUICK);

  @BeforeEach
  void firstEvent() {
    node.leave("nobody", "{}");
    node.hint();
    await().until(() -> count("live_event") == 1);
  }

  @AfterEach
  void stop() {
    readers.forEach(LiveReader::close);
    node.close();
  }

  private long count(String table) {
    return node.database.read(
        h -> h.createQuery("select count(*) from " + table).mapTo(Long.class).one());
  }

  private void tell(String audience, Object n) {
    node.leave(audience, "{\"n\": " + n + "}");
    node.hint();
  }

  private LiveReader read(Actor actor, Long lastEventId) {
    LiveReader reader = node.read(actor, lastEventId);
    readers.add(reader);
    return reader;
  }

  private LiveReader read(Actor actor) {
    LiveReader reader = node.read(actor, null);
    readers.add(reader);
    await().until(() -> !reader.everything().isEmpty());
    return reader;
  }

  private static List<Integer> numbers(LiveReader reader) {
    return reader.told().stream().map(t -> t.data().get("n").intValue()).toList();
  }

  private static List<Integer> upTo(int n) {
    return IntStream.range(0, n).boxed().toList();
  }

  @Test
  void a_new_reader_is_greeted_and_told_what_happens_from_then_on() {
    tell(Audiences.STAFF, 0);
    await().until(() -> count("live_event") == 2);
    await().untilAsserted(() -> assertThat(read(OPERATOR).lastId()).isEqualTo(2));
    LiveReader reader = readers.getLast();
    assertThat(reader.everything().getFirst().type()).isEqualTo("hello");
    assertThat(reader.everything().getFirst().data().get("position").asLong()).isEqualTo(2);
    tell(Audiences.STAFF, 1);
    await().untilAsserted(() -> assertThat(numbers(reader)).containsExactly(1));
    assertThat(reader.told().getFirst().type()).isEqualTo("order.changed");
  }

  @Test
  void everybody_gets_what_is_theirs_and_nothing_else() {
    Actor dispatcher = Actor.dispatcher(1, "a", 5);
    Actor otherDispatcher = Actor.dispatcher(2, "b", 6);
    Actor resident = Actor.resident(7, "c", "13900000001");
    Actor otherResident = Actor.resident(8, "d", "13900000002");
    List<LiveReader> all =
        List.of(
            read(OPERATOR),
            read(dispatcher),
            read(otherDispatcher),
            read(resident),
            read(otherResident),
            read(Actor.staff(Role.ADMINISTRATOR, 9, "e")),
            read(new Actor(Role.VISITOR, 10, "f", Tier.COMMUNITY, 3L, null, null, null)));
    tell(Audiences.STAFF, 0);
    tell(Audiences.provider(5), 1);
    tell(Audiences.phone("13900000001"), 2);
    tell(Audiences.resident(8), 3);
    tell(Audiences.ADMIN, 4);
    tell(Audiences.provider(6), 5);
    tell(Audiences.work(3), 6);
    tell(Audiences.work(4), 7);
    tell(Audiences.centre(3), 8);
    await()
        .untilAsserted(
            () ->
                assertThat(all.stream().map(LiveTest::numbers))
                    .containsExactly(
                        List.of(0),
                        List.of(1),
                        List.of(5),
                        List.of(2),
                        List.of(3),
                        List.of(4),
                        List.of(6)));
  }

  @Test
  void readers_who_come_and_go_get_everything_once_while_many_write_on_two_nodes()
      throws Exception {
    int writers = 8;
    int each = 60;
    int total = writers * each;
    try (LiveNode other = new LiveNode(db, clock, QUICK);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Told>>> reading = new ArrayList<>();
      for (int r = 0; r < 8; r++) {
        Random random = new Random(r);
        reading.add(threads.submit(() -> comeAndGo(List.of(node, other), random, total)));
      }
      List<Future<?>> writing = new ArrayList<>();
      for (int w = 0; w < writers; w++) {
        int first = w * each;
        LiveNode where = w % 2 == 0 ? node : other;
        writing.add(
            threads.submit(
                () -> IntStream.range(first, first + each).forEach(n -> slowly(where, n))));
      }
      for (Future<?> writer : writing) {
        writer.get();
      }
      for (Future<List<Told>> reader : reading) {
        List<Told> told = reader.get();
        assertThat(told).extracting(Told::id).doesNotHaveDuplicates().isSorted();
        assertThat(told.stream().map(t -> t.data().get("n").intValue()))
            .containsExactlyInAnyOrderElementsOf(upTo(total));
      }
    }
  }

  /** Takes its number long before it commits, so that commits come in another order. */
  private static void slowly(LiveNode node, int n) {
    node.database.transaction(
        tx -> {
          tx.handle()
              .execute(
                  """
                  insert into outbox (type, audiences, payload, created_at)
                  values ('order.changed', array['staff'], jsonb_build_object('n', ?), '2026-03-11T02:00:00Z')\
                  """,
                  n);
          return tx.handle().execute("select pg_sleep(random() * 0.02)");
        });
    node.hint();
  }

  /** Reads a few, is cut off in the middle, goes on elsewhere. */
  private static List<Told> comeAndGo(List<LiveNode> nodes, Random random, int total) {
    List<Told> all = new ArrayList<>();
    long position = 1;
    while (all.size() < total) {
      try (LiveReader reader = nodes.get(random.nextInt(nodes.size())).read(OPERATOR, position)) {
        int some = Math.min(total - all.size(), 1 + random.nextInt(40));
        await().atMost(Duration.ofSeconds(30)).until(() -> reader.told().size() >= some);
        List<Told> told = reader.told();
        all.addAll(told);
        position = told.getLast().id();
      }
    }
    return all;
  }

  @Test
  void what_a_node_left_behind_when_it_died_is_relayed_by_the_sweep() {
    LiveReader reader = read(OPERATOR);
    // died between commit and hand-over: in the outbox, and nobody was told
    node.leave(Audiences.STAFF, "{\"n\": 0}");
    // died between the move and telling its readers: in the feed, and nobody was told
    node.database.transaction(
        tx ->
            tx.handle()
                .execute(
                    """
                    insert into live_event (type, audiences, payload, created_at, relayed_at)
                    values ('order.changed', '{staff}', '{"n": 1}', '2026-03-11T02:00:00Z', '2026-03-11T02:00:00Z')\
                    """));
    await().untilAsserted(() -> assertThat(numbers(reader)).containsExactlyInAnyOrder(0, 1));
  }

  @Test
  void one_node_tells_what_another_relayed() {
    try (LiveNode other = new LiveNode(db, clock, QUICK)) {
      LiveReader here = read(OPERATOR);
      LiveReader there = other.read(OPERATOR, null);
      readers.add(there);
      await().until(() -> !there.everything().isEmpty());
      tell(Audiences.STAFF, 0);
      other.leave(Audiences.STAFF, "{\"n\": 1}");
      other.hint();
      await().untilAsserted(() -> assertThat(numbers(here)).containsExactlyInAnyOrder(0, 1));
      await().untilAsserted(() -> assertThat(numbers(there)).containsExactlyInAnyOrder(0, 1));
    }
  }

  @Test
  void what_is_no_longer_in_memory_is_read_from_the_database() {
    insertMany(0, 5000);
    await().until(() -> count("live_event") == 5001);
    tell(Audiences.STAFF, 5000);
    LiveReader reader = read(OPERATOR, 1L);
    await().untilAsserted(() -> assertThat(numbers(reader)).isEqualTo(upTo(5001)));
    tell(Audiences.STAFF, 5001);
    await().untilAsserted(() -> assertThat(numbers(reader)).isEqualTo(upTo(5002)));
  }

  private void insertMany(int from, int to) {
    node.database.transaction(
        tx ->
            tx.handle()
                .execute(
                    """
                    insert into outbox (type, audiences, payload, created_at)
                    select 'order.changed', '{staff}', jsonb_build_object('n', n), '2026-03-11T02:00:00Z'
                    from generate_series(?, ? - 1) n\
                    """,
                    from,
                    to));
    node.hint();
  }

  @Test
  void whoever_missed_what_is_no_longer_kept_is_told_to_load_anew() {
    insertMany(0, 10);
    await().until(() -> count("live_event") == 11);
    clock.advance(Duration.ofHours(25));
    tell(Audiences.STAFF, 10);
    await().until(() -> count("live_event") == 12);
    try (Retention retention = new Retention(node.database, clock, Retention.Settings.defaults())) {
      retention.run();
    }
    assertThat(count("live_event")).isEqualTo(1);
    // a node that still has them in memory may tell them; one that has not, cannot
    try (LiveNode fresh = new LiveNode(db, clock, QUICK)) {
      LiveReader late = fresh.read(OPERATOR, 5L);
      readers.add(late);
      await().until(() -> !late.told().isEmpty());
      assertThat(late.told().getFirst().type()).isEqualTo("reset");
      assertThat(late.told().getFirst().data().get("position").asLong()).isEqualTo(12);
      LiveReader justInTime = fresh.read(OPERATOR, 11L);
      readers.add(justInTime);
      await().untilAsserted(() -> assertThat(numbers(justInTime)).containsExactly(10));
      fresh.leave(Audiences.STAFF, "{\"n\": 11}");
      fresh.hint();
      await().untilAsserted(() -> assertThat(late.told()).hasSize(2));
    }
  }

  @Test
  void a_position_that_never_was_is_answered_by_reset() {
    LiveReader reader = read(OPERATOR, 999L);
    await().untilAsserted(() -> assertThat(reader.told()).hasSize(1));
    assertThat(reader.told().getFirst().type()).isEqualTo("reset");
    assertThat(reader.lastId()).isEqualTo(1);
  }

  @Test
  void a_position_that_is_no_number_is_refused() {
    assertThat(read(OPERATOR, -5L).status()).isEqualTo(400);
  }

  @Test
  void a_reader_for_whom_nothing_happens_does_not_fall_behind() {
    LiveReader reader = read(Actor.dispatcher(1, "a", 5));
    insertMany(0, 20);
    await().untilAsserted(() -> assertThat(reader.lastId()).isEqualTo(21));
    assertThat(reader.told()).isEmpty();
  }

  @Test
  void a_reader_who_logged_out_is_cut_off() {
    LiveReader reader = read(OPERATOR);
    node.loggedOut = true;
    await().until(reader::isOver);
    await().until(() -> node.hub.listStreams().isEmpty());
  }

  @Test
  void one_reader_gets_only_so_many_streams_and_gives_them_back() {
    LiveSettings few =
        new LiveSettings(
            Duration.ofMillis(200), Duration.ofMinutes(1), 3, 2, 100, 65536, Duration.ofSeconds(5));
    try (LiveNode small = new LiveNode(db, clock, few)) {
      LiveReader first = small.read(OPERATOR, null);
      LiveReader second = small.read(OPERATOR, null);
      readers.addAll(List.of(first, second));
      assertThat(small.read(OPERATOR, null).status()).isEqualTo(429);
      readers.add(small.read(Actor.staff(Role.OPERATOR, 77, "x"), null));
      assertThat(small.read(Actor.staff(Role.OPERATOR, 78, "y"), null).status()).isEqualTo(503);
      first.close();
      await()
          .untilAsserted(
              () -> {
                LiveReader again = small.read(OPERATOR, null);
                readers.add(again);
                assertThat(again.status()).isEqualTo(200);
              });
    }
  }

  @Test
  void a_reader_who_does_not_read_is_cut_off_and_holds_nobody_up() throws Exception {
    try (Socket stuck = new Socket()) {
      stuck.setReceiveBufferSize(4096);
      stuck.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), node.port()));
      stuck
          .getOutputStream()
          .write(
              ("GET /api/v1/live HTTP/1.1\r\nHost: x\r\nX-Test-Actor: {\"role\":\"OPERATOR\","
                      + "\"id\":66,\"name\":\"slow\",\"tier\":\"DISTRICT\"}\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      await().until(() -> node.hub.listStreams().size() == 1);
      LiveReader quick = read(OPERATOR);
      int told = 0;
      while (node.hub.listStreams().size() > 1 && told < 100) {
        tell(Audiences.STAFF, told + ", \"filler\": \"" + "x".repeat(200_000) + "\"");
        told++;
        int expected = told;
        await().until(() -> quick.told().size() == expected);
      }
      assertThat(node.metrics.counter("siduan.live.cut_off", "reason", "slow").count())
          .isEqualTo(1);
      await().until(() -> node.hub.listStreams().size() == 1);
      assertThat(numbers(quick)).isEqualTo(upTo(told));
      InputStream rest = stuck.getInputStream();
      assertThat(rest.read()).isNotNegative();
    }
  }

  @Test
  void three_hundred_screens_are_told_at_once() {
    List<LiveReader> screens =
        IntStream.range(0, 300).mapToObj(i -> node.read(OPERATOR, 1L)).toList();
    readers.addAll(screens);
    insertMany(0, 100);
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(screens).allMatch(s -> s.told().size() == 100));
    assertThat(screens).allMatch(s -> numbers(s).equals(upTo(100)));
  }

  @Test
  void a_closing_server_sends_its_readers_elsewhere_and_takes_no_more() {
    LiveReader reader = read(OPERATOR);
    node.hub.drain();
    await().until(reader::isOver);
    assertThat(reader.lines()).contains(": this server is closing");
    assertThat(reader.lines().stream().filter(l -> l.startsWith("retry: "))).hasSize(2);
    assertThat(read(OPERATOR, 1L).status()).isEqualTo(503);
  }
}
