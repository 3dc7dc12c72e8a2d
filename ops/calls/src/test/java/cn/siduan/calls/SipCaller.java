package cn.siduan.calls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Calls once and hangs up; measures nothing but the time from INVITE to 200. */
final class SipCaller implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 5_000;

  private final DatagramSocket socket;
  private final int asterisk;

  SipCaller(int asterisk) {
    this.asterisk = asterisk;
    try {
      socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
      socket.setSoTimeout(PATIENCE_MILLIS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @return nanoseconds from INVITE to 200
   */
  long call(String number) {
    String id = UUID.randomUUID().toString();
    String sdp =
        "v=0\r\no=x 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
            + "m=audio 39998 RTP/AVP 8\r\na=rtpmap:8 PCMA/8000\r\n";
    long begun = System.nanoTime();
    send(message("INVITE", number, id, 1, "", sdp));
    String ok = await("INVITE");
    long took = System.nanoTime() - begun;
    String to = ok.lines().filter(l -> l.startsWith("To:")).findFirst().orElseThrow();
    send(message("ACK", number, id, 1, to, ""));
    send(message("BYE", number, id, 2, to, ""));
    await("BYE");
    return took;
  }

  private String await(String method) {
    byte[] buffer = new byte[8_192];
    try {
      while (true) {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        socket.receive(packet);
        String text = new String(buffer, 0, packet.getLength(), StandardCharsets.UTF_8);
        if (text.startsWith("SIP/2.0 ")
            && !text.startsWith("SIP/2.0 1")
            && text.contains(" " + method + "\r\n")) {
          if (!text.startsWith("SIP/2.0 200")) {
            throw new IllegalStateException(method + " was answered " + text.lines().findFirst());
          }
          return text;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(method + " was not answered", e);
    }
  }

  private String message(String method, String user, String id, int seq, String to, String body) {
    String here = "127.0.0.1:" + socket.getLocalPort();
    return """
    %s sip:%s@127.0.0.1:%d SIP/2.0
    Via: SIP/2.0/UDP %s;branch=z9hG4bK%s%s
    From: <sip:13930000001@127.0.0.1>;tag=%s
    %s
    Call-ID: %s
    CSeq: %d %s
    Contact: <sip:13930000001@%s>
    Max-Forwards: 70
    """
            .formatted(
                method,
                user,
                asterisk,
                here,
                id,
                method,
                id,
                to.isEmpty() ? "To: <sip:" + user + "@127.0.0.1>" : to,
                id,
                seq,
                method,
                here)
            .replace("\n", "\r\n")
        + (body.isEmpty() ? "" : "Content-Type: application/sdp\r\n")
        + "Content-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  private void send(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try {
      socket.send(
          new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), asterisk));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
