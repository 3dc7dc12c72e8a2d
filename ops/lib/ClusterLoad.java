import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Takes orders through the public API while something is broken, watches a live screen, and then
 * holds both against what the API and the database say. Knows nothing of the product's insides.
 *
 * <p>Usage: java ClusterLoad.java URL CERTIFICATE LOGIN PASSWORD ITEM FOLDER. It works until
 * FOLDER/stop appears, and writes FOLDER/acknowledged (marker, number), FOLDER/shown (numbers) and
 * FOLDER/figures.
 */
final class ClusterLoad {

  private static final int HANDS = 4;
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration TRY_AGAIN = Duration.ofMillis(250);
  private static final Duration GIVE_UP = Duration.ofMinutes(4);
  private static final Pattern NUMBER = Pattern.compile("\"number\": ?\"([0-9]+)\"");
  private static final Pattern CSRF = Pattern.compile("\"csrf_token\":\"([^\"]+)\"");

  private final HttpClient client;
  private final String base;
  private final String login;
  private final String password;
  private final long item;
  private final Path folder;
  private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
  private final Set<String> shown = new ConcurrentSkipListSet<>();
  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicInteger givenUp = new AtomicInteger();
  private final AtomicLong lastAcknowledged = new AtomicLong(System.nanoTime());
  private final AtomicLong longestGap = new AtomicLong();
  private final ConcurrentLinkedQueue<String> firstFailures = new ConcurrentLinkedQueue<>();
  private volatile String cookie = "";
  private volatile String csrf = "";
  private volatile boolean over;

  private ClusterLoad(String[] arguments) throws Exception {
    base = arguments[0] + "/api/v1";
    client =
        HttpClient.newBuilder()
            .sslContext(trusting(Path.of(arguments[1])))
            .connectTimeout(PATIENCE)
            .build();
    login = arguments[2];
    password = arguments[3];
    item = Long.parseLong(arguments[4]);
    folder = Path.of(arguments[5]);
  }

  public static void main(String[] arguments) throws Exception {
    new ClusterLoad(arguments).run();
  }

  private static SSLContext trusting(Path certificate) throws Exception {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (var in = Files.newInputStream(certificate)) {
      store.setCertificateEntry(
          "edge", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private void run() throws Exception {
    logIn();
    Thread screen = Thread.ofVirtual().start(this::watch);
    List<Thread> hands =
        Stream.generate(() -> Thread.ofVirtual().start(this::work)).limit(HANDS).toList();
    while (!Files.exists(folder.resolve("stop"))) {
      Thread.sleep(100);
    }
    over = true;
    for (Thread hand : hands) {
      hand.join();
    }
    awaitScreen();
    screen.interrupt();
    write();
    System.exit(0);
  }

  /** Hashing a password is meant to be slow, and is slower on a machine that is busy. */
  private void logIn() throws IOException, InterruptedException {
    HttpResponse<String> answer = askToLogIn();
    for (int again = 0; again < 10 && answer.statusCode() >= 500; again++) {
      Thread.sleep(TRY_AGAIN);
      answer = askToLogIn();
    }
    if (answer.statusCode() >= 300) {
      throw new IllegalStateException(answer.statusCode() + " " + answer.body());
    }
    cookie =
        answer.headers().allValues("Set-Cookie").stream()
            .filter(c -> c.contains("siduan_session="))
            .findFirst()
            .orElseThrow()
            .replaceAll(";.*", "");
    csrf = first(CSRF, answer.body());
  }

  private HttpResponse<String> askToLogIn() throws IOException, InterruptedException {
    return client.send(
        request("/login")
            .timeout(Duration.ofMinutes(2))
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(body("{\"login\":\"%s\",\"password\":\"%s\"}".formatted(login, password)))
            .build(),
        BodyHandlers.ofString());
  }

  private static HttpRequest.BodyPublisher body(String json) {
    return HttpRequest.BodyPublishers.ofString(json);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .timeout(PATIENCE)
        .header("Content-Type", "application/json");
  }

  private static String first(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    if (!found.find()) {
      throw new IllegalStateException("no " + pattern + " in " + text);
    }
    return found.group(1);
  }

  private void work() {
    try {
      while (!over) {
        order(UUID.randomUUID().toString());
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Under one key until it is acknowledged, as every client of ours does. */
  private void order(String marker) throws InterruptedException {
    HttpRequest request =
        request("/orders")
            .header("Cookie", cookie)
            .header("X-CSRF-Token", csrf)
            .header("Idempotency-Key", marker)
            .POST(
                body(
                    """
                    {"item_id":%d,"channel":"PHONE","contact_name":"刘桂英","contact_phone":"13800000000",
                     "address":"柳荫社区3号楼2单元501","summary":"chaos %s","despite_duplicates":true}\
                    """
                        .formatted(item, marker)))
            .build();
    long begun = System.nanoTime();
    while (System.nanoTime() - begun < GIVE_UP.toNanos()) {
      try {
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() < 300) {
          acknowledge(marker, first(NUMBER, answer.body()));
          return;
        }
        fail(answer.statusCode() + " " + answer.body());
      } catch (IOException e) {
        fail(e.toString());
      }
      Thread.sleep(TRY_AGAIN);
    }
    givenUp.incrementAndGet();
  }

  private void fail(String why) {
    failures.incrementAndGet();
    if (firstFailures.size() < 5) {
      firstFailures.add(why.length() > 300 ? why.substring(0, 300) : why);
    }
  }

  private void acknowledge(String marker, String number) {
    acknowledged.put(marker, number);
    long now = System.nanoTime();
    longestGap.accumulateAndGet(now - lastAcknowledged.getAndSet(now), Math::max);
  }

  /** A screen: comes back with the position it was last told. */
  private void watch() {
    String position = "";
    while (!Thread.currentThread().isInterrupted()) {
      try {
        HttpRequest.Builder request =
            HttpRequest.newBuilder(URI.create(base + "/live")).header("Cookie", cookie);
        if (!position.isEmpty()) {
          request.header("Last-Event-ID", position);
        }
        HttpResponse<java.io.InputStream> answer =
            client.send(request.build(), BodyHandlers.ofInputStream());
        try (BufferedReader in = new BufferedReader(new InputStreamReader(answer.body()))) {
          for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.startsWith("id: ")) {
              position = line.substring(4);
            }
            Matcher number = NUMBER.matcher(line);
            if (line.startsWith("data: ") && number.find()) {
              shown.add(number.group(1));
            }
          }
        }
        Thread.sleep(TRY_AGAIN);
      } catch (IOException e) {
        // it comes back
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** What was acknowledged is on the screen, sooner or later. */
  private void awaitScreen() throws InterruptedException {
    long begun = System.nanoTime();
    while (!shown.containsAll(acknowledged.values())
        && System.nanoTime() - begun < Duration.ofSeconds(60).toNanos()) {
      Thread.sleep(200);
    }
  }

  private void write() throws IOException {
    Files.write(
        folder.resolve("acknowledged"),
        acknowledged.entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).toList());
    Files.write(folder.resolve("shown"), shown);
    long unseen = acknowledged.values().stream().filter(n -> !shown.contains(n)).count();
    Files.writeString(
        folder.resolve("figures"),
        "acknowledged=%d\nfailures=%d\ngiven_up=%d\nunseen=%d\nlongest_gap_s=%.1f\n"
            .formatted(
                acknowledged.size(),
                failures.get(),
                givenUp.get(),
                unseen,
                longestGap.get() / 1e9));
    Files.write(folder.resolve("failures"), firstFailures);
  }
}
