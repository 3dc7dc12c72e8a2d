package cn.siduan.telephony.ami;

import static org.awaitility.Awaitility.await;

import cn.siduan.telephony.asterisk.AsteriskSettings;
import cn.siduan.telephony.asterisk.AsteriskSettings.Address;
import cn.siduan.telephony.asterisk.AsteriskSettings.Waiting;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.asteriskjava.manager.event.HangupEvent;
import org.asteriskjava.manager.event.ManagerEvent;

/** The manager interface of something that is no Asterisk, or of one gone mad. */
class HostileManagerTest {

  private static final AtomicInteger CALLS = new AtomicInteger();
  private static final Queue<ManagerEvent> HEARD = new ConcurrentLinkedQueue<>();
  private static FakeManager manager;
  private static AmiLink link;

  @BeforeContainer
  static void start() throws IOException {
    manager = new FakeManager();
    link = new AmiLink(settings(manager.port()), HEARD::add, _ -> {});
    await().atMost(Duration.ofSeconds(30)).until(link::isUp);
  }

  @AfterContainer
  static void stop() throws IOException {
    link.close();
    manager.close();
  }

  /** At once, or after a fresh connection where what came was no manager interface any more. */
  @Property(tries = 150, shrinking = ShrinkingMode.OFF)
  void whatever_comes_the_events_after_it_are_heard(@ForAll("noise") List<String> noise) {
    manager.say(String.join("", noise) + "\r\n\r\n");
    String call = "ast1-" + CALLS.incrementAndGet() + ".1";
    await()
        .atMost(Duration.ofSeconds(40))
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              manager.say(hangup(call));
              return HEARD.stream()
                  .anyMatch(e -> e instanceof HangupEvent h && call.equals(h.getUniqueId()));
            });
    HEARD.clear();
    await().atMost(Duration.ofSeconds(40)).until(link::isUp);
  }

  private static String hangup(String call) {
    return "Event: Hangup\r\nPrivilege: call,all\r\nChannel: PJSIP/city-1\r\nUniqueid: "
        + call
        + "\r\nCause: 16\r\nCause-txt: Normal Clearing\r\n\r\n";
  }

  @Provide
  Arbitrary<List<String>> noise() {
    Arbitrary<String> text = Arbitraries.strings().ofMaxLength(60);
    Arbitrary<String> header =
        Arbitraries.of(
                "Event: ",
                "Response: ",
                "ActionID: ",
                "Channel: ",
                "Uniqueid: ",
                "Cause: ",
                "Message: ")
            .flatMap(name -> text.map(value -> name + value + "\r\n"));
    Arbitrary<String> event =
        Arbitraries.of("Hangup", "Newchannel", "BridgeEnter", "DeviceStateChange", "Nonsense", "")
            .flatMap(
                name ->
                    header
                        .list()
                        .ofMaxSize(6)
                        .map(h -> "Event: " + name + "\r\n" + String.join("", h) + "\r\n"));
    return Arbitraries.oneOf(text, header, event, text.map(t -> t + "\r\n\r\n"))
        .list()
        .ofMaxSize(8);
  }

  private static AsteriskSettings settings(int port) {
    Address nowhere = new Address("127.0.0.1", 1);
    return new AsteriskSettings(
        "ast1",
        Path.of("etc"),
        Path.of("state"),
        nowhere,
        nowhere,
        new Address("127.0.0.1", port),
        nowhere,
        "siduan",
        "secret",
        10_000,
        10_001,
        10,
        Waiting.defaults(),
        List.of(),
        List.of(),
        List.of());
  }

  /** Says yes to every action, and what it is told to. */
  private static final class FakeManager implements AutoCloseable {

    private static final String ACTION_ID = "actionid: ";

    private final ServerSocket listening =
        new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    FakeManager() throws IOException {
      Thread.ofVirtual().start(this::accept);
    }

    int port() {
      return listening.getLocalPort();
    }

    private void accept() {
      try {
        while (true) {
          Socket socket = listening.accept();
          sockets.add(socket);
          Thread.ofVirtual().start(() -> serve(socket));
        }
      } catch (IOException _) {
        // closed
      }
    }

    private void serve(Socket socket) {
      try (socket;
          BufferedReader in =
              new BufferedReader(
                  new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
        write(socket, "Asterisk Call Manager/11.0.0\r\n");
        String id = "";
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          if (line.regionMatches(true, 0, ACTION_ID, 0, ACTION_ID.length())) {
            id = line.substring(ACTION_ID.length());
          } else if (line.isEmpty()) {
            write(
                socket,
                "Response: Success\r\nActionID: "
                    + id
                    + "\r\nChallenge: 1\r\nPing: Pong\r\nAsteriskVersion: 22.10.1\r\n\r\n");
          }
        }
      } catch (IOException _) {
        // the other side went
      } finally {
        sockets.remove(socket);
      }
    }

    void say(String text) {
      sockets.forEach(
          socket -> {
            try {
              write(socket, text);
            } catch (IOException e) {
              sockets.remove(socket);
            }
          });
    }

    private static void write(Socket socket, String text) throws IOException {
      synchronized (socket) {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
    }

    @Override
    public void close() throws IOException {
      listening.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }
}
